import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { type AnyDb, type Scope, type Store, StoreUnwritable, UniqueConflict } from './port.ts';

const roleNames = { app: 'qipan_app', identity: 'qipan_identity', owner: null } as const;

export interface StoreParts {
  readonly db: AnyDb;
  /** Several statements at once, as the owner. */
  exec(statements: string): Promise<void>;
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
    return parts.db.connection().execute((connection) =>
      inside.run(true, async () => {
        await sql.raw(begin).execute(connection);
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
          throw known(error);
        }
      }),
    );
  }
  return {
    read: (scope, work) => transaction(scope, 'begin isolation level repeatable read read only', work),
    write: (scope, work) => transaction(scope, 'begin', work),
    migrate: (statements) => parts.exec(statements),
    close: () => parts.close(),
  };
}

async function takeScope(connection: AnyDb, scope: Scope): Promise<void> {
  const role = roleNames[scope.role] ?? 'none';
  const settings = Object.entries(scope.settings).map(
    ([name, value]) => sql`set_config(${`qipan.${name}`}, ${value}, true)`,
  );
  await sql`select ${sql.join([sql`set_config('role', ${role}, true)`, ...settings])}`.execute(connection);
}

/** Conflicts and a full disk become errors of the port; all else passes through. */
function known(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === '23505') return new UniqueConflict('constraint' in error ? String(error.constraint) : '');
  const unwritable =
    code === '53100' ||
    code === 'ENOSPC' ||
    code === 'EROFS' ||
    code === '25006' ||
    /No space left|Read-only file system/i.test(error.message);
  return unwritable ? new StoreUnwritable(error.message) : error;
}
