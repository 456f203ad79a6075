/** A possible pair: positions on both sides and how like they are. */
export interface Candidate {
  readonly earlier: number;
  readonly later: number;
  readonly likeness: number;
}

/** Groups of more rows than this on a side are paired best first instead of optimally. */
const largestOptimal = 120;

/**
 * Pairs so that the sum of likeness is greatest, each row at most once. Candidates fall into groups that share no row;
 * each is solved by the Hungarian method (O(n³) of the group), very large ones best first. Ties go to the earlier rows.
 */
export function assign(candidates: readonly Candidate[]): Candidate[] {
  const chosen = groupsOf(candidates).flatMap((group) => {
    const rows = [...new Set(group.map((entry) => entry.earlier))].sort((a, b) => a - b);
    const columns = [...new Set(group.map((entry) => entry.later))].sort((a, b) => a - b);
    return Math.max(rows.length, columns.length) > largestOptimal ? bestFirst(group) : optimal(group, rows, columns);
  });
  return chosen.sort((a, b) => a.earlier - b.earlier);
}

function groupsOf(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    const up = parent.get(key) ?? key;
    if (up === key) return key;
    const top = find(up);
    parent.set(key, top);
    return top;
  };
  for (const { earlier, later } of candidates) parent.set(find(`e${earlier}`), find(`l${later}`));
  return [...Map.groupBy(candidates, ({ earlier }) => find(`e${earlier}`)).values()];
}

function bestFirst(group: readonly Candidate[]): Candidate[] {
  const earlier = new Set<number>();
  const later = new Set<number>();
  const order = [...group].sort((a, b) => b.likeness - a.likeness || a.earlier - b.earlier || a.later - b.later);
  return order.filter((entry) => {
    if (earlier.has(entry.earlier) || later.has(entry.later)) return false;
    earlier.add(entry.earlier);
    later.add(entry.later);
    return true;
  });
}

/** Hungarian method with potentials on a square of costs 1 − likeness; a pair that is no candidate costs 1, like no pair at all. */
function optimal(group: readonly Candidate[], rows: readonly number[], columns: readonly number[]): Candidate[] {
  const size = Math.max(rows.length, columns.length);
  const rowAt = new Map(rows.map((row, index) => [row, index]));
  const columnAt = new Map(columns.map((column, index) => [column, index]));
  const cost = Array.from({ length: size }, () => new Float64Array(size).fill(1));
  const known = new Map<string, Candidate>();
  for (const entry of group) {
    const [row, column] = [rowAt.get(entry.earlier) ?? 0, columnAt.get(entry.later) ?? 0];
    const line = cost[row];
    if (line) line[column] = 1 - entry.likeness;
    known.set(`${row},${column}`, entry);
  }
  return solve(cost).flatMap((column, row) => known.get(`${row},${column}`) ?? []);
}

/** For each row its column in the cheapest perfect matching. Source: the shortest-augmenting-path form of the Hungarian method (Kuhn 1955; Jonker and Volgenant 1987). */
function solve(cost: readonly Float64Array[]): number[] {
  const size = cost.length;
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowOf = new Int32Array(size + 1).fill(-1);
  for (let row = 0; row < size; row += 1) {
    augment({ cost, row, size, rowPotential, columnPotential, rowOf });
  }
  const columns = Array.from({ length: size }, () => 0);
  for (let column = 0; column < size; column += 1) columns[rowOf[column] ?? 0] = column;
  return columns;
}

interface Search {
  readonly cost: readonly Float64Array[];
  readonly row: number;
  readonly size: number;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  /** Row matched to each column, -1 for none; the last place is the start. */
  readonly rowOf: Int32Array;
}

function augment({ cost, row, size, rowPotential, columnPotential, rowOf }: Search): void {
  rowOf[size] = row;
  const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(size + 1).fill(size);
  const used = new Uint8Array(size + 1);
  let at = size;
  do {
    used[at] = 1;
    const current = rowOf[at] ?? 0;
    let delta = Number.POSITIVE_INFINITY;
    let next = size;
    for (let column = 0; column < size; column += 1) {
      if (used[column]) continue;
      const reduced = (cost[current]?.[column] ?? 1) - (rowPotential[current] ?? 0) - (columnPotential[column] ?? 0);
      if (reduced < (least[column] ?? 0)) {
        least[column] = reduced;
        from[column] = at;
      }
      if ((least[column] ?? 0) < delta) {
        delta = least[column] ?? 0;
        next = column;
      }
    }
    for (let column = 0; column <= size; column += 1) {
      if (used[column]) {
        const held = rowOf[column] ?? 0;
        rowPotential[held] = (rowPotential[held] ?? 0) + delta;
        columnPotential[column] = (columnPotential[column] ?? 0) - delta;
      } else least[column] = (least[column] ?? 0) - delta;
    }
    at = next;
  } while (rowOf[at] !== -1);
  while (at !== size) {
    const before = from[at] ?? size;
    rowOf[at] = rowOf[before] ?? -1;
    at = before;
  }
  rowOf[size] = -1;
}
