import type { AnyDb, RowChange } from '@qipan/storage';
import { storable } from '@qipan/storage';
import { sql } from 'kysely';
import { canonicalJson, sha256Hex } from '../canonical.ts';

export type ShownRow = Readonly<Record<string, unknown>>;

/** What a change does to a row: of an update only the columns that become different, of the others the whole row. */
export interface BareChange {
  readonly op: RowChange['op'];
  readonly table: string;
  readonly id: string;
  readonly before: ShownRow | null;
  readonly after: ShownRow | null;
}

/** A change as a person sees it: `label` says which row it is, also where the naming column stays as it is. */
export interface ShownChange extends BareChange {
  readonly label: string | null;
}

/** The rows that are changed or deleted as they stand, by table and id, with their versions. */
export function readRows(
  db: AnyDb,
  changes: readonly RowChange[],
  lock: boolean,
): Promise<ReadonlyMap<string, ShownRow>> {
  return readNamed(
    db,
    changes.filter((change) => change.op !== 'insert'),
    lock,
  );
}

/** These rows as they stand. One statement for each table. */
export async function readNamed(
  db: AnyDb,
  wanted: readonly { readonly table: string; readonly id: string }[],
  lock: boolean,
): Promise<ReadonlyMap<string, ShownRow>> {
  const rows = new Map<string, ShownRow>();
  for (const table of [...new Set(wanted.map((row) => row.table))].sort()) {
    const ids = wanted.filter((row) => row.table === table).map((row) => row.id);
    const held = lock ? sql`for update` : sql``;
    const found = await sql<{
      row: ShownRow;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t where t.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)) order by t.id ${held}`.execute(
      db,
    );
    for (const { row } of found.rows) rows.set(rowKey(table, String(row.id)), stored(row));
  }
  return rows;
}

/** What the changes do to the rows as they stand. A row that is not there has no before. O(changes). */
export function showChanges(changes: readonly RowChange[], rows: ReadonlyMap<string, ShownRow>): BareChange[] {
  return changes.map((change) => {
    const { op, table, id } = change;
    const row = rows.get(rowKey(table, id)) ?? null;
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

/**
 * The fingerprint of a content: what would be done to what. A newer version of a row with the same columns keeps it, and
 * so does a row that is called otherwise by now.
 */
export function hashShown<Content extends { readonly changes: readonly BareChange[] }>(content: Content): string {
  const changes = content.changes.map(({ op, table, id, before, after }) => ({ op, table, id, before, after }));
  return sha256Hex(canonicalJson({ ...content, changes }));
}

/** Where a row stands in what `readRows` found. */
export function rowKey(table: string, id: string): string {
  return `${table}\n${id}`;
}

/** The same changes on the versions that the rows have now. */
export function onCurrentVersions(
  changes: readonly RowChange[],
  rows: ReadonlyMap<string, ShownRow>,
): readonly RowChange[] {
  return changes.map((change) => {
    if (change.op === 'insert') return change;
    const version = rows.get(rowKey(change.table, change.id))?.version;
    return typeof version === 'number' ? { ...change, version } : change;
  });
}

/** The same changes with the time at which they are carried out where the decision wrote the time at which it was made. */
export function carriedOutAt(changes: readonly RowChange[], decidedAt: string, now: string): readonly RowChange[] {
  const text = JSON.stringify(changes).replaceAll(JSON.stringify(decidedAt), JSON.stringify(now));
  return JSON.parse(text);
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
