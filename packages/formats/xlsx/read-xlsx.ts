import type { SourceCell, SourceDocument, SourceNote, SourceRow, SourceTable } from '@qipan/kernel';
import type { Archive } from '../archive/read-archive.ts';
import { stop } from '../stop.ts';
import type { WorkbookCell } from './arrange-rows.ts';
import { openWorkbook, type Workbook, type WorkbookSheet } from './read-workbook.ts';

const columnsOfSheet = 16_384;

/**
 * What a person sees of a workbook: each visible sheet with text one table, hidden sheets, rows and columns left out and said.
 * A merge whose first row is hidden is whole in the first row that is visible. A cell's `origin.index` is
 * row × 16384 + column (both from 0) of its sheet. O(cells).
 */
export function readXlsx(archive: Archive, mainPart: string): SourceDocument {
  const workbook = openWorkbook(archive, mainPart);
  const tables = workbook.sheets.filter((sheet) => !sheet.hidden).map(visibleTable);
  const blocks = tables.filter((table) => table.rows.length > 0);
  if (blocks.length === 0) stop('formats.no-text', {});
  const pageHeaders = new Set(workbook.sheets.filter((sheet) => !sheet.hidden).flatMap((sheet) => sheet.pageHeaders));
  return { format: 'xlsx', blocks, pageHeaders: [...pageHeaders], notes: notesOf(workbook) };
}

function visibleTable(sheet: WorkbookSheet): SourceTable {
  const view: View = {
    nextVisible: findNextVisible(sheet.hiddenColumns),
    hiddenRows: new Set(sheet.rows.filter((row) => row.hidden).map((row) => row.index)),
    owned: new Set(),
  };
  const rows: SourceRow[] = [];
  for (const row of sheet.rows) {
    if (row.hidden) continue;
    const cells = row.cells.flatMap((cell) => visibleCell(cell, view));
    if (cells.some((cell) => cell.text !== '')) rows.push({ cells, header: false, index: row.index });
  }
  return { kind: 'table', sheet: sheet.name, rows };
}

interface View {
  /** The first visible column from each column on. */
  readonly nextVisible: readonly number[];
  readonly hiddenRows: ReadonlySet<number>;
  /** Merges of a hidden first row that were shown whole already. */
  readonly owned: Set<string>;
}

function findNextVisible(hidden: ReadonlySet<number>): number[] {
  if (hidden.size === 0) return [];
  const next: number[] = new Array(columnsOfSheet + 1).fill(columnsOfSheet);
  for (let column = columnsOfSheet - 1; column >= 0; column -= 1) {
    next[column] = hidden.has(column) ? (next[column + 1] ?? columnsOfSheet) : column;
  }
  return next;
}

function visibleCell(cell: WorkbookCell, view: View): SourceCell[] {
  const right = cell.column + cell.columnSpan - 1;
  const column = view.nextVisible[cell.column] ?? cell.column;
  if (column > right) return [];
  const owner = `${cell.owner} ${cell.column}`;
  const firstShown = cell.carried && view.hiddenRows.has(cell.owner) && !view.owned.has(owner);
  if (firstShown) view.owned.add(owner);
  const origin = { part: 'sheet', index: cell.owner * columnsOfSheet + cell.column } as const;
  return [{ text: cell.text, column, columnSpan: right - column + 1, carried: cell.carried && !firstShown, origin }];
}

function notesOf(workbook: Workbook): SourceNote[] {
  const notes: SourceNote[] = [];
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden && sheet.rows.length > 0);
  const hiddenRows = visible.reduce((sum, sheet) => sum + sheet.rows.filter((row) => row.hidden).length, 0);
  const hiddenColumns = visible.reduce((sum, sheet) => sum + countHiddenColumns(sheet), 0);
  const comments = visible.reduce((sum, sheet) => sum + sheet.comments, 0);
  if (hidden.length > 0) {
    notes.push({
      code: 'formats.hidden-sheets',
      values: {
        count: hidden.length,
        names: hidden
          .map((sheet) => sheet.name)
          .join('、')
          .slice(0, 200),
      },
    });
  }
  if (hiddenRows > 0) notes.push({ code: 'formats.hidden-rows', values: { count: hiddenRows } });
  if (hiddenColumns > 0) notes.push({ code: 'formats.hidden-columns', values: { count: hiddenColumns } });
  if (comments > 0) notes.push({ code: 'formats.comments-left-out', values: { count: comments } });
  if (workbook.missingResults > 0)
    notes.push({ code: 'formats.formula-without-result', values: { count: workbook.missingResults } });
  if (workbook.hasMacros) notes.push({ code: 'formats.macros-ignored', values: {} });
  return notes;
}

/** Hidden columns that hold text. */
function countHiddenColumns(sheet: WorkbookSheet): number {
  const used = new Set<number>();
  if (sheet.hiddenColumns.size === 0) return 0;
  for (const row of sheet.rows) {
    for (const cell of row.cells)
      if (cell.text !== '' && cell.columnSpan === 1 && sheet.hiddenColumns.has(cell.column)) used.add(cell.column);
  }
  return used.size;
}
