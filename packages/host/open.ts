import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Manifest, type MessageCatalogue, ok, type Outcome, type PlaceTables, refuse } from '@qipan/kernel';
import { createFileStore, fromTemplate, holdFolder, openPglite, type Store, writeMark } from '@qipan/storage';
import { createHeavyRunner, type HeavyRunner } from './heavy.ts';
import { hostMessages } from './messages.ts';
import { loadRegions, migrate, migrationSteps } from './migrate.ts';
import { createRegistry, type Registry } from './registry.ts';
import { type HostParts, randomSeed } from './run.ts';

export interface OpenOptions {
  readonly directory: string;
  readonly place: PlaceTables;
  readonly manifests: readonly Manifest[];
  readonly catalogues?: readonly MessageCatalogue[];
  /** Where templates of empty databases are kept between runs. */
  readonly cacheDirectory: string;
  /** Refuse a folder that holds no data yet, instead of filling it. */
  readonly existing?: boolean;
  readonly heavyInThread?: boolean;
  now?(): string;
}

/** A data folder opened for operations by this process alone. */
export interface Host extends HostParts {
  readonly created: boolean;
  close(): Promise<void>;
}

/** Opens a data folder: held, made from the template when empty, migrated, the place's regions loaded. */
export async function openHost(options: OpenOptions): Promise<Outcome<Host>> {
  const steps = migrationSteps(options.manifests);
  const held = await holdFolder(options.directory, steps.length);
  if (!held.ok) return held;
  const { directory, mark, release } = held.value;
  if (!mark && options.existing) {
    await release();
    return refuse('storage.folder-empty', { directory });
  }
  const now = options.now ?? (() => new Date().toISOString());
  try {
    const database = path.join(directory, 'database');
    if (!mark) await makeDatabase(options, database, now());
    const store = await openPglite(database);
    if (!mark || mark.schema < steps.length) await migrate(store, options.manifests, now());
    if (!mark) await loadRegions(store, options.place.regions);
    await writeMark(directory, { product: 'qipan', schema: steps.length, created: mark?.created ?? now() });
    return ok(assemble(options, { store, created: !mark, release, now }));
  } catch (error) {
    await release();
    throw error;
  }
}

function assemble(
  options: OpenOptions,
  given: { store: Store; created: boolean; release(): Promise<void>; now(): string },
): Host {
  const { store, created, release, now } = given;
  const heavy: HeavyRunner | null = options.heavyInThread ? createHeavyRunner() : null;
  const registry: Registry = createRegistry(options.manifests, [hostMessages, ...(options.catalogues ?? [])]);
  const files = createFileStore(path.join(options.directory, 'files'));
  const close = async () => {
    await heavy?.close();
    await store.close();
    await release();
  };
  return { store, files, registry, place: options.place, heavy, now, newSeed: randomSeed, created, close };
}

/** A folder without its mark was never finished: whatever stands in it is made anew. */
async function makeDatabase(options: OpenOptions, database: string, now: string): Promise<void> {
  await rm(database, { recursive: true, force: true });
  const key = createHash('sha256')
    .update(JSON.stringify(migrationSteps(options.manifests)))
    .digest('hex')
    .slice(0, 16);
  await fromTemplate({
    cacheDirectory: options.cacheDirectory,
    key,
    target: database,
    make: async (directory) => {
      const store = await openPglite(directory);
      await migrate(store, options.manifests, now);
      await store.close();
    },
  });
}
