/**
 * The ladder of headings: which paragraph stands below which. A level is a pattern's rank by first appearance in the
 * open branch, so that 一、→1. (without （一）) and 1. running on across sections both hold. O(n · depth).
 * Source: GB/T 9704-2012 §7.3.3; deviations observed in municipal plans 2012–2025.
 */
import type { Mark, MarkPattern } from './marks.ts';
import type { Paragraph } from './paragraph.ts';
import type { Grid } from './printed.ts';

/** A marked paragraph (or an unmarked heading) with what stands below it, in order. The root has no paragraph. */
export interface Node {
  readonly paragraph: Paragraph | null;
  readonly rank: string;
  /** Unmarked paragraphs and tables directly below, before the first child. */
  readonly below: (Paragraph | Grid)[];
  readonly children: Node[];
  readonly parent: Node | null;
}

/** Patterns that can only stand above the others. */
const HIGH: ReadonlyMap<MarkPattern, number> = new Map<MarkPattern, number>([
  ['chapter', 1],
  ['section', 2],
  ['article', 3],
  ['chinese', 4],
]);

export type Entry = { readonly kind: 'paragraph'; readonly paragraph: Paragraph; readonly title: boolean } | Grid;

export function newNode(paragraph: Paragraph | null, rank: string, parent: Node | null): Node {
  return { paragraph, rank, below: [], children: [], parent };
}

/** The open branch after `mark`: pops to the same pattern where it is open, else goes one deeper. */
function parentFor(open: readonly Node[], rank: string, mark: Mark | null): number {
  for (let depth = open.length - 1; depth > 0; depth--) if (open[depth]?.rank === rank) return depth;
  const high = mark === null ? 0 : HIGH.get(mark.pattern);
  if (high === undefined) return open.length;
  for (let depth = 1; depth < open.length; depth++) {
    const other = open[depth]?.paragraph?.mark ?? null;
    const otherHigh = other === null ? (open[depth]?.rank === 'title' ? 0 : 9) : (HIGH.get(other.pattern) ?? 9);
    if (otherHigh > high) return depth;
  }
  return open.length;
}

/** Builds the tree. Titles of attachments and unmarked headings (rank `title`) close everything below the root. */
export function buildLadder(entries: readonly Entry[]): Node {
  const root = newNode(null, 'root', null);
  const open: Node[] = [root];
  for (const entry of entries) {
    const top = open[open.length - 1] ?? root;
    if (entry.kind === 'grid') {
      top.below.push(entry);
      continue;
    }
    const { paragraph, title } = entry;
    if (paragraph.mark === null && !title) {
      top.below.push(paragraph);
      continue;
    }
    const rank = title ? 'title' : (paragraph.mark?.pattern ?? 'title');
    const depth = title ? 1 : parentFor(open, rank, paragraph.mark);
    open.length = depth;
    const parent = open[depth - 1] ?? root;
    const node = newNode(paragraph, rank, parent);
    parent.children.push(node);
    open.push(node);
  }
  return root;
}
