import type { Link, LinkType } from './contract.ts';
import { lagCode, type LagCode } from './workdays.ts';

/** The four links, and the two bonds between a summary task and its children. */
export const kinds = { FS: 0, SS: 1, FF: 2, SF: 3, gate: 4, close: 5 } as const;
export type EdgeKind = (typeof kinds)[keyof typeof kinds];

/**
 * The edges of a network as columns, in the order of their targets: those into `node` are `intoAt[node]` to `intoAt[node + 1]`,
 * those out of it are named by `outOf` from `outAt[node]` to `outAt[node + 1]`. Columns, because the passes go over them all
 * several times and objects would cost most of the time.
 */
export interface Edges {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
  readonly lag: Int32Array;
  /** The number of the link that an edge stands for, -1 between a summary task and its children. */
  readonly link: Int32Array;
  readonly intoAt: Int32Array;
  readonly outAt: Int32Array;
  readonly outOf: Int32Array;
}

export interface EdgeDraft {
  readonly from: number[];
  readonly to: number[];
  readonly kind: EdgeKind[];
  readonly lag: LagCode[];
  readonly link: number[];
}

export function draftEdges(): EdgeDraft {
  return { from: [], to: [], kind: [], lag: [], link: [] };
}

/** A bond between a summary task and a child. */
export function addBond(draft: EdgeDraft, kind: EdgeKind, { from, to }: { from: number; to: number }): void {
  draft.from.push(from);
  draft.to.push(to);
  draft.kind.push(kind);
  draft.lag.push(0);
  draft.link.push(-1);
}

export function addLink(draft: EdgeDraft, link: Link, at: { from: number; to: number; number: number }): void {
  draft.from.push(at.from);
  draft.to.push(at.to);
  draft.kind.push(kindOf(link.type));
  draft.lag.push(lagCode(link.lag));
  draft.link.push(at.number);
}

function kindOf(type: LinkType): EdgeKind {
  return kinds[type];
}

/** Sorts a draft by target and names the edges of each node. Stable: links of one node stay in the order given. O(nodes + edges). */
export function makeEdges(draft: EdgeDraft, nodes: number): Edges {
  const count = draft.from.length;
  const intoAt = startsOf(draft.to, nodes);
  const place = intoAt.slice();
  const edges: Edges = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    kind: new Uint8Array(count),
    lag: new Int32Array(count),
    link: new Int32Array(count),
    intoAt,
    outAt: startsOf(draft.from, nodes),
    outOf: new Int32Array(count),
  };
  for (let at = 0; at < count; at += 1) {
    const target = draft.to[at] ?? 0;
    const edge = place[target] ?? 0;
    place[target] = edge + 1;
    edges.from[edge] = draft.from[at] ?? 0;
    edges.to[edge] = target;
    edges.kind[edge] = draft.kind[at] ?? 0;
    edges.lag[edge] = draft.lag[at] ?? 0;
    edges.link[edge] = draft.link[at] ?? -1;
  }
  const out = edges.outAt.slice();
  for (let edge = 0; edge < count; edge += 1) {
    const source = edges.from[edge] ?? 0;
    edges.outOf[out[source] ?? 0] = edge;
    out[source] = (out[source] ?? 0) + 1;
  }
  return edges;
}

/** Where each node's entries begin when they stand in the order of nodes. */
function startsOf(nodeOf: readonly number[], nodes: number): Int32Array {
  const starts = new Int32Array(nodes + 1);
  for (const node of nodeOf) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  return starts;
}
