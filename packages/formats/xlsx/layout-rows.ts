import { type ColumnSpec, type MergeSpec, type SheetSpec, sheetLimits } from './workbook-spec.ts';

/** Widths and heights of a sheet, so that no text is cut in Excel or WPS, which do not fit merged or written rows themselves. */
export interface SheetLayout {
  /** Width of each column in characters of the normal font. */
  readonly widths: readonly number[];
  readonly titlePt: number;
  readonly subtitlePt: number;
  readonly headerPt: number;
  readonly rowPt: readonly number[];
}

/** Line heights in points, a little above what the fonts need. */
const lines = { title: 32, subtitle: 21, header: 18, body: 17 } as const;
const paddingPt = 8;
/** A digit of the normal font (宋体 11) is 8 px wide in Excel and 7.3 px where nothing is hinted: close to the narrower one is safe. */
const digitPx = 7.4;
const cellPaddingPx = 6;
const pxOfPt = 4 / 3;
const bodyPt = 12;
/** Broken lines end before the cell does: at punctuation that may not begin a line, or at a Latin word. */
const filled = 0.95;
const linesOfRow = Math.floor((sheetLimits.rowHeightPt - paddingPt) / lines.body);

/** O(characters). */
export function layoutSheet(sheet: SheetSpec, merges: readonly MergeSpec[]): SheetLayout {
  const merged = new Set(merges.flatMap((merge) => coveredCells(merge)));
  const widths = sheet.columns.map((column, index) => widthOf(column, { sheet, index, merged }));
  const total = widths.reduce((sum, width, index) => sum + (sheet.columns[index]?.hidden ? 0 : width), 0);
  const headers = sheet.columns.map((column, index) =>
    countLines(column.header, { width: widths[index] ?? 8, sizePt: bodyPt }),
  );
  const rowPt = sheet.rows.map((row, rowIndex) => {
    const needed = row.map((value, index) => {
      const column = sheet.columns[index];
      if (value === null || column === undefined || column.hidden || merged.has(`${rowIndex} ${index}`)) return 1;
      return column.wrap === false ? 1 : countLines(String(value), { width: widths[index] ?? 8, sizePt: bodyPt });
    });
    return heightOf(Math.max(1, ...needed), lines.body);
  });
  stretchMerged({ sheet, merges, widths, rowPt });
  return {
    widths,
    titlePt: heightOf(countLines(sheet.title ?? '', { width: total, sizePt: 22 }), lines.title),
    subtitlePt: heightOf(countLines(sheet.subtitle ?? '', { width: total, sizePt: 14 }), lines.subtitle),
    headerPt: heightOf(Math.max(1, ...headers), lines.header),
    rowPt,
  };
}

export function coveredCells(merge: MergeSpec): string[] {
  const cells: string[] = [];
  for (let row = merge.row; row < merge.row + merge.rows; row += 1) {
    for (let column = merge.column; column < merge.column + merge.columns; column += 1) cells.push(`${row} ${column}`);
  }
  return cells;
}

/** A row is at most 409 points high, so a long text needs a wider column. */
function widthOf(column: ColumnSpec, place: { sheet: SheetSpec; index: number; merged: ReadonlySet<string> }): number {
  const { sheet, index, merged } = place;
  let width = Math.max(column.width, 2);
  if (column.wrap === false || column.hidden) return Math.min(width, sheetLimits.columnWidth);
  for (const [rowIndex, row] of sheet.rows.entries()) {
    const text = String(row[index] ?? '');
    if (text.length < linesOfRow || merged.has(`${rowIndex} ${index}`)) continue;
    while (width < sheetLimits.columnWidth && countLines(text, { width, sizePt: bodyPt }) > linesOfRow)
      width = Math.ceil(width * 1.15);
  }
  return Math.min(width, sheetLimits.columnWidth);
}

function heightOf(count: number, line: number): number {
  return Math.min(sheetLimits.rowHeightPt, Math.ceil(count * line + paddingPt));
}

/** How many lines a text takes in a column: signs of full width are as wide as the font is high, others half. */
function countLines(text: string, cell: { width: number; sizePt: number }): number {
  const room = Math.max((cell.width * digitPx - cellPaddingPx) * filled, cell.sizePt * pxOfPt);
  let count = 0;
  for (const line of text.split('\n'))
    count += Math.max(1, Math.ceil((textUnits(line) * cell.sizePt * pxOfPt) / 2 / room));
  return count;
}

/** Half widths of a text. */
function textUnits(text: string): number {
  let units = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    units += code < 0x2000 || (code >= 0xff61 && code <= 0xff9f) ? 1.05 : 2;
  }
  return units;
}

/** A merged text needs the height of all its rows; where they are too low together, each grows by its share. */
function stretchMerged(parts: {
  sheet: SheetSpec;
  merges: readonly MergeSpec[];
  widths: readonly number[];
  rowPt: number[];
}): void {
  const { sheet, merges, widths, rowPt } = parts;
  for (const merge of merges) {
    const text = String(sheet.rows[merge.row]?.[merge.column] ?? '');
    const width = widths.slice(merge.column, merge.column + merge.columns).reduce((sum, each) => sum + each, 0);
    const needed = countLines(text, { width, sizePt: bodyPt }) * lines.body + paddingPt;
    let there = 0;
    for (let row = merge.row; row < merge.row + merge.rows; row += 1) there += rowPt[row] ?? 0;
    if (there >= needed) continue;
    const more = Math.ceil((needed - there) / merge.rows);
    for (let row = merge.row; row < merge.row + merge.rows; row += 1)
      rowPt[row] = Math.min(sheetLimits.rowHeightPt, (rowPt[row] ?? 0) + more);
  }
}
