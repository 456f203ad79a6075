import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { childOf, childrenOf, streamXml, textOf, type XmlElement } from '../xml/read-xml.ts';
import { displayGeneral, type NumberDisplay } from './number-display.ts';

/** What the cells of a workbook share, and what reading them has cost so far. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberDisplay[];
  readonly cost: { cells: number; characters: number; missingResults: number };
}

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as its part says it, before merges: cells with text by row and column, both from 0; rows without text are none. */
export interface SheetPart {
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, string>>;
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly merges: readonly Range[];
  readonly pageHeaders: readonly string[];
}

const lastColumn = 16_383;
const lastRow = 1_048_575;

/** Reads one worksheet part in one pass. Formulas are never evaluated: what the file says as their result counts. O(bytes). Source: ECMA-376 Part 1 §18.3.1. */
export function readSheet(bytes: Uint8Array, part: string, context: CellContext): SheetPart {
  const rows = new Map<number, Map<number, string>>();
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const merges: Range[] = [];
  const pageHeaders: string[] = [];
  let row = -1;
  const onChild = (child: XmlElement) => {
    if (child.name === 'x:row') {
      row = readIndex(child.attributes.r, row + 1, lastRow);
      if (isTrue(child.attributes.hidden) || isTrue(child.attributes.zeroHeight)) hiddenRows.add(row);
      const cells = readRow(child, context, rows.get(row));
      if (cells.size > 0) rows.set(row, cells);
    } else if (child.name === 'x:col' && isTrue(child.attributes.hidden)) {
      hideColumns(hiddenColumns, child);
    } else if (child.name === 'x:mergeCell') {
      const range = readRange(child.attributes.ref ?? '');
      if (range) merges.push(range);
    } else if (child.name === 'x:headerFooter') {
      for (const text of childrenOf(child)) for (const line of headerLines(textOf(text))) pageHeaders.push(line);
    }
  };
  streamXml({ bytes, part, parents: ['x:worksheet', 'x:sheetData', 'x:cols', 'x:mergeCells'], onChild });
  return { rows, hiddenRows, hiddenColumns, merges, pageHeaders };
}

/** Runs of columns may overlap in a hostile file, so each column is taken once. */
function hideColumns(hidden: Set<number>, element: XmlElement): void {
  const last = readIndex(element.attributes.max, 0, lastColumn);
  for (let column = readIndex(element.attributes.min, 0, lastColumn); column <= last; column += 1) hidden.add(column);
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** 1-based number of an attribute as an index from 0; the place after the one before where it is missing. */
function readIndex(value: string | undefined, next: number, last: number): number {
  const index = value !== undefined && /^\d{1,7}$/.test(value) ? Number(value) - 1 : next;
  return Math.min(Math.max(index, 0), last);
}

function readRow(row: XmlElement, context: CellContext, before: Map<number, string> | undefined): Map<number, string> {
  const cells = before ?? new Map<number, string>();
  let column = -1;
  for (const cell of childrenOf(row, 'x:c')) {
    column = readAddress(cell.attributes.r ?? '')?.column ?? Math.min(column + 1, lastColumn);
    const text = readCell(cell, context);
    if (text === '') continue;
    cells.set(column, text);
    takeCells(context, 1);
    context.cost.characters += text.length;
    if (context.cost.characters > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
  }
  return cells;
}

export function takeCells(context: CellContext, count: number): void {
  context.cost.cells += count;
  if (context.cost.cells > limits.cells) stop('formats.too-many-cells', { limit: limits.cells });
}

/** 'AB12' to row and column from 0, null for anything else. */
function readAddress(text: string): { row: number; column: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]) - 1;
  return row >= 0 && row <= lastRow && column - 1 <= lastColumn ? { row, column: column - 1 } : null;
}

function readRange(text: string): Range | null {
  const [first = '', second = first] = text.split(':');
  const from = readAddress(first);
  const to = readAddress(second);
  if (!from || !to || to.row < from.row || to.column < from.column) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

/** Text of a cell as it is shown (§18.3.1.4; types §18.18.11). */
function readCell(cell: XmlElement, context: CellContext): string {
  const type = cell.attributes.t ?? 'n';
  if (type === 'inlineStr') {
    const inline = childOf(cell, 'x:is');
    return inline ? readString(inline) : '';
  }
  const value = childOf(cell, 'x:v');
  if (!value) {
    if (childOf(cell, 'x:f')) context.cost.missingResults += 1;
    return '';
  }
  const raw = textOf(value);
  if (type === 's') return context.strings[Number(raw)] ?? '';
  if (type === 'b') return isTrue(raw.trim()) ? 'TRUE' : 'FALSE';
  if (type === 'd') return raw.replace(/T00:00(:00)?(\.0+)?Z?$/, '');
  if (type !== 'n') return decodeEscapes(raw);
  const number = Number(raw);
  const display = context.formats[Number(cell.attributes.s ?? '0')] ?? displayGeneral;
  return raw.trim() === '' || !Number.isFinite(number) ? raw.trim() : display(number);
}

/** A string item: plain or in runs of different look; reading aids above the signs are left out (§18.4.8). */
export function readString(item: XmlElement): string {
  let text = '';
  for (const child of childrenOf(item)) {
    if (child.name === 'x:t') text += textOf(child);
    if (child.name === 'x:r') for (const run of childrenOf(child, 'x:t')) text += textOf(run);
  }
  return decodeEscapes(text);
}

/** _x000D_ stands for a sign that XML cannot hold (§22.9.2.19); line ends become '\n', other control characters go. */
function decodeEscapes(text: string): string {
  const decoded = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return decoded.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b-\x1f]/g, '');
}

/** Texts of a header or footer without its codes (fonts, sizes, page numbers; §18.3.1.46). */
function headerLines(text: string): string[] {
  const plain = text
    .replace(/&[LCR]/g, '\n')
    .replace(/&"[^"]*"|&\d{1,3}|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}/g, '')
    .replace(/&[PNDTFAZGBIUESXYOH]/g, '')
    .replaceAll('&&', '&');
  return plain
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
