/**
 * Running text without numbering (an article, a speech, news): each sentence that orders a work with an object of its own
 * is a row; one that only says how or why to do the one before belongs to it. Source: rule 1 of our labelling. O(n).
 */
import type { Span } from './contract.ts';
import { sentencesOf } from './sentences.ts';
import { ordersWork } from './verbs.ts';

const CONTINUES =
  /^(?:这|此外?[,是]|其中|从而|进而|使得?|让(?!农民)|以此|为此|因此|所以|只有|唯有|实践证明|要知道|正如|同时也|换句话|可以说|不仅|特别是|尤其是|具体来说|比如|例如|总之|与此同时|目前|当前|过去|近年来|今年以来|去年)/;

/** The block's own heading: its first sentence, where more follow and it is short. */
export function blockHeading(folded: string, span: Span): Span | null {
  const sentences = sentencesOf(folded, span, '。!?');
  const first = sentences[0];
  if (first === undefined || sentences.length < 2 || first.end - first.start > 46) return null;
  return /[;:]/.test(folded.slice(first.start, first.end)) ? null : first;
}

/** The rows of a block of running text; stretches that order nothing before the first row are left over. */
export function orderedSentences(folded: string, span: Span): { rows: Span[]; left: Span[] } {
  const rows: Span[] = [];
  const left: Span[] = [];
  for (const sentence of sentencesOf(folded, span, '。!?')) {
    const parts = sentencesOf(folded, sentence, ';');
    const split = parts.filter((part) => ordersWork(folded.slice(part.start, part.end))).length > 1;
    for (const part of split ? parts : [sentence]) {
      const text = folded.slice(part.start, part.end);
      const last = rows.at(-1);
      if (ordersWork(text) && !CONTINUES.test(text)) rows.push({ ...part });
      else if (last !== undefined) rows[rows.length - 1] = { start: last.start, end: part.end };
      else left.push(part);
    }
  }
  return { rows, left };
}
