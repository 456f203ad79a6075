import { buildLines, type Line } from './build-lines.ts';
import type { Grid } from './find-grids.ts';
import type { Run } from './page-content.ts';

/** A printed cell: where it lies in the grid, its borders, its lines. */
export interface CellDraft {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly left: number;
  readonly right: number;
  readonly lines: readonly Line[];
}

/** A table of one page. */
export interface TableDraft {
  readonly columns: readonly number[];
  readonly rows: number;
  readonly cells: readonly CellDraft[];
  readonly top: number;
  readonly bottom: number;
}

/** Puts the runs inside a grid into its cells; the others come back. O(runs × cells of a row). */
export function fillGrid(grid: Grid, runs: readonly Run[]): { table: TableDraft; rest: Run[] } {
  const { columns, rows } = grid;
  const rest: Run[] = [];
  const inside = new Map<number, Run[]>();
  for (const run of runs) {
    const row = placeOf(rows, run.y - 0.35 * run.size);
    const column = placeOf(columns, run.x + Math.min(run.width / 2, run.size / 2));
    const cell = row === null || column === null ? undefined : grid.cells[row]?.[column];
    if (cell === undefined) {
      rest.push(run);
      continue;
    }
    const held = inside.get(cell) ?? [];
    held.push(run);
    inside.set(cell, held);
  }
  const cells = cellBoxes(grid).map((box) => ({
    row: box.row,
    column: box.column,
    rowSpan: box.lastRow - box.row + 1,
    columnSpan: box.lastColumn - box.column + 1,
    left: columns[box.column] ?? 0,
    right: columns[box.lastColumn + 1] ?? 0,
    lines: buildLines(inside.get(box.cell) ?? []),
  }));
  const table = { columns, rows: rows.length - 1, cells, top: rows[0] ?? 0, bottom: rows.at(-1) ?? 0 };
  return { table, rest };
}

interface Box {
  readonly cell: number;
  readonly row: number;
  readonly column: number;
  lastRow: number;
  lastColumn: number;
}

/** Each cell with the fields that it covers, in the order of their first fields. */
function cellBoxes(grid: Grid): Box[] {
  const boxes = new Map<number, Box>();
  for (const [row, fields] of grid.cells.entries())
    for (const [column, cell] of fields.entries()) {
      const box = boxes.get(cell);
      if (!box) boxes.set(cell, { cell, row, column, lastRow: row, lastColumn: column });
      else {
        box.lastRow = Math.max(box.lastRow, row);
        box.lastColumn = Math.max(box.lastColumn, column);
      }
    }
  return [...boxes.values()];
}

/** Between which two edges a place lies, null outside. */
function placeOf(edges: readonly number[], at: number): number | null {
  if (at < (edges[0] ?? 0) - 1 || at > (edges.at(-1) ?? 0) + 1) return null;
  let index = 0;
  while (index + 2 < edges.length && at >= (edges[index + 1] ?? 0)) index += 1;
  return index;
}
