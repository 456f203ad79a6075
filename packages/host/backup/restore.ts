import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Outcome, refuse, type Refusal } from '@qipan/kernel';
import {
  type FileStore,
  holdFolder,
  openPglite,
  openPostgres,
  placeOf,
  type Scope,
  type Store,
  writeMark,
} from '@qipan/storage';
import { appliedSteps, migrate, migrationSteps, stepName, undo } from '../migrate.ts';
import { unfitFolder } from '../opening/database.ts';
import { makeDatabase } from '../opening/folder.ts';
import { filesOf, type OpenOptions, timeOf } from '../opening/options.ts';
import { writeRefusal } from '../run/write.ts';
import { loadFiles, loadTables, RestoreDiffers } from './load-backup.ts';
import type { BackupManifest } from './manifest.ts';
import { checkBackup, unreadable } from './read-backup.ts';
import { filledTables, listTables } from './tables.ts';

/** What was restored; the steps that this program had to run after the backup's own. */
export interface Restored {
  readonly manifest: BackupManifest;
  readonly migrated: readonly string[];
}

const owner: Scope = { role: 'owner', settings: {} };

/** Tables that a migrated and otherwise empty database holds rows in. */
const filledByMigration: readonly string[] = ['host.migration', 'host.region', 'host.region_tree'];

/**
 * Restores a backup into the empty store that the options name: the embedded one of a folder, or a database on a server.
 * Everything is checked before anything is written; the tables come in one transaction that ends with every row compared
 * and the audit verified.
 */
export async function restoreBackup(options: OpenOptions, file: string): Promise<Outcome<Restored>> {
  const known = new Set(migrationSteps(options.manifests).map(stepName));
  const manifest = await checkBackup(file, known);
  if (!manifest.ok) return manifest;
  const given = { file, manifest: manifest.value };
  try {
    return await (options.database ? toServer(options, given) : toFolder(options, given));
  } catch (error) {
    if (error instanceof RestoreDiffers)
      return refuse('backup.differs', { file, detail: error.words.zh, detailEn: error.words.en });
    return writeRefusal(error) ?? unreadable(file, error);
  }
}

interface Given {
  readonly file: string;
  readonly manifest: BackupManifest;
}

/** The folder becomes one of data with its mark, which is written last; what failed before is taken away again. */
async function toFolder(options: OpenOptions, given: Given): Promise<Outcome<Restored>> {
  const held = await holdFolder(options.directory, migrationSteps(options.manifests).length);
  if (!held.ok) return held;
  const { directory, mark, release } = held.value;
  const database = path.join(directory, 'database');
  try {
    if (mark || (await hasFiles(filesOf(options)))) return refuse('backup.target-not-empty', { target: directory });
    return await withFiles(filesOf(options), given.file, async () => {
      try {
        const migrated = await fillFolder(options, database, given);
        const schema = migrationSteps(options.manifests).length;
        await writeMark(directory, { product: 'qipan', schema, created: timeOf(options) });
        return ok({ manifest: given.manifest, migrated });
      } catch (error) {
        await rm(database, { recursive: true, force: true });
        throw error;
      }
    });
  } finally {
    await release();
  }
}

async function fillFolder(options: OpenOptions, database: string, given: Given): Promise<readonly string[]> {
  const steps = migrationSteps(options.manifests).map(stepName);
  // The template of an empty database has all steps of this program.
  if (isSame(steps, given.manifest.steps)) await makeDatabase(options, database);
  else await rm(database, { recursive: true, force: true });
  const store = await openPglite(database);
  return fill(store, options, given).finally(() => store.close());
}

async function toServer(options: OpenOptions, given: Given): Promise<Outcome<Restored>> {
  const ownerUrl = options.database?.ownerUrl;
  if (ownerUrl === undefined) return refuse('storage.owner-address-missing', {});
  const foreign = await unfitFolder(options.directory);
  if (foreign) return foreign;
  const opened = await openPostgres({ ownerUrl });
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const unfit = await unfitTarget(store, options, ownerUrl);
    if (unfit) return unfit;
    return await withFiles(filesOf(options), given.file, async () =>
      ok({ manifest: given.manifest, migrated: await fill(store, options, given) }),
    );
  } finally {
    await store.close();
  }
}

async function unfitTarget(store: Store, options: OpenOptions, ownerUrl: string): Promise<Refusal | null> {
  if (await hasFiles(filesOf(options)))
    return refuse('backup.target-not-empty', { target: path.join(options.directory, 'files') });
  const known = new Set(migrationSteps(options.manifests).map(stepName));
  return store.read(owner, async (db) => {
    const foreign = (await appliedSteps(db)).filter((step) => !known.has(step));
    const place = placeOf(ownerUrl);
    if (foreign.length > 0) return refuse('storage.schema-newer', { place, found: foreign.join('、') });
    const filled = (await filledTables(db, await listTables(db))).filter((name) => !filledByMigration.includes(name));
    return filled.length > 0 ? refuse('backup.target-not-empty', { target: place }) : null;
  });
}

/** The schema as the backup had it, its rows, then the steps that this program knows beyond. */
async function fill(store: Store, options: OpenOptions, given: Given): Promise<readonly string[]> {
  const steps = migrationSteps(options.manifests);
  const now = timeOf(options);
  if (!isSame(await store.read(owner, appliedSteps), given.manifest.steps)) {
    await undo(store, steps);
    await migrate(store, steps, { now, only: new Set(given.manifest.steps) });
  }
  await store.write(owner, (db) => loadTables(db, given.file, given.manifest));
  return migrate(store, steps, { now });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join() === b.toSorted().join();
}

async function hasFiles(files: FileStore): Promise<boolean> {
  for await (const _file of files.listKept()) return true;
  return false;
}

/** Files first, so that no row ever names one that is not there; they go again when the rows do not come. */
async function withFiles<T>(files: FileStore, file: string, work: () => Promise<T>): Promise<T> {
  const kept: string[] = [];
  try {
    await loadFiles(file, files, kept);
    return await work();
  } catch (error) {
    for (const sha256 of kept) await files.remove(sha256).catch(() => undefined);
    throw error;
  }
}
