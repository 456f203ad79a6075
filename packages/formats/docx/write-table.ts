import type { TableSpec } from './document-spec.ts';
import { paragraphXml } from './write-paragraphs.ts';

/** Width of the type area, 156 mm, in twentieths of a point. */
export const typeAreaTwips = 8845;

/**
 * A framed table over the whole type area. Widths stand in the grid and in each cell, or WPS hides the columns; the head row
 * is repeated on each page. O(cells). Source: ECMA-376 Part 1 §17.4.
 */
export function tableXml(table: TableSpec): string {
  const widths = shareWidths(table.columns.map((column) => column.width));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const frame = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`,
  );
  const properties = `<w:tblPr><w:tblW w:w="${typeAreaTwips}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${frame.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`;
  const head = table.columns.map((column, index) =>
    cellXml({
      width: widths[index] ?? 0,
      merge: '',
      content: paragraphXml({ style: 'TableHead', text: column.header }),
    }),
  );
  const merges = findMerges(table);
  const rows = table.rows.map((row, rowIndex) => {
    const cells = table.columns.map((column, index) => {
      const merge = merges.get(`${rowIndex} ${index}`) ?? '';
      const text = merge === '<w:vMerge/>' ? '' : (row[index] ?? '');
      const content = paragraphXml({
        style: 'TableText',
        text,
        ...(column.align === 'center' ? { extra: '<w:jc w:val="center"/>' } : {}),
      });
      return cellXml({ width: widths[index] ?? 0, merge, content });
    });
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
  });
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head.join('')}</w:tr>${rows.join('')}</w:tbl>`;
}

/** Shares of the type area; the last column takes what rounding leaves. */
function shareWidths(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0) || 1;
  const widths = shares.map((share) => Math.floor((share / total) * typeAreaTwips));
  const rest = typeAreaTwips - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width));
}

function cellXml(cell: { width: number; merge: string; content: string }): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${cell.width}" w:type="dxa"/>${cell.merge}<w:vAlign w:val="center"/></w:tcPr>${cell.content}</w:tc>`;
}

function findMerges(table: TableSpec): Map<string, string> {
  const found = new Map<string, string>();
  for (const [depth, column] of (table.groups ?? []).entries()) {
    const outer = (table.groups ?? []).slice(0, depth + 1);
    for (let row = 1; row < table.rows.length; row += 1) {
      const same =
        (table.rows[row]?.[column] ?? '') !== '' &&
        outer.every((each) => table.rows[row]?.[each] === table.rows[row - 1]?.[each]);
      if (!same) continue;
      if (!found.has(`${row - 1} ${column}`)) found.set(`${row - 1} ${column}`, '<w:vMerge w:val="restart"/>');
      found.set(`${row} ${column}`, '<w:vMerge/>');
    }
  }
  return found;
}
