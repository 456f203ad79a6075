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
  /** Runs `work` while no other process does the same to this database: migrations, a restore. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A file that is kept, and when it was last asked to be. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly keptAt: string;
}

/** Original files by content hash. Reading one throws `FileDamaged` when its content is no longer what its name says. */
export interface FileStore extends FileReader {
  /** Kept when the promise resolves, also over a power cut. Keeping the same content again mends it and makes it young. Throws `FilesFull`. */
  keep(sha256: string, bytes: Uint8Array): Promise<void>;
  /** With `keptAt`, as it was listed, only when it has not been kept again since. */
  remove(sha256: string, keptAt?: string): Promise<void>;
  /** One after the other, so that any number of them takes no memory. */
  listKept(): AsyncIterable<KeptFile>;
}

/** The content of a kept file is no longer what its name says. */
export class FileDamaged extends Error {
  readonly sha256: string;
  constructor(sha256: string) {
    super(`the kept file ${sha256} is damaged`);
    this.sha256 = sha256;
  }
}

/** The kept files together have reached their limit. Nothing is written. */
export class FilesFull extends Error {
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly bytes: number;
  constructor(given: { usedBytes: number; limitBytes: number; bytes: number }) {
    super(`${given.bytes} bytes do not fit: ${given.usedBytes} of ${given.limitBytes} are used`);
    this.usedBytes = given.usedBytes;
    this.limitBytes = given.limitBytes;
    this.bytes = given.bytes;
  }
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

/** Other rows rest on one that was to be removed. */
export class RowInUse extends Error {
  readonly constraint: string;
  constructor(constraint: string) {
    super(`referenced by ${constraint}`);
    this.constraint = constraint;
  }
}

/** The database cannot write: its disk is full or read-only. */
export class StoreUnwritable extends Error {}

/** Another transaction was in the way (a deadlock). Nothing is written; the same may succeed when tried again. */
export class StoreBusy extends Error {}

/** No connection to the database server, or it was lost on the way. */
export class StoreUnreachable extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Something was asked of the owner of the database by a process that does not have the owner's address. */
export class OwnerRequired extends Error {}

export interface AppliedChange {
  readonly table: string;
  readonly id: string;
  readonly from: number | null;
  readonly to: number | null;
}

export type { RowChange, RowVersion };
