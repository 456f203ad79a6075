import { Kysely } from 'kysely';
import type { AnyDb, Store } from '../port.ts';
import { createStore } from '../store.ts';
import { openConnection } from './connection.ts';
import { createPgliteDialect } from './dialect.ts';

/** The roles that every database of Qipan has; made by the owner before the first migration. */
export const rolesSql = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'qipan_nobody') then create role qipan_nobody nologin; end if;
  if not exists (select from pg_roles where rolname = 'qipan_app') then create role qipan_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'qipan_identity') then create role qipan_identity nologin; end if;
end $$;`;

/** Opens an embedded database in `directory` (made when absent). The caller guards the folder against a second opener. */
export async function openPglite(directory: string): Promise<Store> {
  const connection = await openConnection(directory);
  await connection.exec(`${rolesSql} set role qipan_nobody;`);
  const db: AnyDb = new Kysely({ dialect: createPgliteDialect(connection) });
  return createStore({
    db,
    // Between transactions the connection is nobody; a migration is the one thing done as the owner outside of one.
    exec: (statements) => connection.exec(`reset role; ${statements}; set role qipan_nobody;`),
    close: async () => {
      await db.destroy();
      await connection.close();
    },
  });
}
