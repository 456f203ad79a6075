import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import {
  type AnyDb,
  type Scope,
  type Store,
  StoreBusy,
  type StoreRole,
  StoreUnreachable,
  StoreUnwritable,
  RowInUse,
  UniqueConflict,
} from './port.ts';

const roleNames = { app: 'qipan_app', identity: 'qipan_identity', owner: null } as const;

export interface StoreParts {
  /** Connections on which this role can be taken. */
  dbOf(role: StoreRole): AnyDb;
  /** Several statements at once, as the owner. */
  exec(statements: string): Promise<void>;
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * The store port over any Kysely dialect. A connection rests in the role `qipan_nobody`; each transaction takes the
 * scope's role and settings locally, so that nothing of it outlives the transaction.
 */
export function createStore(parts: StoreParts): Store {
  const inside = new AsyncLocalStorage<true>();
  async function transaction<T>(scope: Scope, begin: string, work: (db: AnyDb) => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Error('a transaction was asked for inside another one');
    for (let attempt = 1; ; attempt += 1) {
      const state = { begun: false };
      try {
        return await parts
          .dbOf(scope.role)
          .connection()
          .execute((connection) =>
            inside.run(true, async () => {
              await sql.raw(begin).execute(connection);
              state.begun = true;
              return inTransaction(connection, scope, work);
            }),
          );
      } catch (error) {
        const known = knownError(error);
        // A connection that broke while it rested: nothing was asked of it yet, so another one is taken.
        if (state.begun || attempt === attempts || !(known instanceof StoreUnreachable)) throw known;
      }
    }
  }
  return {
    read: (scope, work) => transaction(scope, 'begin isolation level repeatable read read only', work),
    write: (scope, work) => transaction(scope, 'begin', work),
    migrate: (statements) => parts.exec(statements),
    alone: (work) => parts.alone(work),
    close: () => parts.close(),
  };
}

/** How many connections are tried that turn out to be broken. */
const attempts = 3;

async function inTransaction<T>(connection: AnyDb, scope: Scope, work: (db: AnyDb) => Promise<T>): Promise<T> {
  try {
    await takeScope(connection, scope);
    const result = await work(connection);
    await sql.raw('commit').execute(connection);
    return result;
  } catch (error) {
    await sql
      .raw('rollback')
      .execute(connection)
      .catch(() => undefined);
    throw error;
  }
}

/** Takes on a scope's role and settings for what follows in this transaction. */
export async function takeScope(connection: AnyDb, scope: Scope): Promise<void> {
  const role = roleNames[scope.role] ?? 'none';
  const settings = Object.entries(scope.settings).map(
    ([name, value]) => sql`set_config(${`qipan.${name}`}, ${value}, true)`,
  );
  await sql`select ${sql.join([sql`set_config('role', ${role}, true)`, ...settings])}`.execute(connection);
}

const unwritable = new Set(['53100', '25006', 'ENOSPC', 'EROFS', 'EDQUOT']);
const busy = new Set(['40P01', '40001', '55P03']);
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
  '53300',
  '3D000',
]);

/** Conflicts, a full disk and a lost server become errors of the port; all else passes through. */
export function knownError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnreachable) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === '23505') return new UniqueConflict('constraint' in error ? String(error.constraint) : '');
  if (code === '23503') return new RowInUse('constraint' in error ? String(error.constraint) : '');
  if (busy.has(code)) return new StoreBusy(error.message);
  if (unwritable.has(code) || /No space left|Read-only file system/i.test(error.message))
    return new StoreUnwritable(error.message);
  // Classes 08 (connection), 28 (not let in) and 57P (the server is going down or coming up).
  if (
    unreachable.has(code) ||
    /^(08|28|57P)/.test(code) ||
    /Connection terminated|timeout expired|timeout exceeded/.test(error.message)
  )
    return new StoreUnreachable(code, error.message);
  return error;
}
