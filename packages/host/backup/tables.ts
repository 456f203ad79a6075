import { createHash, type Hash } from 'node:crypto';
import type { AnyDb } from '@qipan/storage';
import { type RawBuilder, sql } from 'kysely';

/** A table as the catalogue has it: the columns that hold a value of their own, and the key that orders its rows. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly key: readonly string[];
}

/** A sequence and its last value. */
export interface SequenceValue {
  readonly name: string;
  readonly last: string;
}

/** Rows as text: one JSON array a line, each value as PostgreSQL prints it, so that nothing is lost or rounded. */
export interface TablePage {
  readonly text: string;
  readonly rows: number;
}

const ours = sql`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** All tables of the product, found in the catalogue, in the order of their names. */
export async function listTables(db: AnyDb): Promise<TableShape[]> {
  const found = await sql<TableShape>`
    select n.nspname || '.' || c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum in (select unnest(i.indkey::int2[])) where i.indrelid = c.oid and i.indisprimary), '[]') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'r' order by 1`.execute(
    db,
  );
  return found.rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export async function listSequences(db: AnyDb): Promise<SequenceValue[]> {
  const found = await sql<SequenceValue>`
    select s.schemaname || '.' || s.sequencename as name, s.last_value::text as last
    from pg_sequences s join pg_namespace n on n.nspname = s.schemaname where ${ours} and s.last_value is not null order by 1`.execute(
    db,
  );
  return found.rows;
}

/** What a page may weigh; a single row may be heavier. */
const pageBytes = 4 * 1024 * 1024;
const mostRows = 1_000;

/** The rows of a table in the order of its key, page by page through a cursor, in memory that does not grow with the rows. */
export async function* readPages(db: AnyDb, table: TableShape): AsyncGenerator<TablePage> {
  const values = sql.join(table.columns.map((column) => sql`${sql.ref(column.name)}::text`));
  const rows = await rowsPerPage(db, table);
  await sql`declare page no scroll cursor for select to_json(array[${values}]::text[])::text as line from ${sql.table(table.name)} order by ${orderOf(table)}`.execute(
    db,
  );
  for (;;) {
    const page = await sql<{ line: string }>`fetch forward ${sql.raw(String(rows))} from page`.execute(db);
    if (page.rows.length > 0) yield { text: page.rows.map((row) => `${row.line}\n`).join(''), rows: page.rows.length };
    if (page.rows.length < rows) break;
  }
  await sql`close page`.execute(db);
}

/** Stored values are compressed: the heaviest row may print as some times its stored size. */
async function rowsPerPage(db: AnyDb, table: TableShape): Promise<number> {
  const stored = sql.join(
    table.columns.map((column) => sql`coalesce(pg_column_size(${sql.ref(column.name)}), 0)`),
    sql` + `,
  );
  const found = await sql<{
    most: number;
  }>`select coalesce(max(${stored}), 0)::int as most from ${sql.table(table.name)}`.execute(db);
  return Math.max(1, Math.min(mostRows, Math.floor(pageBytes / (8 * (found.rows[0]?.most ?? 0) + 1))));
}

/** Text by its code points, so that both stores have the same order; without a key by the row itself. */
function orderOf(table: TableShape): RawBuilder<unknown> {
  if (table.key.length === 0) return sql`1`;
  return sql.join(
    table.key.map((name) => {
      const type = table.columns.find((column) => column.name === name)?.type ?? '';
      return /^(text|character)/.test(type) ? sql`${sql.ref(name)} collate "C"` : sql.ref(name);
    }),
  );
}

/** Puts a page's rows into their table. */
export async function insertPage(db: AnyDb, table: TableShape, lines: string): Promise<void> {
  const rows = `[${lines.trimEnd().replaceAll('\n', ',')}]`;
  const columns = sql.join(table.columns.map((column) => sql.ref(column.name)));
  const values = sql.join(
    table.columns.map((column, at) => sql`(r->>${sql.raw(String(at))})::${sql.raw(column.type)}`),
  );
  await sql`insert into ${sql.table(table.name)} (${columns}) overriding system value select ${values} from jsonb_array_elements(${rows}::jsonb) as r`.execute(
    db,
  );
}

/** Tables that hold at least one row. */
export async function filledTables(db: AnyDb, tables: readonly TableShape[]): Promise<string[]> {
  const filled: string[] = [];
  for (const table of tables) {
    const found = await sql`select 1 from ${sql.table(table.name)} limit 1`.execute(db);
    if (found.rows.length > 0) filled.push(table.name);
  }
  return filled;
}

/** Rows and hash of a table's pages, as they are written and as they are read back. */
export interface PageCount {
  add(page: Uint8Array, rows: number): void;
  total(): { readonly rows: number; readonly bytes: number; readonly sha256: string };
}

export function countPages(): PageCount {
  const hash: Hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  return {
    add(page, count) {
      hash.update(page);
      rows += count;
      bytes += page.length;
    },
    total: () => ({ rows, bytes, sha256: hash.copy().digest('hex') }),
  };
}
