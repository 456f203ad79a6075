import { escapeXml, xmlDeclaration } from '../xml/write-xml.ts';
import { coveredCells, layoutSheet, type SheetLayout } from './layout-rows.ts';
import type { MergeSpec, SheetSpec } from './workbook-spec.ts';
import type { CellLook, StyleTable } from './write-styles.ts';

/** Texts of a workbook, each held once (§18.4). */
export interface StringTable {
  of(text: string): number;
}

interface Sheet {
  readonly spec: SheetSpec;
  readonly layout: SheetLayout;
  readonly merges: readonly MergeSpec[];
  readonly styles: StyleTable;
  readonly strings: StringTable;
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const paperCodes = { A3: 8, A4: 9 } as const;
/** A group that is higher than a page shows its name at its top, or the first page would show none. */
const pagePt = 600;
/** Texts that Excel would take for a formula when a person edits the cell. */
const formulaLike = /^[=+\-@\t\r\n＝＋－＠]/;

/** The worksheet part of one sheet: title rows, header, body. O(cells). Source: ECMA-376 Part 1 §18.3.1.99 (order of the elements). Merges that overlap are a programmer's error. */
export function writeSheet(
  spec: SheetSpec,
  tables: { styles: StyleTable; strings: StringTable; active: boolean },
): string {
  const merges = [...groupMerges(spec), ...(spec.merges ?? [])];
  checkOverlap(spec.name, merges);
  const sheet: Sheet = {
    spec,
    layout: layoutSheet(spec, merges),
    merges,
    styles: tables.styles,
    strings: tables.strings,
  };
  const last = `${columnName(Math.max(spec.columns.length, 1) - 1)}${headerRowOf(spec) + spec.rows.length}`;
  const header = headerRowOf(spec);
  const pane = `<pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A${header + 1}" sqref="A${header + 1}"/>`;
  return [
    `${xmlDeclaration}<worksheet xmlns="${spreadsheet}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:${last}"/>`,
    `<sheetViews><sheetView showGridLines="0"${tables.active ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15.75"/>',
    columnsXml(sheet),
    `<sheetData>${topRows(sheet)}${bodyRows(sheet)}</sheetData>`,
    mergesXml(sheet),
    pageXml(spec),
    '</worksheet>',
  ].join('');
}

/** 1-based row of the header: title and subtitle stand above it where they are given. */
export function headerRowOf(spec: SheetSpec): number {
  return 1 + (spec.title === undefined ? 0 : 1) + (spec.subtitle === undefined ? 0 : 1);
}

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** Equal neighbours of a group column, as long as the outer groups are equal too; empty cells are no group. */
function groupMerges(spec: SheetSpec): MergeSpec[] {
  const merges: MergeSpec[] = [];
  const groups = spec.groups ?? [];
  for (const [depth, column] of groups.entries()) {
    const outer = groups.slice(0, depth + 1);
    let start = 0;
    for (let row = 1; row <= spec.rows.length; row += 1) {
      const same = row < spec.rows.length && outer.every((each) => spec.rows[row]?.[each] === spec.rows[start]?.[each]);
      if (same) continue;
      const value = spec.rows[start]?.[column] ?? '';
      if (row - start > 1 && value !== '') merges.push({ row: start, column, rows: row - start, columns: 1 });
      start = row;
    }
  }
  return merges;
}

/** Merges that overlap make Excel repair the file. */
function checkOverlap(name: string, merges: readonly MergeSpec[]): void {
  const taken = new Set<string>();
  for (const cell of merges.flatMap(coveredCells)) {
    if (taken.has(cell)) throw new Error(`sheet ${name}: merges overlap at ${cell}`);
    taken.add(cell);
  }
}

function columnsXml({ spec, layout }: Sheet): string {
  const columns = spec.columns.map((column, index) => {
    const hidden = column.hidden ? ' hidden="1"' : '';
    return `<col min="${index + 1}" max="${index + 1}" width="${layout.widths[index] ?? 8}"${hidden} customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function topRows(sheet: Sheet): string {
  const { spec, layout } = sheet;
  const centred = { align: 'center', vertical: 'center', wrap: true, quoted: false } as const;
  const rows: string[] = [];
  const push = (heightPt: number, cells: (row: number) => string[]) =>
    rows.push(rowXml(rows.length + 1, heightPt, cells(rows.length + 1)));
  const heading = (text: string, kind: 'title' | 'subtitle') => (row: number) =>
    spec.columns.map((_, column) =>
      cellXml(sheet, { row, column, value: column === 0 ? text : null, look: { ...centred, kind } }),
    );
  if (spec.title !== undefined) push(layout.titlePt, heading(spec.title, 'title'));
  if (spec.subtitle !== undefined) push(layout.subtitlePt, heading(spec.subtitle, 'subtitle'));
  push(layout.headerPt, (row) =>
    spec.columns.map((column, index) =>
      cellXml(sheet, { row, column: index, value: column.header, look: { ...centred, kind: 'header' } }),
    ),
  );
  return rows.join('');
}

function bodyRows(sheet: Sheet): string {
  const { spec, layout } = sheet;
  const first = headerRowOf(spec) + 1;
  const covered = new Set(sheet.merges.flatMap((merge) => coveredCells(merge).slice(1)));
  const groups = new Set(spec.groups ?? []);
  const tall = new Set(
    sheet.merges.filter((merge) => heightOf(layout, merge) > pagePt).map((merge) => `${merge.row} ${merge.column}`),
  );
  const rows = spec.rows.map((values, index) => {
    const cells = spec.columns.map((column, at) => {
      const value = covered.has(`${index} ${at}`) ? null : (values[at] ?? null);
      const align = column.align ?? (groups.has(at) ? 'center' : 'left');
      const look = {
        kind: 'body',
        align,
        vertical: groups.has(at) && !tall.has(`${index} ${at}`) ? 'center' : 'top',
        wrap: column.wrap !== false,
        quoted: false,
      } as const;
      return cellXml(sheet, { row: first + index, column: at, value, look });
    });
    return rowXml(first + index, layout.rowPt[index] ?? 22, cells);
  });
  return rows.join('');
}

function heightOf(layout: SheetLayout, merge: MergeSpec): number {
  return layout.rowPt.slice(merge.row, merge.row + merge.rows).reduce((sum, height) => sum + height, 0);
}

function rowXml(row: number, heightPt: number, cells: readonly string[]): string {
  return `<row r="${row}" ht="${heightPt}" customHeight="1">${cells.join('')}</row>`;
}

function cellXml(
  sheet: Sheet,
  cell: { row: number; column: number; value: string | number | null; look: CellLook },
): string {
  const { value, look } = cell;
  const at = `${columnName(cell.column)}${cell.row}`;
  const quoted = typeof value === 'string' && formulaLike.test(value);
  const style = sheet.styles.of(quoted ? { ...look, quoted } : look);
  if (typeof value === 'number') return `<c r="${at}" s="${style}"><v>${value}</v></c>`;
  if (value === null || value === '') return `<c r="${at}" s="${style}"/>`;
  return `<c r="${at}" s="${style}" t="s"><v>${sheet.strings.of(value)}</v></c>`;
}

function mergesXml({ spec, merges }: Sheet): string {
  const offset = headerRowOf(spec);
  const lastColumn = columnName(Math.max(spec.columns.length, 1) - 1);
  const refs: string[] = [];
  if (spec.columns.length > 1) for (let row = 1; row < offset; row += 1) refs.push(`A${row}:${lastColumn}${row}`);
  for (const merge of merges) {
    if (merge.rows * merge.columns < 2) continue;
    const from = `${columnName(merge.column)}${offset + merge.row + 1}`;
    refs.push(`${from}:${columnName(merge.column + merge.columns - 1)}${offset + merge.row + merge.rows}`);
  }
  if (refs.length === 0) return '';
  return `<mergeCells count="${refs.length}">${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
}

function pageXml(spec: SheetSpec): string {
  const print = spec.print ?? { paper: 'A3', landscape: true };
  const margins = '<pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.4"/>';
  const setup = `<pageSetup paperSize="${paperCodes[print.paper]}" orientation="${print.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
  return `<printOptions horizontalCentered="1"/>${margins}${setup}<headerFooter><oddFooter>${escapeXml('&C&"宋体,常规"&12第&P页 共&N页')}</oddFooter></headerFooter>`;
}
