import type { AnyDb, RowChange } from '@qipan/storage';
import { storable } from '@qipan/storage';
import { sql } from 'kysely';
import { canonicalJson, sha256Hex } from '../canonical.ts';

export type ShownRow = Readonly<Record<string, unknown>>;

/** A change as a person sees it: of an update only the columns that become different, of the others the whole row. */
export interface ShownChange {
  readonly op: RowChange['op'];
  readonly table: string;
  readonly id: string;
  readonly before: ShownRow | null;
  readonly after: ShownRow | null;
}

/** The rows as they stand, by table and id, with their versions. One statement for each table. */
export async function readRows(
  db: AnyDb,
  changes: readonly RowChange[],
  lock: boolean,
): Promise<ReadonlyMap<string, ShownRow>> {
  const rows = new Map<string, ShownRow>();
  const tables = new Set(changes.filter((change) => change.op !== 'insert').map((change) => change.table));
  for (const table of [...tables].sort()) {
    const ids = changes.filter((change) => change.op !== 'insert' && change.table === table).map((change) => change.id);
    const held = lock ? sql`for update` : sql``;
    const found = await sql<{
      row: ShownRow;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where t.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) order by t.id ${held}`.execute(
      db,
    );
    for (const { row } of found.rows) rows.set(`${table}\n${String(row.id)}`, stored(row));
  }
  return rows;
}

/** What the changes do to the rows as they stand. A row that is not there has no before. O(changes). */
export function showChanges(changes: readonly RowChange[], rows: ReadonlyMap<string, ShownRow>): ShownChange[] {
  return changes.map((change) => {
    const { op, table, id } = change;
    const row = rows.get(`${table}\n${id}`) ?? null;
    if (op === 'insert') return { op, table, id, before: null, after: stored(change.values) };
    if (op === 'delete') return { op, table, id, before: row && withoutVersion(row), after: null };
    const after = stored(change.values);
    const touched = Object.keys(after).filter(
      (name) => !row || canonicalJson(row[name] ?? null) !== canonicalJson(after[name]),
    );
    const before = row && Object.fromEntries(touched.map((name) => [name, row[name] ?? null]));
    return { op, table, id, before, after: Object.fromEntries(touched.map((name) => [name, after[name]])) };
  });
}

/** The fingerprint of a content: what would be done to what. A newer version of a row with the same columns keeps it. */
export function hashShown(content: unknown): string {
  return sha256Hex(canonicalJson(content));
}

/** The same changes on the versions that the rows have now. */
export function onCurrentVersions(
  changes: readonly RowChange[],
  rows: ReadonlyMap<string, ShownRow>,
): readonly RowChange[] {
  return changes.map((change) => {
    if (change.op === 'insert') return change;
    const version = rows.get(`${change.table}\n${change.id}`)?.version;
    return typeof version === 'number' ? { ...change, version } : change;
  });
}

function withoutVersion(row: ShownRow): ShownRow {
  const { version: _version, ...rest } = row;
  return rest;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** Values in one form, whether they come from a decision or from the database: texts storable, instants in UTC. */
function stored(values: Readonly<Record<string, unknown>>): ShownRow {
  const json = JSON.stringify(values, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    return instant.test(value) ? new Date(value).toISOString() : storable(value);
  });
  const parsed: unknown = JSON.parse(json);
  return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
}
