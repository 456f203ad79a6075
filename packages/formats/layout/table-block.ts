import type { SourceCell, SourceTable } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import type { TextCell, TextTable } from './join-tables.ts';

/** A table with every row whole: a cell that covers several rows is carried into the lower ones. */
export function tableBlock(table: TextTable, firstIndex: number): SourceTable {
  const rows = Array.from({ length: table.rows }, (): SourceCell[] => []);
  let carried = 0;
  const ordered = [...table.cells].sort((a, b) => a.row - b.row || a.column - b.column);
  for (const [index, cell] of ordered.entries()) {
    carried += cell.text.length * (cell.rowSpan - 1);
    if (carried > limits.carriedCharacters) stop('formats.too-much-text', { limit: limits.characters });
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      rows[row]?.push(sourceCell(cell, { carried: row > cell.row, index: firstIndex + index }));
  }
  return {
    kind: 'table',
    sheet: null,
    rows: rows.map((cells, index) => ({
      cells: cells.sort((a, b) => a.column - b.column),
      header: index < table.headerRows,
      index,
    })),
  };
}

function sourceCell(cell: TextCell, place: { carried: boolean; index: number }): SourceCell {
  const { text, column, columnSpan } = cell;
  return { text, column, columnSpan, carried: place.carried, origin: { part: 'body', index: place.index } };
}
