import { Kysely } from 'kysely';
import type { AnyDb, Store } from '../port.ts';
import { rolesSql } from '../roles.ts';
import { createStore, knownError } from '../store.ts';
import { openConnection } from './connection.ts';
import { createPgliteDialect } from './dialect.ts';

/** Opens an embedded database in `directory` (made when absent). The caller guards the folder against a second opener. */
export async function openPglite(directory: string): Promise<Store> {
  const connection = await openConnection(directory, `${rolesSql} set role qipan_nobody;`);
  const db: AnyDb = new Kysely({ dialect: createPgliteDialect(connection) });
  return createStore({
    dbOf: () => db,
    // Between transactions the connection is nobody; a migration is the one thing done as the owner outside of one.
    async exec(statements) {
      try {
        await connection.exec(`reset role; ${statements}; set role qipan_nobody;`);
      } catch (error) {
        await connection.exec('rollback; set role qipan_nobody');
        throw knownError(error);
      }
    },
    // The folder is this process's alone already.
    alone: (work) => work(),
    close: async () => {
      await db.destroy();
      await connection.close();
    },
  });
}
