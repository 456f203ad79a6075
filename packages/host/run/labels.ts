import type { TableFace } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { type BareChange, readNamed, rowKey, type ShownChange, type ShownRow } from './shown.ts';

type Rows = ReadonlyMap<string, ShownRow>;

/**
 * The changes with the name of each row, as the face of its table gives it: by its own columns as they stand before, or by
 * the row that it hangs on, which may be one of those that the same changes add. What nobody may read stays unnamed.
 */
export async function nameChanges(
  db: AnyDb,
  changes: readonly BareChange[],
  { rows, tables }: { readonly rows: Rows; readonly tables: ReadonlyMap<string, TableFace> },
): Promise<ShownChange[]> {
  const added = new Map(
    changes.flatMap(({ op, table, id, after }) => (op === 'insert' && after ? [[rowKey(table, id), after]] : [])),
  );
  const rowOf = ({ table, id, before, after }: BareChange) =>
    rows.get(rowKey(table, id)) ?? added.get(rowKey(table, id)) ?? { ...after, ...before };
  const wanted = changes.flatMap((change) => otherRow(tables.get(change.table), rowOf(change)) ?? []);
  const others = await readNamed(
    db,
    wanted.filter(({ table, id }) => !added.has(rowKey(table, id))),
    false,
  );
  return changes.map((change) => {
    const face = tables.get(change.table);
    const row = rowOf(change);
    const other = otherRow(face, row);
    if (!other) return { ...change, label: labelOf(face, row) };
    const key = rowKey(other.table, other.id);
    return { ...change, label: labelOf(tables.get(other.table), others.get(key) ?? added.get(key) ?? {}) };
  });
}

/** The row by which this one is named, when it is not its own columns that name it. */
function otherRow(face: TableFace | undefined, row: ShownRow): { table: string; id: string } | null {
  const id = face?.namedBy && row[face.namedBy.column];
  return face?.namedBy && typeof id === 'string' ? { table: face.namedBy.table, id } : null;
}

function labelOf(face: TableFace | undefined, row: ShownRow): string | null {
  if (!face) return null;
  const label = row[face.label];
  if (typeof label !== 'string' || label === '') return null;
  const number = face.numbered === undefined ? undefined : row[face.numbered];
  return typeof number === 'string' && number !== '' ? `${number} ${label}` : label;
}
