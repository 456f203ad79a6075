import { ok, type Outcome } from '@qipan/kernel';
import { readWorkbook } from './read-workbook.ts';

/** A sheet as a table: which fields its head row has, and of each row below it the texts by field. */
export interface SheetTable<Field extends string> {
  /** The letter of the column in which each field stands first. */
  readonly fields: ReadonlyMap<Field, string>;
  /** Headers that say none of the fields, as they stand there. */
  readonly ignored: readonly string[];
  /** `row` counts from 1, as the sheet shows it. */
  readonly rows: readonly { readonly row: number; readonly texts: ReadonlyMap<Field, string> }[];
}

/**
 * The first visible sheet with a head row that has the column `key`; the head row may stand below a title. Headers are
 * looked up in `columns`, others are left aside; empty cells are not there. Null: no such sheet. O(cells).
 */
export function readTable<Field extends string>(
  bytes: Uint8Array,
  given: { readonly columns: Readonly<Record<string, Field>>; readonly key: Field },
): Outcome<SheetTable<Field> | null> {
  const workbook = readWorkbook({ bytes });
  if (!workbook.ok) return workbook;
  for (const sheet of workbook.value.sheets.filter((entry) => !entry.hidden)) {
    // A header may be any word, also one that every object has.
    const fieldOf = (cell: { readonly text: string }) => {
      const header = cell.text.replace(/\s+/g, '');
      return Object.hasOwn(given.columns, header) ? given.columns[header] : undefined;
    };
    const at = sheet.rows.findIndex((row) => row.cells.some((cell) => fieldOf(cell) === given.key));
    const head = sheet.rows[at];
    if (!head) continue;
    const fields = new Map(
      head.cells.flatMap((cell) => {
        const field = fieldOf(cell);
        return field === undefined ? [] : [[cell.column, field] as const];
      }),
    );
    const rows = sheet.rows.slice(at + 1).map((row) => {
      const texts = row.cells.flatMap((cell) => {
        const field = fields.get(cell.column);
        const text = cell.text.trim();
        return field === undefined || text === '' ? [] : [[field, text] as const];
      });
      return { row: row.index + 1, texts: new Map(texts) };
    });
    const letters = [...fields].reverse().map(([column, field]) => [field, letterOf(column)] as const);
    const unknown = head.cells.filter((cell) => fieldOf(cell) === undefined).map((cell) => cell.text.trim());
    return ok({ fields: new Map(letters), ignored: unknown.filter((header) => header !== ''), rows });
  }
  return ok(null);
}

/** The letter of a column that is counted from 0: A, B … Z, AA. */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letterOf(Math.floor(column / 26) - 1)}${last}`;
}
