import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { type CellContext, type SheetPart, takeCells } from './read-sheet.ts';

export interface WorkbookCell {
  readonly text: string;
  readonly column: number;
  readonly columnSpan: number;
  /** The cell of a merge that began in an earlier row, `owner`. */
  readonly carried: boolean;
  /** Row from 0 in which the cell's text stands. */
  readonly owner: number;
}

export interface WorkbookRow {
  readonly index: number;
  readonly hidden: boolean;
  readonly cells: readonly WorkbookCell[];
}

/**
 * The rows of a sheet that hold text, in order, each filled up with empty cells to its last text; a merge is one cell in its
 * first row and is carried into the rows that it covers. O(cells + carried cells).
 */
export function arrangeRows(sheet: SheetPart, context: CellContext): WorkbookRow[] {
  const order = [...sheet.rows.keys()].sort((one, other) => one - other);
  const merged = placeMerges(sheet, order, context);
  const rows: WorkbookRow[] = [];
  for (const index of order) {
    const cells = arrangeCells({
      index,
      texts: sheet.rows.get(index) ?? new Map(),
      merges: merged.get(index) ?? [],
      context,
    });
    if (cells.some((cell) => cell.text !== '')) rows.push({ index, hidden: sheet.hiddenRows.has(index), cells });
  }
  return rows;
}

/** Merges by each row that they cover and that the sheet holds. */
function placeMerges(sheet: SheetPart, order: readonly number[], context: CellContext): Map<number, WorkbookCell[]> {
  const placed = new Map<number, WorkbookCell[]>();
  let carried = 0;
  for (const merge of sheet.merges) {
    const text = sheet.rows.get(merge.top)?.get(merge.left) ?? '';
    for (let at = lowerBound(order, merge.top); at < order.length; at += 1) {
      const row = order[at] ?? 0;
      if (row > merge.bottom) break;
      takeCells(context, 1);
      if (row > merge.top) carried += text.length;
      if (carried > limits.carriedCharacters) stop('formats.too-much-text', { limit: limits.characters });
      const cell = {
        text,
        column: merge.left,
        columnSpan: merge.right - merge.left + 1,
        carried: row > merge.top,
        owner: merge.top,
      };
      const cells = placed.get(row);
      if (cells) cells.push(cell);
      else placed.set(row, [cell]);
    }
  }
  return placed;
}

function lowerBound(order: readonly number[], wanted: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface RowSource {
  readonly index: number;
  readonly texts: ReadonlyMap<number, string>;
  readonly merges: readonly WorkbookCell[];
  readonly context: CellContext;
}

function arrangeCells(source: RowSource): WorkbookCell[] {
  const { index, texts, context } = source;
  const plain = [...texts].map(([column, text]) => ({ text, column, columnSpan: 1, carried: false, owner: index }));
  const merges = source.merges.filter((merge) => merge.text !== '');
  const all = [...merges, ...plain].sort(
    (one, other) => one.column - other.column || other.columnSpan - one.columnSpan,
  );
  const cells: WorkbookCell[] = [];
  let next = 0;
  for (const cell of all) {
    if (cell.column < next) continue;
    takeCells(context, cell.column - next);
    for (let column = next; column < cell.column; column += 1)
      cells.push({ text: '', column, columnSpan: 1, carried: false, owner: index });
    cells.push(cell);
    next = cell.column + cell.columnSpan;
  }
  return cells;
}
