import type { Rule } from './page-content.ts';

/** A ruled table: the edges of its columns and rows, and for each field of the grid the cell that it belongs to. */
export interface Grid {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** `cells[row][column]`: fields of one merged cell carry the same number. */
  readonly cells: readonly (readonly number[])[];
}

const near = 2.5;
const shortest = 5;
/** A page with more lines than this is a drawing. */
const mostRules = 6_000;

/**
 * Rules that touch each other are one table; its edges are where rules lie, and two fields are one cell where no rule parts
 * them. Frames of one cell are no table. O(rules²) with at most `mostRules`.
 */
export function findGrids(rules: readonly Rule[]): Grid[] {
  const joined = joinRules(rules.filter((rule) => Math.max(rule.x2 - rule.x1, rule.y2 - rule.y1) >= shortest));
  if (joined.length > mostRules) return [];
  const grids = connected(joined).flatMap((group) => gridOf(group) ?? []);
  return grids.filter((grid) => !grids.some((other) => other !== grid && contains(other, grid)));
}

function isLevel(rule: Rule): boolean {
  return rule.x2 - rule.x1 >= rule.y2 - rule.y1;
}

/** Pieces of one line (each cell draws its own border) to one rule. */
function joinRules(rules: readonly Rule[]): Rule[] {
  const level = joinAlong(
    rules.filter((rule) => isLevel(rule)).map((rule) => ({ at: rule.y1, from: rule.x1, to: rule.x2 })),
  );
  const upright = joinAlong(
    rules.filter((rule) => !isLevel(rule)).map((rule) => ({ at: rule.x1, from: rule.y1, to: rule.y2 })),
  );
  return [
    ...level.map((piece) => ({ x1: piece.from, x2: piece.to, y1: piece.at, y2: piece.at })),
    ...upright.map((piece) => ({ x1: piece.at, x2: piece.at, y1: piece.from, y2: piece.to })),
  ];
}

interface Piece {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function joinAlong(pieces: readonly Piece[]): Piece[] {
  const edges = cluster(pieces.map((piece) => piece.at));
  const groups = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const at = nearest(edges, piece.at);
    const group = groups.get(at) ?? [];
    group.push(piece);
    groups.set(at, group);
  }
  return [...groups].flatMap(([at, group]) => {
    const joined: { at: number; from: number; to: number }[] = [];
    for (const piece of group.sort((a, b) => a.from - b.from)) {
      const last = joined.at(-1);
      if (last && piece.from <= last.to + near) last.to = Math.max(last.to, piece.to);
      else joined.push({ ...piece, at });
    }
    return joined;
  });
}

/** Values that lie together to one value each, ascending. */
export function cluster(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last === undefined || value - last > near) found.push(value);
  }
  return found;
}

/** Index-free nearest value of an ascending list; the value itself where the list is empty. */
function nearest(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value + 1e-9) low = middle;
    else high = middle - 1;
  }
  return sorted[low] ?? value;
}

function touches(one: Rule, other: Rule): boolean {
  return (
    one.x1 <= other.x2 + near && other.x1 <= one.x2 + near && one.y1 <= other.y2 + near && other.y1 <= one.y2 + near
  );
}

function connected(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  const left = new Set(rules);
  for (const first of rules) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const rule of group)
      for (const other of left)
        if (touches(rule, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

function gridOf(rules: readonly Rule[]): Grid | null {
  const level = rules.filter((rule) => isLevel(rule));
  const upright = rules.filter((rule) => !isLevel(rule));
  const open = level.flatMap((rule) => [rule.x1, rule.x2]);
  const columns = cluster([...upright.map((rule) => rule.x1), Math.min(...open), Math.max(...open)]);
  const rows = cluster(level.map((rule) => rule.y1));
  const wide = columns.length - 1;
  const high = rows.length - 1;
  if (upright.length === 0 || wide < 1 || high < 1 || wide * high < 2 || wide * high > 20_000) return null;
  const parent = Array.from({ length: wide * high }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root && parent[root] !== undefined) root = parent[root] ?? root;
    return root;
  };
  const unite = (one: number, other: number) => {
    const [a, b] = [find(one), find(other)];
    parent[Math.max(a, b)] = Math.min(a, b);
  };
  for (let row = 0; row < high; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const x = middle(columns, column);
      const y = middle(rows, row);
      const right = columns[column + 1] ?? 0;
      const below = rows[row + 1] ?? 0;
      if (
        column + 1 < wide &&
        !upright.some((rule) => Math.abs(rule.x1 - right) <= near && rule.y1 <= y && rule.y2 >= y)
      )
        unite(row * wide + column, row * wide + column + 1);
      if (row + 1 < high && !level.some((rule) => Math.abs(rule.y1 - below) <= near && rule.x1 <= x && rule.x2 >= x))
        unite(row * wide + column, (row + 1) * wide + column);
    }
  }
  const cells = rows
    .slice(0, high)
    .map((_, row) => columns.slice(0, wide).map((_, column) => find(row * wide + column)));
  return new Set(cells.flat()).size < 2 ? null : { columns, rows, cells };
}

function middle(edges: readonly number[], index: number): number {
  return ((edges[index] ?? 0) + (edges[index + 1] ?? 0)) / 2;
}

function contains(outer: Grid, inner: Grid): boolean {
  const inside = (one: readonly number[], other: readonly number[]) =>
    (one[0] ?? 0) <= (other[0] ?? 0) + near && (one.at(-1) ?? 0) >= (other.at(-1) ?? 0) - near;
  return inside(outer.columns, inner.columns) && inside(outer.rows, inner.rows);
}
