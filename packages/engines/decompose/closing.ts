/**
 * Where a paragraph states its responsibility: closing brackets, and labels without brackets at a sentence's end.
 * Cuts a paragraph that closes several times into as many rows. Source: rule 1 of our labelling (a responsibility bracket
 * of its own makes a row). Brackets are matched by depth, so nested ones hold. O(n).
 */
import type { Span } from './contract.ts';
import { readBracket, readLabelled, type Responsibility } from './responsibility.ts';
import { readUnbroken } from './unbroken.ts';

export interface Texts {
  readonly text: string;
  readonly folded: string;
}
export interface Segment {
  readonly text: Span;
  readonly responsibility: readonly Responsibility[];
  /** Brackets and label stretches, outer spans. */
  readonly closings: readonly Span[];
}

/** Outermost bracket pairs of a stretch; an unclosed one ends with the stretch. O(n). */
export function outerBrackets(folded: string, span: Span): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let from = 0;
  for (let i = span.start; i < span.end; i++) {
    const sign = folded.charAt(i);
    if (sign === '(' || sign === '[') {
      if (depth === 0) from = i;
      depth += 1;
    } else if ((sign === ')' || sign === ']') && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ start: from, end: i + 1 });
    }
  }
  if (depth > 0) {
    const inner = folded.slice(from + 1, Math.min(span.end, from + 12));
    if (/^(?:牵头|责任|配合|主办|负责)/.test(inner)) found.push({ start: from, end: span.end });
  }
  return found;
}

const BARE_LABEL =
  /(?<=[。;!?])\s*(?:主要)?(?:牵头|责任|配合|主办|承办|协办|参与|落实|实施)(?:责任)?(?:单位|部门|领导|主体)\s*:/g;

interface Closing {
  readonly outer: Span;
  readonly responsibility: Responsibility;
}

function bracketClosings(texts: Texts, span: Span): Closing[] {
  const closings: Closing[] = [];
  for (const outer of outerBrackets(texts.folded, span)) {
    const closed = /[)\]]/.test(texts.folded.charAt(outer.end - 1));
    const after = texts.folded.slice(outer.end, Math.min(span.end, outer.end + 3)).trim();
    const atEnd = outer.end >= span.end || /^[。;.]?$/.test(after);
    const inner = { ...texts, start: outer.start + 1, end: closed ? outer.end - 1 : outer.end };
    const responsibility = readUnbroken(inner, (slice) => readBracket(slice, atEnd));
    if (responsibility === null) continue;
    if (responsibility.units.length + responsibility.times.length + responsibility.leaders.length === 0) continue;
    closings.push({ outer, responsibility });
  }
  return closings;
}

function labelClosings(texts: Texts, span: Span): Closing[] {
  const closings: Closing[] = [];
  const folded = texts.folded.slice(span.start, span.end);
  for (const found of folded.matchAll(BARE_LABEL)) {
    const start = span.start + found.index;
    const last = closings.at(-1);
    if (last !== undefined && start < last.outer.end) continue;
    const tail = texts.folded.slice(start, span.end);
    const stop = tail.indexOf('。');
    const end = stop < 0 ? span.end : start + stop;
    const responsibility = readUnbroken({ ...texts, start, end }, readLabelled);
    if (responsibility !== null && responsibility.units.length > 0)
      closings.push({ outer: { start, end: Math.min(span.end, end + 1) }, responsibility });
  }
  return closings;
}

function trimmed(texts: Texts, span: Span): Span {
  let { start, end } = span;
  while (start < end && /[\s。;,.]/.test(texts.folded.charAt(start))) start += 1;
  while (end > start && /\s/.test(texts.folded.charAt(end - 1))) end -= 1;
  return { start, end };
}

function inside(at: number, span: Span): boolean {
  return span.start < at && at < span.end;
}

/** A paragraph that is nothing but a bracket of responsibility, on a line of its own. Null where it is more or other. */
export function readBracketLine(texts: Texts, span: Span): Responsibility | null {
  const only = outerBrackets(texts.folded, span)[0];
  if (only === undefined || only.start !== span.start || !/^[。;.\s]*$/.test(texts.folded.slice(only.end, span.end)))
    return null;
  return bracketClosings(texts, span)[0]?.responsibility ?? null;
}

/** The paragraph cut after each responsibility that closes a row. One segment without any where it states none. */
export function closeParagraph(texts: Texts, span: Span): Segment[] {
  const outer = outerBrackets(texts.folded, span);
  // A label inside a bracket was read with the bracket, a bracket inside a labelled stretch belongs to its last name.
  const labels = labelClosings(texts, span).filter((label) => !outer.some((one) => inside(label.outer.start, one)));
  const brackets = bracketClosings(texts, span).filter(
    (bracket) => !labels.some((one) => inside(bracket.outer.start, one.outer)),
  );
  const closings = [...brackets, ...labels].sort((a, b) => a.outer.start - b.outer.start);
  if (closings.length === 0) return [{ text: span, responsibility: [], closings: [] }];
  const segments: { text: Span; responsibility: Responsibility[]; closings: Span[] }[] = [];
  let from = span.start;
  for (const closing of closings) {
    const last = segments.at(-1);
    const text = trimmed(texts, { start: from, end: closing.outer.start });
    if (text.end - text.start < 4 && last !== undefined) {
      last.responsibility.push(closing.responsibility);
      last.closings.push(closing.outer);
    } else segments.push({ text, responsibility: [closing.responsibility], closings: [closing.outer] });
    from = closing.outer.end;
  }
  const rest = trimmed(texts, { start: from, end: span.end });
  const last = segments.at(-1);
  if (last !== undefined && rest.end - rest.start >= 4) last.text = { start: last.text.start, end: rest.end };
  return segments.filter(({ text }) => text.end > text.start);
}
