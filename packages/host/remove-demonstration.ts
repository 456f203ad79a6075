import { sql } from 'kysely';
import type { HostParts } from './parts.ts';

const owner = { role: 'owner', settings: {} } as const;

/**
 * Deletes every row marked as demonstration, in every table that has the mark, and the files that only such documents
 * used. Real rows are not touched; the audit keeps its entries. Returns the number of rows deleted.
 */
export async function removeDemonstration(parts: HostParts): Promise<number> {
  const removed = await parts.store.write(owner, async (db) => {
    // Tables go in no order: what rests on another's rows is looked at when all are gone.
    await sql`set constraints all deferred`.execute(db);
    const tables = await sql<{
      name: string;
    }>`select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'demonstration' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
      db,
    );
    const files: string[] = [];
    for (const { table, column } of parts.registry.manifests.flatMap((manifest) => manifest.fileColumns ?? [])) {
      const only = await sql<{
        sha: string;
      }>`select ${sql.ref(column)} as sha from ${sql.table(table)} group by ${sql.ref(column)} having bool_and(demonstration)`.execute(
        db,
      );
      files.push(...only.rows.map((row) => row.sha));
    }
    let count = 0;
    for (const table of tables.rows) {
      const gone = await sql`delete from ${sql.table(table.name)} where demonstration returning 1`.execute(db);
      count += gone.rows.length;
    }
    await sql`update host.setting set value = '"declined"'::jsonb where key = 'demonstration'`.execute(db);
    return { count, files };
  });
  for (const sha of removed.files) await parts.files.remove(sha);
  return removed.count;
}
