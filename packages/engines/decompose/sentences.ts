/**
 * Sentences of a printed stretch: cut after 。！？ and at line ends, in running text after ； too; signs inside brackets
 * and quotes do not cut. O(n).
 */
import type { Span } from './contract.ts';

const OPENING = '(“《[';
const CLOSING = ')”》]';
/** A bracket that is still open after so many signs was never closed. */
const LONGEST_INSIDE = 240;

/** `stops`: the signs that end a sentence. Spans are trimmed and never empty. */
export function sentencesOf(folded: string, span: Span, stops: string): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let opened = 0;
  let from = span.start;
  const close = (end: number): void => {
    let start = from;
    let stop = end;
    while (start < stop && /\s/.test(folded.charAt(start))) start += 1;
    while (stop > start && /\s/.test(folded.charAt(stop - 1))) stop -= 1;
    if (stop > start) found.push({ start, end: stop });
    from = end;
  };
  for (let i = span.start; i < span.end; i++) {
    const sign = folded.charAt(i);
    if (OPENING.includes(sign)) {
      if (depth === 0) opened = i;
      depth += 1;
    } else if (CLOSING.includes(sign)) depth = Math.max(0, depth - 1);
    else if (sign === '\n') {
      depth = 0;
      close(i + 1);
    } else if (stops.includes(sign)) {
      if (depth > 0 && i - opened < LONGEST_INSIDE) continue;
      depth = 0;
      let end = i + 1;
      while (end < span.end && CLOSING.includes(folded.charAt(end))) end += 1;
      close(end);
      i = end - 1;
    }
  }
  close(span.end);
  return found;
}
