import { Kysely } from 'kysely';
import type { Pool, PoolClient, PoolConfig } from 'pg';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import { parseInstant } from '../instant.ts';
import { type AnyDb, OwnerRequired, type Store } from '../port.ts';
import { createStore, knownError } from '../store.ts';
import { isAddress, unreachable } from './address.ts';
import { createPoolDialect } from './dialect.ts';

/**
 * Where the database is and as whom to come. `url` is the login role of the server, which owns nothing; `ownerUrl` the
 * owner's, for migrations, backup and the audit's check. A process has what it needs of the two.
 */
export interface PostgresAddress {
  readonly url?: string | undefined;
  readonly ownerUrl?: string | undefined;
}

/** Connections of one process as the login role; the owner works alone. */
const poolSize = 10;
const connectTimeoutMs = 10_000;

/** Any number that no other product on the server is likely to lock. */
const aloneKey = 7_169_706_110;

/** Opens a database on a server. Refused when nobody answers there, the role is not let in, or nobody has made the roles. */
export async function openPostgres(address: PostgresAddress): Promise<Outcome<Store>> {
  const app = await openPool(address.url, 'qipan_nobody');
  if (!app.ok) return app;
  const owner = await openPool(address.ownerUrl, null);
  if (owner.ok) return ok(storeOf(app.value, owner.value));
  await app.value?.db.destroy();
  return owner;
}

function storeOf(app: OpenedPool | null, owner: OpenedPool | null): Store {
  const ownerPool = (): Pool => {
    if (!owner) throw new OwnerRequired('this process does not have the address of the owner of the database');
    return owner.pool;
  };
  return createStore({
    dbOf(role) {
      if (role === 'owner') ownerPool();
      const opened = role === 'owner' ? owner : app;
      if (!opened) throw new Error('this process has the address of the owner alone');
      return opened.db;
    },
    exec: async (statements) => withClient(ownerPool(), (client) => execute(client, statements)),
    alone: async (work) =>
      withClient(ownerPool(), async (client) => {
        await client.query('select pg_advisory_lock($1)', [aloneKey]);
        try {
          return await work();
        } finally {
          await client.query('select pg_advisory_unlock($1)', [aloneKey]).catch(() => undefined);
        }
      }),
    close: async () => {
      await app?.db.destroy();
      await owner?.db.destroy();
    },
  });
}

interface OpenedPool {
  readonly pool: Pool;
  readonly db: AnyDb;
}

async function openPool(url: string | undefined, role: string | null): Promise<Outcome<OpenedPool | null>> {
  if (url === undefined) return ok(null);
  if (!isAddress(url)) return refuse('storage.database-address', {});
  const pg = await import('pg');
  const pool = new pg.default.Pool(await poolConfig(url, role));
  // A connection that breaks is replaced at the next request, and whoever used it is told by its query; without
  // listeners on the pool (at rest) and on each connection (in use) the break would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    return unreachable(url, error);
  }
  return ok({ pool, db: new Kysely({ dialect: createPoolDialect(pool) }) });
}

/** Every connection: instants in UTC, and at rest in a role without rights. */
async function poolConfig(url: string, role: string | null): Promise<PoolConfig> {
  const settings = { TimeZone: 'UTC', DateStyle: 'ISO', ...(role === null ? {} : { role }) };
  return {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'qipan',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: await ownTypes(),
  };
}

/** The same values as the embedded database gives: dates stay ISO days, instants become ISO UTC, int8 stays exact. */
async function ownTypes(): Promise<NonNullable<PoolConfig['types']>> {
  const { types } = (await import('pg')).default;
  const own: Readonly<Record<number, (value: string) => unknown>> = {
    [types.builtins.DATE]: (value) => value,
    [types.builtins.TIMESTAMPTZ]: parseInstant,
    [types.builtins.INT8]: (value) => BigInt(value),
    [types.builtins.BYTEA]: (value) => new Uint8Array(Buffer.from(value.slice(2), 'hex')),
  };
  return { getTypeParser: (oid, format) => own[Number(oid)] ?? types.getTypeParser(Number(oid), format) };
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  try {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  } catch (error) {
    throw knownError(error);
  }
}

/** Several statements in one message; what one of them had begun is rolled back when a later one fails. */
async function execute(client: PoolClient, statements: string): Promise<void> {
  try {
    await client.query(statements);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
