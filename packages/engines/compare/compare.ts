import { ok, type Outcome, refuse } from '@qipan/kernel';
import { assign, type Candidate } from './assign.ts';
import { type ComparedRow, type Comparison, type Difference, MAX_ROWS, type Pair } from './contract.ts';
import { doubtMargin, likenessOf, type Profile, profilesOf, sureLikeness, weakLikenessOf } from './likeness.ts';
import { nearIn, type Sides } from './near.ts';
import { relatedOf } from './related.ts';

/**
 * What has become of each row of an earlier version in a later one: the same, reworded, redated, given to other units,
 * dropped, added, gone on inside another row or taken out of one. Rows are matched by the meaning of their text, not by
 * their number or place.
 *
 * In: rows of both versions in document order. Out: pairs in the earlier order, dropped and added ids in document order.
 * Errors: `compare.too-many-rows`, `compare.same-id`. O(shared rare bigrams), then O(n³) within groups that compete.
 */
export function compareVersions(earlier: readonly ComparedRow[], later: readonly ComparedRow[]): Outcome<Comparison> {
  if (earlier.length > MAX_ROWS || later.length > MAX_ROWS)
    return refuse('compare.too-many-rows', { rows: Math.max(earlier.length, later.length), limit: MAX_ROWS });
  for (const side of [earlier, later])
    if (new Set(side.map((row) => row.id)).size !== side.length) return refuse('compare.same-id', {});
  const profiles = profilesOf(earlier, later);
  const candidates = candidatesOf(profiles.earlier, profiles.later, likenessOf);
  const sure = assign(candidates);
  const lone = withoutPartner(profiles, sure);
  const weak = assign(candidatesOf(lone.earlier, lone.later, weakLikenessOf));
  const chosen = [...sure, ...weak].sort((one, other) => one.earlier - other.earlier);
  const rivals = rivalsOf(candidates);
  const pairs = chosen.flatMap((entry) => pairOf(entry, { earlier, later, rivals }));
  const rest = withoutPartner(profiles, chosen);
  return ok({
    pairs,
    dropped: rest.earlier.flatMap(({ index }) => earlier[index]?.id ?? []),
    added: rest.later.flatMap(({ index }) => later[index]?.id ?? []),
    related: relatedOf({ profiles, rest, chosen, rows: { earlier, later } }),
  });
}

function withoutPartner({ earlier, later }: Sides, chosen: readonly Candidate[]): Sides {
  const gone = new Set(chosen.map((entry) => entry.earlier));
  const come = new Set(chosen.map((entry) => entry.later));
  return {
    earlier: earlier.filter(({ index }) => !gone.has(index)),
    later: later.filter(({ index }) => !come.has(index)),
  };
}

/** Pairs that share a rare bigram and are like enough. */
function candidatesOf(
  earlier: readonly Profile[],
  later: readonly Profile[],
  measure: (a: Profile, b: Profile) => number,
): Candidate[] {
  const near = nearIn(later);
  return earlier.flatMap((profile) =>
    near(profile).flatMap((other) => {
      const likeness = measure(profile, other);
      return likeness > 0 ? [{ earlier: profile.index, later: other.index, likeness }] : [];
    }),
  );
}

/** The likeness of every candidate, by each of its two rows. */
function rivalsOf(candidates: readonly Candidate[]) {
  return {
    byEarlier: Map.groupBy(candidates, (entry) => entry.earlier),
    byLater: Map.groupBy(candidates, (entry) => entry.later),
  };
}

function pairOf(
  entry: Candidate,
  given: {
    earlier: readonly ComparedRow[];
    later: readonly ComparedRow[];
    rivals: ReturnType<typeof rivalsOf>;
  },
): Pair[] {
  const before = given.earlier[entry.earlier];
  const after = given.later[entry.later];
  if (!before || !after) return [];
  const others = [
    ...(given.rivals.byEarlier.get(entry.earlier) ?? []),
    ...(given.rivals.byLater.get(entry.later) ?? []),
  ].filter((rival) => rival !== entry);
  const rivalled = others.some((rival) => entry.likeness - rival.likeness < doubtMargin);
  const isUnsure = entry.likeness < sureLikeness || otherOrdinal(before.text, after.text);
  const doubt = rivalled ? 'rival' : isUnsure ? 'weak' : null;
  const likeness = Math.round(entry.likeness * 1_000) / 1_000;
  return [{ earlier: before.id, later: after.id, likeness, doubt, differences: differencesOf(before, after) }];
}

const ordinals = /(?:第[一二三四五六七八九十\d]+[期批轮阶段届]?|[一二三四五六七八九十\d]+(?:期|批次|号线|标段))/gu;

/** 二期 and 三期 of the same works are two works, however like the words are. */
function otherOrdinal(before: string, after: string): boolean {
  const of = (text: string) => [...new Set(text.normalize('NFKC').match(ordinals) ?? [])].sort().join(' ');
  return of(before) !== of(after) && of(before) !== '' && of(after) !== '';
}

/** A text as it is compared: without spaces, widths and signs that make no difference. */
export function comparedWords(text: string): string {
  return text.normalize('NFKC').replace(/[\s。；;，,、.]+/gu, '');
}

/** The fields that differ. Spaces, widths and the order of units make no difference; numbers do. */
export function differencesOf(before: ComparedRow, after: ComparedRow): Difference[] {
  const names = (list: readonly string[]) => [...new Set(list.map(comparedWords))].sort().join('\n');
  const found: Difference[] = [];
  if (comparedWords(before.text) !== comparedWords(after.text)) found.push('text');
  if (before.deadline !== after.deadline) found.push('deadline');
  for (const field of ['lead', 'support', 'units', 'targets'] as const)
    if (names(before[field]) !== names(after[field])) found.push(field);
  if (before.path.map(headingWords).join('\n') !== after.path.map(headingWords).join('\n')) found.push('place');
  return found;
}

/** A heading without its number: 三、… and 四、… are the same place when the words are the same. */
function headingWords(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/^[\s(]*[\d一二三四五六七八九十百]+[)、.．\s]*/u, '')
    .replace(/\s+/gu, '');
}
