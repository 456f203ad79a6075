import { ok, type Outcome, refuse } from '@qipan/kernel';
import { assign, type Candidate } from './assign.ts';
import { type ComparedRow, type Comparison, type Difference, MAX_ROWS, type Pair } from './contract.ts';
import { doubtMargin, likenessOf, type Profile, profilesOf } from './likeness.ts';

/**
 * What has become of each row of an earlier version in a later one: the same, reworded, redated, given to other units,
 * dropped or added. Rows are matched by the meaning of their text, not by their number or place.
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
  const candidates = candidatesOf(profiles.earlier, profiles.later);
  const chosen = assign(candidates);
  const pairs = chosen.flatMap((entry) => pairOf(entry, { earlier, later, candidates: rivals(candidates) }));
  const gone = new Set(pairs.map((pair) => pair.earlier));
  const come = new Set(pairs.map((pair) => pair.later));
  return ok({
    pairs,
    dropped: earlier.filter((row) => !gone.has(row.id)).map((row) => row.id),
    added: later.filter((row) => !come.has(row.id)).map((row) => row.id),
  });
}

/** A bigram in more rows than this share says little and costs much. */
const commonShare = 0.25;
const alwaysRare = 40;

/** Pairs that share a rare bigram and are like enough. */
function candidatesOf(earlier: readonly Profile[], later: readonly Profile[]): Candidate[] {
  const rowsWith = new Map<string, number[]>();
  for (const profile of later)
    for (const gram of profile.text.keys()) rowsWith.set(gram, [...(rowsWith.get(gram) ?? []), profile.index]);
  const common = Math.max(alwaysRare, later.length * commonShare);
  return earlier.flatMap((profile) => {
    const near = new Set<number>();
    for (const gram of profile.text.keys()) {
      const rows = rowsWith.get(gram) ?? [];
      if (rows.length <= common) for (const row of rows) near.add(row);
    }
    return [...near]
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const other = later[index];
        const likeness = other ? likenessOf(profile, other) : 0;
        return likeness > 0 ? [{ earlier: profile.index, later: index, likeness }] : [];
      });
  });
}

/** The likeness of every candidate, by each of its two rows. */
function rivals(candidates: readonly Candidate[]) {
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
    candidates: ReturnType<typeof rivals>;
  },
): Pair[] {
  const before = given.earlier[entry.earlier];
  const after = given.later[entry.later];
  if (!before || !after) return [];
  const others = [
    ...(given.candidates.byEarlier.get(entry.earlier) ?? []),
    ...(given.candidates.byLater.get(entry.later) ?? []),
  ].filter((rival) => rival !== entry);
  const doubtful = others.some((rival) => entry.likeness - rival.likeness < doubtMargin);
  const likeness = Math.round(entry.likeness * 1_000) / 1_000;
  return [{ earlier: before.id, later: after.id, likeness, doubtful, differences: differencesOf(before, after) }];
}

/** The fields that differ. Spaces, widths and the order of units make no difference; numbers do. */
export function differencesOf(before: ComparedRow, after: ComparedRow): Difference[] {
  const words = (text: string) => text.normalize('NFKC').replace(/[\s。；;，,、.]+/gu, '');
  const names = (list: readonly string[]) => [...new Set(list.map(words))].sort().join('\n');
  const found: Difference[] = [];
  if (words(before.text) !== words(after.text)) found.push('text');
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
