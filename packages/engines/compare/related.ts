import type { Candidate } from './assign.ts';
import type { ComparedRow, Related } from './contract.ts';
import { type Profile, shareWithin } from './likeness.ts';
import { nearIn, type Sides } from './near.ts';

/** So much of a lone row has to stand in the other. */
const leastShare = 0.55;
/** And so much more than already stood in the other's own partner: else it came from there. */
const leastGain = 0.3;

interface Given {
  readonly profiles: Sides;
  /** The rows without a partner. */
  readonly rest: Sides;
  readonly chosen: readonly Candidate[];
  readonly rows: { readonly earlier: readonly ComparedRow[]; readonly later: readonly ComparedRow[] };
}

/** Lone rows whose content stands within a row of the other version: at most one for each, the one that holds most. */
export function relatedOf({ profiles, rest, chosen, rows }: Given): Related[] {
  const earlierOf = new Map(chosen.map((entry) => [entry.later, profiles.earlier[entry.earlier]]));
  const laterOf = new Map(chosen.map((entry) => [entry.earlier, profiles.later[entry.later]]));
  const near = { earlier: nearIn(profiles.earlier), later: nearIn(profiles.later) };
  const merged = rest.earlier.flatMap((lone) => {
    const within = holder(lone, near.later(lone), earlierOf);
    return within ? [{ earlier: lone.index, later: within.index, share: within.share, how: 'merged' as const }] : [];
  });
  const split = rest.later.flatMap((lone) => {
    const within = holder(lone, near.earlier(lone), laterOf);
    return within ? [{ earlier: within.index, later: lone.index, share: within.share, how: 'split' as const }] : [];
  });
  return [...merged, ...split].map(({ earlier, later, share, how }) => ({
    earlier: rows.earlier[earlier]?.id ?? '',
    later: rows.later[later]?.id ?? '',
    how,
    share: Math.round(share * 1_000) / 1_000,
  }));
}

/** The row that holds most of a lone one, and does so newly: its partner in the other version did not. */
function holder(
  lone: Profile,
  others: readonly Profile[],
  partnerOf: ReadonlyMap<number, Profile | undefined>,
): { index: number; share: number } | null {
  let best: { index: number; share: number } | null = null;
  for (const other of others) {
    const share = shareWithin(lone, other);
    const partner = partnerOf.get(other.index);
    const before = partner ? shareWithin(lone, partner) : 0;
    if (share < leastShare || share - before < leastGain) continue;
    if (!best || share > best.share) best = { index: other.index, share };
  }
  return best;
}
