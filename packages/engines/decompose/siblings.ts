/** Headings whose text is missing, told by their neighbours of the same mark. Counted once per parent: O(n) in all. */
import type { Node } from './ladder.ts';
import type { Paragraph } from './paragraph.ts';
import { isHeadingLike, type Siblings, type Walk } from './place.ts';

/** A heading whose text is missing: no full stop, while its neighbours of the same mark have text or parts below. */
export function danglingHeading(walk: Walk, node: Node, own: Paragraph): boolean {
  if (!isHeadingLike(own) || own.mark === null || own.mark.pattern === 'bullet' || /[。;!?]$/.test(own.folded))
    return false;
  const { count, filled, stopped } = siblingsOf(walk, node);
  if (count === 1) return HIGH_RANKS.has(node.rank) || node.rank === 'title';
  return filled === count - 1 || (node === walk.last && HIGH_RANKS.has(node.rank) && filled + stopped === count - 1);
}

/** How many nodes of one rank a parent has, and how many of them have something below or end their sentence. Counted once. */
export function siblingsOf(walk: Walk, node: Node): Siblings {
  const parent = node.parent ?? node;
  const held = walk.siblings.get(parent) ?? new Map<string, Siblings>();
  const known = held.get(node.rank);
  if (known !== undefined) return known;
  const counted: Siblings = { count: 0, filled: 0, stopped: 0, withBelow: 0 };
  for (const other of parent.children) {
    if (other.rank !== node.rank) continue;
    counted.count += 1;
    if (other.children.length === 0 && other.below.length > 0) counted.withBelow += 1;
    if (other.children.length > 0 || other.below.length > 0) counted.filled += 1;
    else if (/[。;!?)]$/.test(other.paragraph?.folded ?? '')) counted.stopped += 1;
  }
  held.set(node.rank, counted);
  walk.siblings.set(parent, held);
  return counted;
}

export const HIGH_RANKS: ReadonlySet<string> = new Set(['chapter', 'section', 'article', 'chinese']);
