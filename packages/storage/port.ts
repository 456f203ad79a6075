import type { FileReader, RowChange, RowVersion } from '@qipan/kernel';
import type { Kysely } from 'kysely';

/** Typed SQL over the tables that a module declares. */
export type Db<Tables> = Kysely<Tables>;

/** Any store's tables, before a module names its own. */
export type AnyDb = Kysely<Record<string, Record<string, unknown>>>;

/**
 * The database roles: `nobody` has no rights (what a connection falls back to), `app` is bound by row-level security,
 * `identity` reads and writes persons, posts and sessions, `owner` is for migrations and the removal of a demonstration.
 */
export type StoreRole = 'app' | 'identity' | 'owner';

/** Under whose rights a transaction runs; the settings are what row-level security reads (`qipan.*`), local to the transaction. */
export interface Scope {
  readonly role: StoreRole;
  readonly settings: Readonly<Record<string, string>>;
}

/** A database, whichever it is. One transaction at a time per connection; asking for one inside another throws. */
export interface Store {
  /** Read-only snapshot (repeatable read). */
  read<T>(scope: Scope, work: (db: AnyDb) => Promise<T>): Promise<T>;
  /** Commits when `work` returns, rolls back when it throws. */
  write<T>(scope: Scope, work: (db: AnyDb) => Promise<T>): Promise<T>;
  /** Several statements as the owner, outside any module: migrations alone. */
  migrate(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Original files by content hash. */
export interface FileStore extends FileReader {
  /** Kept when the promise resolves, also over a power cut. Keeping the same content again does nothing. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>;
  remove(sha256: string): Promise<void>;
}

/** A row was not at the version that the decision rests on. Nothing is written. */
export class VersionConflict extends Error {
  readonly table: string;
  readonly id: string;
  constructor(table: string, id: string) {
    super(`row ${id} of ${table} has changed`);
    this.table = table;
    this.id = id;
  }
}

/** A row with the same unique key is there already. */
export class UniqueConflict extends Error {
  readonly constraint: string;
  constructor(constraint: string) {
    super(`unique constraint ${constraint}`);
    this.constraint = constraint;
  }
}

/** The database cannot write: its disk is full or read-only. */
export class StoreUnwritable extends Error {}

export interface AppliedChange {
  readonly table: string;
  readonly id: string;
  readonly from: number | null;
  readonly to: number | null;
}

export type { RowChange, RowVersion };
