/**
 * Tables that a copy flattened into lines: header cells and then cells, each on a line of its own, or the cells of a row
 * on one line between tabs. They are put back into a grid and read like any other table.
 * Source: web copies of 责任分解表 observed 2024. O(n).
 */
import { fieldOf, headerKey } from './columns.ts';
import type { Grid, GridCell, GridRow, Line } from './printed.ts';

/** `from`..`to` are the lines that the grid replaces (`to` excluded); `cut`: its last row breaks off and is left out. */
export interface Flattened {
  readonly grid: Grid;
  readonly from: number;
  readonly to: number;
  readonly cutFrom: number | null;
}

function cellOf(line: Line, column: number): GridCell {
  return { start: line.start, end: line.end, folded: line.folded, column, columnSpan: 1, carried: false };
}

/** Several lines as one cell. */
function joined(lines: readonly Line[], shape: { column: number; folded: string }): GridCell | null {
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    start: first.start,
    end: last.end,
    folded: shape.folded.slice(first.start, last.end),
    column: shape.column,
    columnSpan: 1,
    carried: false,
  };
}

function readHeader(lines: readonly Line[], from: number): number {
  let count = 0;
  const fields = new Set<string>();
  for (let i = from; i < Math.min(lines.length, from + 12); i++) {
    const line = lines[i];
    if (line === undefined || headerKey(line.folded).length > 12 || line.number !== null) break;
    const field = fieldOf(line.folded);
    if (field === null) break;
    fields.add(field);
    count += 1;
  }
  return count >= 2 && fields.has('text') && fields.has('order') ? count : 0;
}

/** One row's lines over the columns: short cells from both ends, what is over belongs to the task cell. */
function arrange(lines: readonly Line[], shape: { headers: readonly string[]; folded: string }): GridRow | null {
  const columns = shape.headers.length;
  if (lines.length < columns) return null;
  const text = shape.headers.findIndex((header) => fieldOf(header) === 'text');
  const over = lines.length - columns;
  const cells: GridCell[] = [];
  for (let column = 0; column < columns; column++) {
    const first = column <= text ? column : column + over;
    const part = column === text ? lines.slice(first, first + over + 1) : lines.slice(first, first + 1);
    const cell = joined(part, { column, folded: shape.folded });
    if (cell !== null) cells.push(cell);
  }
  return { cells, header: false };
}

function fromLines(lines: readonly Line[], at: number, folded: string): Flattened | null {
  const width = readHeader(lines, at);
  if (width === 0) return null;
  const head = lines.slice(at, at + width);
  const headers = head.map((line) => line.folded);
  const rows: GridRow[] = [{ cells: head.map(cellOf), header: true }];
  let i = at + width;
  let expected = 1;
  let cutFrom: number | null = null;
  while (i < lines.length && Number(lines[i]?.folded) === expected) {
    let end = i + 1;
    while (end < lines.length && Number(lines[end]?.folded) !== expected + 1 && end - i < width + 12) {
      if (end - i >= width && /^附件|^注:/.test(lines[end]?.folded ?? '')) break;
      end += 1;
    }
    const last = end >= lines.length || Number(lines[end]?.folded) !== expected + 1;
    const stop = last ? Math.min(end, i + width) : end;
    const row = arrange(lines.slice(i, stop), { headers, folded });
    if (row === null) {
      cutFrom = i;
      i = stop;
      break;
    }
    rows.push(row);
    i = stop;
    expected += 1;
  }
  const first = head[0];
  const end = lines[i - 1];
  if (rows.length < 2 || first === undefined || end === undefined) return null;
  return { grid: { kind: 'grid', rows, sheet: null, start: first.start, end: end.end }, from: at, to: i, cutFrom };
}

function tabCells(line: Line, text: string): GridCell[] {
  const printed = text.slice(line.start, line.end);
  const cells: GridCell[] = [];
  let from = 0;
  printed.split('\t').forEach((cell, column) => {
    const lead = cell.length - cell.trimStart().length;
    const start = line.start + from + lead;
    const end = start + cell.trim().length;
    cells.push({
      start,
      end,
      folded: line.folded.slice(start - line.start, end - line.start),
      column,
      columnSpan: 1,
      carried: false,
    });
    from += cell.length + 1;
  });
  return cells;
}

function fromTabs(lines: readonly Line[], at: number, text: string): Flattened | null {
  const head = lines[at];
  if (head === undefined || !text.slice(head.start, head.end).includes('\t')) return null;
  const cells = tabCells(head, text);
  const fields = cells.map((cell) => fieldOf(cell.folded));
  if (cells.length < 2 || fields.filter((field) => field !== null).length < 2 || !fields.includes('text')) return null;
  const rows: GridRow[] = [{ cells, header: true }];
  let i = at + 1;
  for (; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || !text.slice(line.start, line.end).includes('\t')) break;
    rows.push({ cells: tabCells(line, text), header: false });
  }
  if (rows.length < 2) return null;
  return {
    grid: { kind: 'grid', rows, sheet: null, start: head.start, end: lines[i - 1]?.end ?? head.end },
    from: at,
    to: i,
    cutFrom: null,
  };
}

/** All flattened tables of consecutive lines, in order. O(n). */
export function findFlattened(lines: readonly Line[], texts: { text: string; folded: string }): Flattened[] {
  const found: Flattened[] = [];
  for (let i = 0; i < lines.length; i++) {
    const table = fromTabs(lines, i, texts.text) ?? fromLines(lines, i, texts.folded);
    if (table === null) continue;
    found.push(table);
    i = table.to - 1;
  }
  return found;
}
