import type { ComparedRow } from './contract.ts';

/**
 * How like two rows are in meaning, by their words: cosine of character bigrams weighted by how rare they are in both
 * versions. Numbers count as one sign, since a plan of the next year says the same with other figures; headings and units
 * only break ties between texts that are like anyway.
 *
 * Source of the weights: tried on pairs of consecutive municipal plans; see README.
 */
export const threshold = 0.42;
/** Rows that found no partner may be this unlike when units and headings speak for the pair; a person has to look. */
const weakThreshold = 0.2;
const weakUnits = 0.5;
const weakHeadings = 0.5;
/** Below this a pair is weak: the words alone prove little. */
export const sureLikeness = 0.55;
const weights = { text: 0.86, path: 0.08, units: 0.06 } as const;
/** A second candidate this near makes a pair doubtful. */
export const doubtMargin = 0.04;

/** A text without widths, spaces and signs, its numbers as one sign. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+(\.\d+)?/g, '0')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

export type Vector = ReadonlyMap<string, number>;

/** What a row is compared by. */
export interface Profile {
  readonly index: number;
  readonly folded: string;
  readonly text: Vector;
  readonly path: Vector;
  readonly units: ReadonlySet<string>;
}

function bigramsOf(folded: string): Map<string, number> {
  const counts = new Map<string, number>();
  const signs = [...folded];
  for (let at = 0; at + 1 < signs.length; at += 1) {
    const gram = `${signs[at]}${signs[at + 1]}`;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  if (signs.length === 1) counts.set(folded, 1);
  return counts;
}

/** Profiles of both versions on one scale of rarity. O(characters). */
export function profilesOf(
  earlier: readonly ComparedRow[],
  later: readonly ComparedRow[],
): { earlier: Profile[]; later: Profile[] } {
  const all = [...earlier, ...later].map((row) => ({
    row,
    folded: foldText(row.text),
    path: foldText(row.path.join('')),
  }));
  const seen = new Map<string, number>();
  for (const { folded, path } of all)
    for (const gram of new Set([...bigramsOf(folded).keys(), ...bigramsOf(path).keys()]))
      seen.set(gram, (seen.get(gram) ?? 0) + 1);
  const rarity = (gram: string) => Math.log(1 + all.length / (seen.get(gram) ?? 1));
  const profiles = all.map(({ row, folded, path }, index) => ({
    index: index < earlier.length ? index : index - earlier.length,
    folded,
    text: unitVector(bigramsOf(folded), rarity),
    path: unitVector(bigramsOf(path), rarity),
    units: new Set([...row.lead, ...row.support, ...row.units].map(foldText)),
  }));
  return { earlier: profiles.slice(0, earlier.length), later: profiles.slice(earlier.length) };
}

function unitVector(counts: ReadonlyMap<string, number>, rarity: (gram: string) => number): Vector {
  const weighted = [...counts].map(([gram, count]) => [gram, Math.sqrt(count) * rarity(gram)] as const);
  const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
  return new Map(weighted.map(([gram, weight]) => [gram, weight / length]));
}

function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [gram, weight] of small) sum += weight * (large.get(gram) ?? 0);
  return sum;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((entry) => b.has(entry)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/**
 * The share of a row's content that stands in another, 0–1: bigrams count by the square of their weight. Not symmetric;
 * tells a row that goes on inside a longer one.
 */
export function shareWithin(part: Profile, whole: Profile): number {
  let sum = 0;
  for (const [gram, weight] of part.text) if (whole.text.has(gram)) sum += weight * weight;
  return sum;
}

/** Likeness of two rows that have no partner: less of the text is asked for when units and headings are the same. */
export function weakLikenessOf(a: Profile, b: Profile): number {
  const text = cosine(a.text, b.text);
  const named = a.units.size > 0 && overlap(a.units, b.units) >= weakUnits;
  const headed = a.path.size > 0 && cosine(a.path, b.path) >= weakHeadings;
  if (text < weakThreshold || !named || !headed) return 0;
  return weights.text * text + weights.path * cosine(a.path, b.path) + weights.units * overlap(a.units, b.units);
}

/** Between 0 and 1. The text alone must reach the threshold: like headings do not make unlike rows the same. */
export function likenessOf(a: Profile, b: Profile): number {
  if (a.folded === b.folded && a.folded !== '') return 1 - 0.01 * (1 - cosine(a.path, b.path));
  const text = cosine(a.text, b.text);
  if (text < threshold) return 0;
  const whole = weights.text * text + weights.path * cosine(a.path, b.path) + weights.units * overlap(a.units, b.units);
  return Math.min(0.98, whole);
}
