import { CompiledQuery, type DatabaseConnection, type Dialect, type QueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { postgresDialect } from '../dialect.ts';
import { storableParameters } from '../storable.ts';

/** Kysely over a pool of connections to a server. */
export function createPoolDialect(pool: Pool): Dialect {
  const clients = new WeakMap<DatabaseConnection, PoolClient>();
  return postgresDialect(() => ({
    init: async () => {},
    async acquireConnection() {
      const client = await pool.connect();
      const held = connectionOf(client);
      clients.set(held, client);
      return held;
    },
    beginTransaction: (held) => run(held, 'begin'),
    commitTransaction: (held) => run(held, 'commit'),
    rollbackTransaction: (held) => run(held, 'rollback'),
    releaseConnection: async (held) => clients.get(held)?.release(),
    destroy: () => pool.end(),
  }));
}

function connectionOf(client: PoolClient): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await client.query(query.sql, [...storableParameters(query.parameters)]);
      // The rows' shape is the query's own promise: the driver is the parse edge.
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error('pages are read by a cursor');
    },
  };
}

async function run(held: DatabaseConnection, statement: string): Promise<void> {
  await held.executeQuery(CompiledQuery.raw(statement));
}
