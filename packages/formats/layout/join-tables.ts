import type { TableDraft } from './fill-grid.ts';
import { joinCellLines } from './join-paragraphs.ts';
import { cluster } from './find-grids.ts';

/** A cell with its text, and the rows and columns that it covers. */
export interface TextCell {
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  readonly columnSpan: number;
  text: string;
}

export interface TextTable {
  readonly columns: readonly number[];
  rows: number;
  readonly cells: TextCell[];
  /** Rows that were printed again at the top of a page. */
  headerRows: number;
}

const near = 4;

/** A table of one page with the texts of its cells. */
export function textTable(draft: TableDraft): TextTable {
  const padding = paddingOf(draft);
  const cells = draft.cells.map((cell) => ({
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    text: joinCellLines(cell.lines, cell.right - padding),
  }));
  return { columns: draft.columns, rows: draft.rows, cells, headerRows: 0 };
}

/** Usual distance of text from the left border, taken for the right border too. */
function paddingOf(draft: TableDraft): number {
  const gaps = draft.cells.flatMap((cell) => cell.lines.map((line) => line.x - cell.left)).sort((a, b) => a - b);
  return Math.min(Math.max(gaps[Math.floor(gaps.length * 0.1)] ?? 5, 0), 12);
}

/** Takes the rows of a table that goes on at the top of the next page; false where it is another table. */
export function continueTable(table: TextTable, next: TextTable): boolean {
  const columns = cluster([...table.columns, ...next.columns]);
  const same =
    next.columns.length === table.columns.length &&
    next.columns.every((edge, index) => Math.abs(edge - (table.columns[index] ?? 0)) <= near);
  if (!same || columns.length === 0) return false;
  const repeated = repeatedRows(table, next);
  table.headerRows = Math.max(table.headerRows, repeated);
  const cells = next.cells
    .filter((cell) => cell.row >= repeated)
    .map((cell) => ({ ...cell, row: cell.row - repeated }));
  const rows = next.rows - repeated;
  const top = cells.filter((cell) => cell.row === 0);
  const bottom = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rows);
  if (goesOn(table, top)) {
    for (const cell of top) {
      const above = bottom.find((other) => other.column === cell.column && other.columnSpan === cell.columnSpan);
      if (!above) continue;
      above.text += cell.text;
      above.rowSpan += cell.rowSpan - 1;
    }
    table.cells.push(
      ...shift(
        cells.filter((cell) => cell.row > 0),
        table.rows - 1,
      ),
    );
    table.rows += rows - 1;
    return true;
  }
  const merged = new Set(table.cells.filter((cell) => cell.rowSpan > 1).map((cell) => cell.column));
  const kept = cells.filter((cell) => !growsInto(cell, bottom, merged));
  table.cells.push(...shift(kept, table.rows));
  table.rows += rows;
  return true;
}

function shift(cells: readonly TextCell[], by: number): TextCell[] {
  return cells.map((cell) => ({ ...cell, row: cell.row + by }));
}

/** An empty cell at the top of a page, in a column with cells that cover several rows, goes on: its text was printed before. */
function growsInto(cell: TextCell, bottom: readonly TextCell[], merged: ReadonlySet<number>): boolean {
  if (cell.row > 0 || cell.text !== '') return false;
  const above = bottom.find((other) => other.column === cell.column && other.columnSpan === cell.columnSpan);
  if (!above || (above.rowSpan === 1 && cell.rowSpan === 1 && !merged.has(cell.column))) return false;
  above.rowSpan += cell.rowSpan;
  return true;
}

/** How many first rows of the next page say again what the table's own first rows say. */
function repeatedRows(table: TextTable, next: TextTable): number {
  const rowOf = (of: TextTable, row: number) =>
    of.cells
      .filter((cell) => cell.row === row)
      .map((cell) => `${cell.column} ${cell.text}`)
      .join('|');
  let count = 0;
  while (
    count < Math.min(table.rows, next.rows - 1, 4) &&
    rowOf(table, count) === rowOf(next, count) &&
    hasText(next, count)
  )
    count += 1;
  return count;
}

function hasText(table: TextTable, row: number): boolean {
  return table.cells.some((cell) => cell.row === row && cell.text !== '');
}

/** The first row of a page is the rest of the last one: where it has text the row above has some, and its number is missing. */
function goesOn(table: TextTable, top: readonly TextCell[]): boolean {
  const bottom = table.cells.filter((cell) => cell.row + cell.rowSpan === table.rows);
  const at = (cell: TextCell) => bottom.find((other) => other.column === cell.column);
  const filled = top.filter((cell) => cell.text !== '');
  if (filled.length === 0 || filled.length === top.length) return false;
  if (!filled.every((cell) => (at(cell)?.text ?? '') !== '')) return false;
  const isNumber = (cell: TextCell) => /^\d+$/.test(at(cell)?.text ?? '');
  if (filled.some((cell) => isNumber(cell))) return false;
  const missing = top.filter((cell) => cell.text === '' && cell.rowSpan === 1 && (at(cell)?.text ?? '') !== '');
  if (missing.some((cell) => isNumber(cell))) return true;
  return missing.length > 0 && filled.every((cell) => cell.rowSpan === 1) && filled.some((cell) => isOpen(at(cell)));
}

/** Its text stops in the middle of a sentence. */
function isOpen(cell: TextCell | undefined): boolean {
  return !/[。；;！？）)]$/u.test(cell?.text ?? '');
}
