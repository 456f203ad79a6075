import type { Profile } from './likeness.ts';

/** The rows of both versions, or some of them. */
export interface Sides {
  readonly earlier: readonly Profile[];
  readonly later: readonly Profile[];
}

/** A bigram in more rows than this share says little and costs much. */
const commonShare = 0.25;
const alwaysRare = 40;

/** For each profile the rows of the other side that share a rare bigram with it. O(bigrams). */
export function nearIn(side: readonly Profile[]): (profile: Profile) => Profile[] {
  const rowsWith = new Map<string, Profile[]>();
  for (const profile of side)
    for (const gram of profile.text.keys()) {
      const rows = rowsWith.get(gram);
      if (rows) rows.push(profile);
      else rowsWith.set(gram, [profile]);
    }
  const common = Math.max(alwaysRare, side.length * commonShare);
  return ({ text }) => {
    const near = new Set<Profile>();
    for (const gram of text.keys()) {
      const rows = rowsWith.get(gram) ?? [];
      if (rows.length <= common) for (const row of rows) near.add(row);
    }
    return [...near].sort((a, b) => a.index - b.index);
  };
}
