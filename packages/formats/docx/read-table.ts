import type { SourceBlock, SourceCell, SourceOrigin, SourceRow, SourceTable } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import type { Place, Story } from './story.ts';
import { readNumber, readSwitch, readValue } from './styles.ts';

/** Cells of a merge that is still open downwards, by the column in which they begin. */
type OpenMerges = Map<number, SourceCell>;

export interface TableContext {
  readonly place: Place;
  /** Reads the blocks of one cell. */
  readonly readContent: (elements: readonly XmlElement[]) => readonly SourceBlock[];
}

/**
 * A table with its merges worked out. A nested table becomes lines of the cell that holds it: one line per row, its cells
 * parted by tabs. Automatic numbers stand in the cell's text, because a column of numbers is often automatic. Deleted rows
 * and cells (tracked changes) do not count. O(elements + carried cells).
 * Source: ECMA-376 Part 1 §17.4 (gridSpan §17.4.17, vMerge §17.4.84, hMerge §17.4.22, tblHeader §17.4.77).
 */
export function readTable(story: Story, table: XmlElement, context: TableContext): SourceTable {
  const rows: SourceRow[] = [];
  const open: OpenMerges = new Map();
  for (const [index, element] of tableParts(table, 'w:tr').entries()) {
    const properties = childOf(element, 'w:trPr');
    if (properties && childOf(properties, 'w:del')) {
      story.tally.deletions += 1;
      continue;
    }
    if (properties && childOf(properties, 'w:ins')) story.tally.insertions += 1;
    const cells = readRow(story, element, { ...context, open });
    rows.push({ cells, header: readSwitch(properties, 'w:tblHeader') ?? false, index });
  }
  return { kind: 'table', sheet: null, rows };
}

/** Rows and cells may stand inside content controls and other wrappers. */
function tableParts(parent: XmlElement, wanted: 'w:tr' | 'w:tc', found: XmlElement[] = []): XmlElement[] {
  for (const child of childrenOf(parent)) {
    if (child.name === wanted) found.push(child);
    else if (['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo'].includes(child.name))
      tableParts(child, wanted, found);
  }
  return found;
}

function readRow(story: Story, row: XmlElement, context: TableContext & { open: OpenMerges }): SourceCell[] {
  const cells: SourceCell[] = [];
  const { open } = context;
  let column = clampSpan(readNumber(childOf(row, 'w:trPr'), 'w:gridBefore') ?? 0);
  for (const element of tableParts(row, 'w:tc')) {
    const properties = childOf(element, 'w:tcPr');
    const columnSpan = Math.max(1, clampSpan(readNumber(properties, 'w:gridSpan') ?? 1));
    const read = readCell(story, element, context);
    const before = cells.at(-1);
    const text = properties && childOf(properties, 'w:cellDel') ? '' : read.text;
    if (mergeOf(properties, 'w:hMerge') === 'continue' && before) {
      cells[cells.length - 1] = { ...before, columnSpan: before.columnSpan + columnSpan };
    } else {
      cells.push(
        placeCell(story, open, {
          cell: { text, column, columnSpan, carried: false, origin: read.origin },
          merge: mergeOf(properties, 'w:vMerge'),
        }),
      );
    }
    column += columnSpan;
    if (column > limits.tableColumns) stop('formats.table-too-wide', { limit: limits.tableColumns });
  }
  return cells;
}

/** A merge mark without a value goes on (§17.18.57). */
function mergeOf(properties: XmlElement | null, name: string): 'restart' | 'continue' | null {
  const element = properties ? childOf(properties, name) : null;
  if (!element) return null;
  return readValue(properties, name) === 'restart' ? 'restart' : 'continue';
}

function placeCell(
  story: Story,
  open: OpenMerges,
  placed: { cell: SourceCell; merge: 'restart' | 'continue' | null },
): SourceCell {
  const { cell, merge } = placed;
  const above = open.get(cell.column);
  if (merge === 'continue' && above) {
    story.carriedCharacters += above.text.length;
    if (story.carriedCharacters > limits.carriedCharacters) stop('formats.too-much-text', { limit: limits.characters });
    return { ...cell, text: above.text, carried: true, origin: above.origin };
  }
  if (merge === null) open.delete(cell.column);
  else open.set(cell.column, cell);
  return cell;
}

function clampSpan(span: number): number {
  return Math.min(span, limits.tableColumns);
}

function readCell(story: Story, cell: XmlElement, context: TableContext): { text: string; origin: SourceOrigin } {
  const { part } = context.place;
  const origin = { part, index: story.counts[part] };
  const lines = context.readContent(childrenOf(cell)).flatMap(cellLines);
  return { text: lines.filter((line) => line.trim() !== '').join('\n'), origin };
}

function cellLines(block: SourceBlock): string[] {
  if (block.kind === 'paragraph') return [joinNumber(block.number, block.text)];
  return block.rows.map((row) =>
    row.cells
      .filter((cell) => !cell.carried)
      .map((cell) => cell.text)
      .join('\t'),
  );
}

/** A number that ends in a letter or digit is kept apart from the text that follows. */
function joinNumber(number: string | null, text: string): string {
  if (number === null) return text;
  return /[0-9A-Za-z]$/.test(number) && text !== '' ? `${number} ${text}` : number + text;
}
