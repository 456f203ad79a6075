/**
 * When an item is to be done: its own date, else the goal's above it, else the title's period; soft words beside it.
 * Source: rule 4 of our labelling of municipal plans (own before goal before title). O(n).
 */
import type { Span } from './contract.ts';
import { type DateFound, findDates, type TimeContext } from './dates.ts';

export interface OwnDate {
  readonly date: string;
  /** In the text that was read. */
  readonly start: number;
  readonly end: number;
}

function bigrams(text: string): Set<string> {
  const set = new Set<string>();
  const plain = text.replace(/[\d\s,、年月日底前到至末“”]/g, '');
  for (let i = 0; i + 2 <= plain.length; i++) set.add(plain.slice(i, i + 2));
  return set;
}

/** Do two stretches speak of the same work? Share of common bigrams of the shorter one. */
function sameWork(one: string, other: string): boolean {
  const a = bigrams(one);
  const b = bigrams(other);
  if (a.size === 0 || b.size === 0) return true;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / Math.min(a.size, b.size) >= 0.3;
}

function segmentOf(folded: string, at: number): Span {
  const before = Math.max(folded.lastIndexOf('。', at - 1), folded.lastIndexOf(';', at - 1));
  const after = /[。;]/.exec(folded.slice(at));
  return { start: before + 1, end: after === null ? folded.length : at + after.index };
}

/**
 * The item's own date: the last where several stages of one work are dated, the first where several works are.
 */
export function ownDate(folded: string, context: TimeContext): OwnDate | null {
  const dates = findDates(folded, context).filter(({ strength }) => strength === 'firm');
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return null;
  if (dates.length === 1) return first;
  const one = segmentOf(folded, first.start);
  const other = segmentOf(folded, last.start);
  const latest = dates.reduce((kept, date) => (date.date > kept.date ? date : kept), first);
  if (one.start === other.start) return latest;
  return sameWork(folded.slice(one.start, one.end), folded.slice(other.start, other.end)) ? latest : first;
}

/** The one date that a goal text sets; null where it sets none or names several stages. */
export function goalDate(folded: string, context: TimeContext): OwnDate | null {
  const dates = findDates(folded, context);
  const first = dates[0];
  if (first === undefined || dates.some(({ date }) => date !== first.date)) return null;
  return first;
}

/** The date that governs what stands at `at`: the last one named before it, else null. */
export function dateBefore(dates: readonly DateFound[], at: number): string | null {
  let kept: string | null = null;
  for (const date of dates) if (date.start < at) kept = date.date;
  return kept;
}

const SOFT =
  /尽快|尽早|早日|适时|抓紧|近期|限期|长期坚持|长期|持续|逐步|分步|常态化|稳步|及时|(?:\d{1,2}|[一二三四五六七八九十两])年(?:左右)?内/;

/** The first soft word of time, null where none. */
export function softWord(folded: string): { word: string; at: number } | null {
  const found = SOFT.exec(folded);
  return found === null ? null : { word: found[0], at: found.index };
}
