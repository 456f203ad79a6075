import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';
import { postgresDialect } from '../dialect.ts';
import { storableParameters } from '../storable.ts';
import type { PgliteConnection } from './connection.ts';

/** Kysely over the worker's single connection: one holder at a time, first come first served. */
export function createPgliteDialect(connection: PgliteConnection): Dialect {
  return postgresDialect(() => createDriver(connection));
}

function createDriver(connection: PgliteConnection): Driver {
  let free = Promise.resolve();
  let release = () => {};
  const held: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await connection.query(query.sql, storableParameters(query.parameters));
      // The rows' shape is the query's own promise: the driver is the parse edge.
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.affected) };
    },
    streamQuery() {
      throw new Error('the embedded database does not stream');
    },
  };
  return {
    init: async () => {},
    async acquireConnection() {
      const before = free;
      let done = () => {};
      free = new Promise<void>((resolve) => {
        done = resolve;
      });
      await before;
      release = done;
      return held;
    },
    beginTransaction: (target) => run(target, 'begin'),
    commitTransaction: (target) => run(target, 'commit'),
    rollbackTransaction: (target) => run(target, 'rollback'),
    releaseConnection: async () => release(),
    destroy: async () => {},
  };
}

async function run(target: DatabaseConnection, statement: string): Promise<void> {
  await target.executeQuery(CompiledQuery.raw(statement));
}
