import type { Manifest, MessageCatalogue, PlaceTables } from '@qipan/kernel';
import { createFileStore, type FileStore, type PostgresAddress, type Store } from '@qipan/storage';
import path from 'node:path';
import { createRegistry } from '../create-registry.ts';
import { createHeavyRunner } from '../run/heavy.ts';
import { createTurns } from '../run/turns.ts';
import { type HostParts, randomSeed } from '../parts.ts';

export interface OpenOptions {
  readonly directory: string;
  readonly place: PlaceTables;
  readonly manifests: readonly Manifest[];
  readonly catalogues?: readonly MessageCatalogue[];
  /** Where templates of empty databases are kept between runs. */
  readonly cacheDirectory: string;
  /** A database on a server; without it the embedded one in the folder. The files are in the folder either way. */
  readonly database?: PostgresAddress | undefined;
  /** What all original files together may take. */
  readonly fileQuotaBytes?: number | undefined;
  /** Refuse a folder that holds no data yet, instead of filling it. */
  readonly existing?: boolean;
  readonly heavyInThread?: boolean;
  now?(): string;
}

/** A store and its files opened for operations. */
export interface Host extends HostParts {
  readonly created: boolean;
  close(): Promise<void>;
}

/** Enough for some ten thousand scanned documents. */
const fileQuotaBytes = 50 * 1024 ** 3;

export function timeOf(options: OpenOptions): string {
  return options.now?.() ?? new Date().toISOString();
}

export function filesOf(options: OpenOptions): FileStore {
  return createFileStore(path.join(options.directory, 'files'), {
    quotaBytes: options.fileQuotaBytes ?? fileQuotaBytes,
  });
}

/** Everything that running operations needs, around an open store. `release` frees what was held for it. */
export function assemble(
  options: OpenOptions,
  given: { store: Store; created: boolean; release(): Promise<void> },
): Host {
  const { store, created, release } = given;
  const heavy = options.heavyInThread ? createHeavyRunner() : null;
  const registry = createRegistry(options.manifests, options.catalogues ?? []);
  const close = async () => {
    await heavy?.close();
    await store.close();
    await release();
  };
  const now = () => timeOf(options);
  return {
    store,
    files: filesOf(options),
    registry,
    place: options.place,
    heavy,
    turns: createTurns(),
    now,
    newSeed: randomSeed,
    created,
    close,
  };
}
