/**
 * Coverage: every sentence of the printed text and what became of it; the counts add up. O(n log n) for the sorting.
 * Source: our rule that each sentence is a row, a target, a requirement, background, or consciously skipped.
 */
import type { DecomposeResult, Item, Span, Target } from './contract.ts';
import type { Claim, ClaimAs } from './draft.ts';
import { sentencesOf } from './sentences.ts';

type Entry = DecomposeResult['coverage']['entries'][number];

export interface CoverageInput {
  readonly folded: string;
  readonly claims: readonly Claim[];
  readonly items: readonly Item[];
  readonly targets: readonly Target[];
}

const KINDS: ReadonlyMap<Item['kind'], ClaimAs> = new Map<Item['kind'], ClaimAs>([
  ['requirement', 'requirement'],
  ['principle', 'principle'],
  ['background', 'background'],
]);

function overlap(a: Span, b: Span): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function entryOf(sentence: Span, chosen: Claim | null, given: { seen: Set<number>; input: CoverageInput }): Entry {
  const { seen, input } = given;
  if (chosen === null) return { span: sentence, as: 'skipped', item: null, reason: 'decompose.skipped-unread' };
  const item = chosen.draft === null ? undefined : input.items[chosen.draft];
  let as = chosen.as;
  if (chosen.draft !== null && item !== undefined && as === 'row') {
    const kind = KINDS.get(item.kind);
    if (kind !== undefined) as = kind;
    else if (seen.has(chosen.draft)) as = 'part-of-row';
    seen.add(chosen.draft);
  }
  if (as === 'goal' && input.targets.some(({ span }) => overlap(span, sentence) > 0)) as = 'target';
  return {
    span: sentence,
    as,
    item: chosen.draft,
    reason: as === 'skipped' || as === 'envelope' ? (chosen.reason ?? 'decompose.skipped-unread') : null,
  };
}

/** Accounts for every sentence. Claims may overlap: the shortest that covers most of a sentence wins. */
export function readCoverage(input: CoverageInput): DecomposeResult['coverage'] {
  const sentences = sentencesOf(input.folded, { start: 0, end: input.folded.length }, '。!?');
  const claims = input.claims
    .filter(({ span }) => span.end > span.start)
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const entries: Entry[] = [];
  const counts: Record<string, number> = {};
  const seen = new Set<number>();
  let open: Claim[] = [];
  let next = 0;
  for (const sentence of sentences) {
    for (let claim = claims[next]; claim !== undefined && claim.span.start < sentence.end; claim = claims[next]) {
      open.push(claim);
      next += 1;
    }
    open = open.filter(({ span }) => span.end > sentence.start);
    let chosen: Claim | null = null;
    for (const claim of open) {
      const share = overlap(claim.span, sentence);
      const best = chosen === null ? 0 : overlap(chosen.span, sentence);
      const shorter = chosen !== null && claim.span.end - claim.span.start < chosen.span.end - chosen.span.start;
      if (share > best || (share === best && share > 0 && shorter)) chosen = claim;
    }
    const entry = entryOf(sentence, chosen, { seen, input });
    counts[entry.as] = (counts[entry.as] ?? 0) + 1;
    entries.push(entry);
  }
  return { sentences: sentences.length, counts, entries };
}
