import type { ColumnValue } from '@qipan/kernel';
import { type RawBuilder, sql } from 'kysely';
import { storable } from './storable.ts';
import { type AnyDb, type AppliedChange, type RowChange, type RowVersion, VersionConflict } from './port.ts';

/** Rows of one INSERT; keeps each statement below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 200;

/**
 * Writes a decision's rows in order and returns each row's version before and after. Throws `VersionConflict` at the
 * first row that is not at the expected version. O(changes) statements; runs of inserts into one table share one.
 */
export async function applyChanges(db: AnyDb, changes: readonly RowChange[]): Promise<AppliedChange[]> {
  const applied: AppliedChange[] = [];
  for (let at = 0; at < changes.length; ) {
    const change = changes[at];
    if (!change) break;
    if (change.op === 'insert') {
      const run = insertRun(changes, at);
      await insertRows(db, run);
      for (const row of run) applied.push({ table: row.table, id: row.id, from: null, to: 1 });
      at += run.length;
    } else {
      applied.push(await writeRow(db, change));
      at += 1;
    }
  }
  return applied;
}

/** Refuses a decision whose foundations have moved: locks each named row and compares its version. */
export async function checkVersions(db: AnyDb, rows: readonly RowVersion[]): Promise<void> {
  for (const row of rows) {
    const found = await sql<{
      version: number;
    }>`select version from ${sql.table(row.table)} where id = ${row.id} for share`.execute(db);
    if (found.rows[0]?.version !== row.version) throw new VersionConflict(row.table, row.id);
  }
}

type Insert = Extract<RowChange, { op: 'insert' }>;

function insertRun(changes: readonly RowChange[], start: number): Insert[] {
  const run: Insert[] = [];
  for (let at = start; at < changes.length && run.length < rowsPerInsert; at += 1) {
    const change = changes[at];
    if (change?.op !== 'insert') break;
    const first = run[0] ?? change;
    if (change.table !== first.table || Object.keys(change.values).join() !== Object.keys(first.values).join()) break;
    run.push(change);
  }
  return run;
}

async function insertRows(db: AnyDb, run: readonly Insert[]): Promise<void> {
  const first = run[0];
  if (!first) return;
  const columns = Object.keys(first.values);
  const names = sql.join(['id', 'version', ...columns].map((name) => sql.ref(name)));
  const rows = run.map(
    (row) => sql`(${sql.join([sql`${row.id}`, sql`1`, ...columns.map((name) => column(row.values[name] ?? null))])})`,
  );
  await sql`insert into ${sql.table(first.table)} (${names}) values ${sql.join(rows)}`.execute(db);
}

async function writeRow(db: AnyDb, change: Exclude<RowChange, Insert>): Promise<AppliedChange> {
  const at = sql`where id = ${change.id} and version = ${change.version} returning id`;
  const table = sql.table(change.table);
  const sets =
    change.op === 'update'
      ? Object.entries(change.values).map(([name, value]) => sql`${sql.ref(name)} = ${column(value)}`)
      : [];
  const statement =
    change.op === 'delete'
      ? sql`delete from ${table} ${at}`
      : sql`update ${table} set ${sql.join([...sets, sql`version = version + 1`])} ${at}`;
  const written = await statement.execute(db);
  if (written.rows.length !== 1) throw new VersionConflict(change.table, change.id);
  return {
    table: change.table,
    id: change.id,
    from: change.version,
    to: change.op === 'delete' ? null : change.version + 1,
  };
}

/** Arrays and objects go in as jsonb. Their texts are made storable here, all others where parameters are sent. */
function column(value: ColumnValue): RawBuilder<unknown> {
  if (value === null || typeof value !== 'object') return sql`${value}`;
  const json = JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'string' ? storable(entry) : entry));
  return sql`${json}::jsonb`;
}
