/**
 * Tables that a copy flattened into lines: header cells and then cells, each on a line of its own, or the cells of a row
 * on one line between tabs or spaces. They are put back into a grid and read like any other table.
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

/** What may stand between the cells of a row that shares one line, the surest first. */
const BETWEEN: readonly RegExp[] = [/\t/g, /[ \u3000]{2,}/g, /[ \u3000]/g];

function lineCells(line: Line, text: string, between: RegExp): GridCell[] {
  const printed = text.slice(line.start, line.end);
  const cells: GridCell[] = [];
  const add = (from: number, to: number): void => {
    const cell = printed.slice(from, to);
    const start = line.start + from + (cell.length - cell.trimStart().length);
    const end = Math.max(start, line.start + from + cell.trimEnd().length);
    const folded = line.folded.slice(start - line.start, end - line.start);
    cells.push({ start, end, folded, column: cells.length, columnSpan: 1, carried: false });
  };
  let from = 0;
  for (const found of printed.matchAll(between)) {
    add(from, found.index);
    from = found.index + found[0].length;
  }
  add(from, printed.length);
  return cells;
}

/** A header on one line: between tabs two known headers do, between spaces all must be known. */
function isLineHeader(cells: readonly GridCell[], tabs: boolean): boolean {
  const fields = cells.map((cell) => fieldOf(cell.folded));
  const known = fields.filter((field) => field !== null).length;
  if (cells.length < 2 || known < 2 || !fields.includes('text')) return false;
  return tabs || (known === cells.length && cells.length >= 3);
}

function fromOneLine(lines: readonly Line[], at: number, text: string): Flattened | null {
  const head = lines[at];
  if (head === undefined || head.folded.length > 200 || !/\s/.test(text.slice(head.start, head.end))) return null;
  for (const between of BETWEEN) {
    const tabs = between === BETWEEN[0];
    const cells = lineCells(head, text, between);
    if (!isLineHeader(cells, tabs)) continue;
    const rows: GridRow[] = [{ cells, header: true }];
    let i = at + 1;
    for (; i < lines.length; i++) {
      const line = lines[i];
      if (line === undefined) break;
      const row = lineCells(line, text, between);
      if (tabs ? row.length < 2 : row.length !== cells.length) break;
      rows.push({ cells: row, header: false });
    }
    if (rows.length < 2) continue;
    const grid: Grid = { kind: 'grid', rows, sheet: null, start: head.start, end: lines[i - 1]?.end ?? head.end };
    return { grid, from: at, to: i, cutFrom: null };
  }
  return null;
}

/** All flattened tables of consecutive lines, in order. O(n). */
export function findFlattened(lines: readonly Line[], texts: { text: string; folded: string }): Flattened[] {
  const found: Flattened[] = [];
  for (let i = 0; i < lines.length; i++) {
    const table = fromOneLine(lines, i, texts.text) ?? fromLines(lines, i, texts.folded);
    if (table === null) continue;
    found.push(table);
    i = table.to - 1;
  }
  return found;
}
