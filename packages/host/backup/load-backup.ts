import type { Title } from '@qipan/kernel';
import { createReadStream } from 'node:fs';
import type { AnyDb, FileStore } from '@qipan/storage';
import { sql } from 'kysely';
import { verifyAudit } from '../audit.ts';
import { readArchive } from './archive.ts';
import { type BackupManifest, kindOf } from './manifest.ts';
import { countPages, insertPage, listTables, readPages, type TableShape } from './tables.ts';

/** What was written is not what the backup holds: thrown, so that the transaction leaves nothing. */
export class RestoreDiffers extends Error {
  readonly words: Title;
  constructor(words: Title) {
    super(words.en);
    this.words = words;
  }
}

/** The backup's entries once more, now that all of it has been checked. */
export function entriesOf(file: string) {
  return readArchive(createReadStream(file, { highWaterMark: 1024 * 1024 }));
}

/** Keeps the backup's files. Returns their names. */
export async function loadFiles(file: string, files: FileStore, kept: string[]): Promise<void> {
  for await (const entry of entriesOf(file)) {
    const kind = kindOf(entry.name);
    if (kind.kind !== 'file') continue;
    kept.push(kind.sha256);
    await files.keep(kind.sha256, entry.content);
  }
}

/**
 * Fills the tables, which are those of the backup's own schema, inside one transaction; then reads everything back and
 * compares it with the backup's checksums, and checks the audit against the backup's heads. Throws when anything differs.
 */
export async function loadTables(db: AnyDb, file: string, manifest: BackupManifest): Promise<void> {
  const tables = new Map((await listTables(db)).map((table) => [table.name, table]));
  const shape = (list: readonly { name: string; columns: TableShape['columns'] }[]) =>
    JSON.stringify(
      list.map(({ name, columns }) => [name, [...columns].map((column) => [column.name, column.type]).toSorted()]),
    );
  if (shape([...tables.values()]) !== shape(manifest.tables))
    throw new RestoreDiffers({ zh: '表的列不同', en: 'the tables have other columns' });
  const back = await loosen(db, [...tables.keys()]);
  for (const name of tables.keys()) await sql`delete from ${sql.table(name)}`.execute(db);
  for await (const entry of entriesOf(file)) {
    const kind = kindOf(entry.name);
    const table = kind.kind === 'page' ? manifest.tables.find(({ name }) => name === kind.table) : undefined;
    if (table) await insertPage(db, { ...table, key: [] }, Buffer.from(entry.content).toString('utf8'));
  }
  await back();
  for (const { name, last } of manifest.sequences)
    await sql`select setval(${name}::regclass, ${last}::text::bigint, true)`.execute(db);
  await compare(db, [...tables.values()], manifest);
}

/** Foreign keys wait for the end, and triggers are still: a table may be filled before the one that it names. */
async function loosen(db: AnyDb, tables: readonly string[]): Promise<() => Promise<void>> {
  const keys = await sql<{ table: string; name: string }>`
    select n.nspname || '.' || c.relname as "table", k.conname as name from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and not k.condeferrable and n.nspname || '.' || c.relname = any (string_to_array(${tables.join('\n')}, ${'\n'}))`.execute(
    db,
  );
  const alter = async (rule: string) => {
    for (const key of keys.rows)
      await sql`alter table ${sql.table(key.table)} alter constraint ${sql.ref(key.name)} ${sql.raw(rule)}`.execute(db);
  };
  const triggers = async (state: string) => {
    for (const name of tables) await sql`alter table ${sql.table(name)} ${sql.raw(state)} trigger user`.execute(db);
  };
  await alter('deferrable initially deferred');
  await triggers('disable');
  return async () => {
    await sql`set constraints all immediate`.execute(db);
    await alter('not deferrable');
    await triggers('enable');
  };
}

async function compare(db: AnyDb, tables: readonly TableShape[], manifest: BackupManifest): Promise<void> {
  for (const table of tables) {
    const written = manifest.tables.find(({ name }) => name === table.name);
    // The columns in the order in which the backup has them.
    const columns = written?.columns ?? table.columns;
    const count = countPages();
    for await (const page of readPages(db, { ...table, columns })) count.add(Buffer.from(page.text), page.rows);
    const { rows, sha256 } = count.total();
    if (rows !== written?.rows || sha256 !== written.sha256)
      throw new RestoreDiffers({ zh: `表 ${table.name}`, en: table.name });
  }
  const report = await verifyAudit(db, manifest.audit.heads);
  if (JSON.stringify(report.fault) !== JSON.stringify(manifest.audit.fault) && report.fault)
    throw new RestoreDiffers({
      zh: `审计链 ${report.fault.chain} 第 ${report.fault.seq} 条`,
      en: `audit ${report.fault.chain} ${report.fault.seq}`,
    });
}
