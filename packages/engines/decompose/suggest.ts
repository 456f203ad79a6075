/**
 * Suggested units: which office's duties (职能) speak of the same things as an item. Always 建议, never mixed into the
 * printed units. Score of a unit: over the character pairs of its duty phrases and names that occur in the item, the
 * sum of idf (pairs that few units share weigh more), and a bonus for phrases that occur whole.
 * Source: vector space model with idf (Spärck Jones 1972) on character bigrams. O(length of the item · units sharing a pair).
 */
import type { DutyUnit, Item } from './contract.ts';
import { fold } from './fold.ts';

export interface SuggestIndex {
  readonly units: readonly { readonly name: string; readonly phrases: readonly string[]; readonly norm: number }[];
  /** Character pair → units whose duties hold it, with weight. */
  readonly pairs: ReadonlyMap<string, readonly { readonly unit: number; readonly weight: number }[]>;
  readonly phrases: ReadonlyMap<string, readonly { readonly unit: number; readonly phrase: string }[]>;
  readonly idf: ReadonlyMap<string, number>;
}

const COMMON =
  /[的和与及等对为在以将把、,。;:()“”\s\d]|工作|管理|建设|推进|加强|推动|发展|组织|实施|负责|指导|监督|服务/g;
/** Below this an item shares too little with any office. */
const LEAST = 3.2;
const SUGGESTED = 3;

function pairsOf(folded: string): string[] {
  const pairs: string[] = [];
  for (const part of folded.replace(COMMON, ' ').split(' '))
    for (let i = 0; i + 2 <= part.length; i++) pairs.push(part.slice(i, i + 2));
  return pairs;
}

/** Builds the index once per call of the engine. O(length of all duties). */
export function buildSuggestIndex(units: readonly DutyUnit[]): SuggestIndex {
  const holders = new Map<string, Map<number, number>>();
  const phrases = new Map<string, { unit: number; phrase: string }[]>();
  const listed = units.map((unit, index) => {
    const duties = unit.duties.map((duty) => fold(duty).trim()).filter((duty) => duty.length >= 2);
    for (const phrase of duties) {
      const head = phrase.slice(0, 2);
      const list = phrases.get(head) ?? [];
      list.push({ unit: index, phrase });
      phrases.set(head, list);
      for (const pair of pairsOf(phrase)) {
        const held = holders.get(pair) ?? new Map<number, number>();
        held.set(index, (held.get(index) ?? 0) + 1);
        holders.set(pair, held);
      }
    }
    return { name: unit.name, phrases: duties, norm: 1 };
  });
  const idf = new Map<string, number>();
  const pairs = new Map<string, { unit: number; weight: number }[]>();
  for (const [pair, held] of holders) {
    const weight = Math.log((listed.length + 1) / held.size);
    idf.set(pair, weight);
    pairs.set(
      pair,
      Array.from(held, ([unit, count]) => ({ unit, weight: weight * (1 + Math.log(count)) })),
    );
  }
  return { units: listed, pairs, phrases, idf };
}

/** Up to three units with the words that matched, best first, ties by the order of the table. */
export function suggestUnits(index: SuggestIndex, folded: string): Item['suggestions']['units'] {
  if (index.units.length === 0) return [];
  const text = folded.slice(0, 600);
  const scores = new Float64Array(index.units.length);
  const because = new Map<number, Map<string, number>>();
  const note = (unit: number, word: string, weight: number): void => {
    scores[unit] = (scores[unit] ?? 0) + weight;
    const words = because.get(unit) ?? new Map<string, number>();
    words.set(word, (words.get(word) ?? 0) + weight);
    because.set(unit, words);
  };
  const title = Math.min(text.length, Math.max(12, text.search(/[。,;:]/)));
  const counts = new Map<string, number>();
  for (const pair of pairsOf(text)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  for (const [pair, count] of counts) {
    const ahead = text.slice(0, title).includes(pair) ? 1.6 : 1;
    for (const { unit, weight } of index.pairs.get(pair) ?? [])
      note(unit, pair, weight * 0.4 * (1 + Math.log(count)) * ahead);
  }
  const seen = new Set<string>();
  for (let i = 0; i + 2 <= text.length; i++)
    for (const { unit, phrase } of index.phrases.get(text.slice(i, i + 2)) ?? []) {
      if (!text.startsWith(phrase, i) || seen.has(`${unit}:${phrase}`)) continue;
      seen.add(`${unit}:${phrase}`);
      note(unit, phrase, phraseWeight(index, phrase) * (i < title ? 1.6 : 1));
    }
  return Array.from(scores, (score, unit) => ({ score, unit }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || a.unit - b.unit)
    .slice(0, SUGGESTED)
    .map(({ unit }, i) => ({ name: index.units[unit]?.name ?? '', rank: i + 1, because: reason(because.get(unit)) }));
}

function phraseWeight(index: SuggestIndex, phrase: string): number {
  const weights = pairsOf(phrase).map((pair) => index.idf.get(pair) ?? 0);
  return weights.reduce((sum, weight) => sum + weight, 0.5) * 1.2;
}

function reason(words: ReadonlyMap<string, number> | undefined): string {
  if (words === undefined) return '';
  const ordered = Array.from(words).sort(([a, x], [b, y]) => b.length - a.length || y - x || (a < b ? -1 : 1));
  const kept: string[] = [];
  for (const [word] of ordered) if (kept.length < 3 && !kept.some((other) => other.includes(word))) kept.push(word);
  return kept.join('、');
}
