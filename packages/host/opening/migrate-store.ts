import path from 'node:path';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import {
  holdFolder,
  initDatabase,
  type Initialised,
  openPglite,
  openPostgres,
  placeOf,
  type Scope,
  type Store,
  writeMark,
} from '@qipan/storage';
import { appliedSteps, loadRegions, migrate, migrationSteps, stepName, stepsAfter, undo } from '../migrate.ts';
import { type OpenOptions, timeOf } from './options.ts';

/** Up to this program's schema, or down to a step, whose data goes. `confirmed`: whoever asks knows which steps. */
export interface MigrationRequest {
  readonly down: { readonly target: string; readonly confirmed: boolean } | null;
}

export interface Migrated {
  readonly done: readonly string[];
  readonly undone: readonly string[];
}

const owner: Scope = { role: 'owner', settings: {} };

/** Migrates the store that the options name. A server's database is reached as its owner. */
export function migrateStore(options: OpenOptions, request: MigrationRequest): Promise<Outcome<Migrated>> {
  return options.database ? onServer(options, request) : inFolder(options, request);
}

/** Makes the roles and the schema of a new database on a server. Running it again changes nothing. */
export async function initialiseDatabase(
  options: OpenOptions,
  login: { readonly name: string; readonly password: string | null },
): Promise<Outcome<Initialised & Migrated & { readonly place: string }>> {
  const ownerUrl = options.database?.ownerUrl;
  if (ownerUrl === undefined) return refuse('storage.owner-address-missing', {});
  const made = await initDatabase({ ownerUrl, login: login.name, password: login.password });
  if (!made.ok) return made;
  const migrated = await onServer(options, { down: null });
  return migrated.ok ? ok({ ...made.value, ...migrated.value, place: placeOf(ownerUrl) }) : migrated;
}

async function onServer(options: OpenOptions, request: MigrationRequest): Promise<Outcome<Migrated>> {
  const ownerUrl = options.database?.ownerUrl;
  if (ownerUrl === undefined) return refuse('storage.owner-address-missing', {});
  const opened = await openPostgres({ ownerUrl });
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const known = new Set(migrationSteps(options.manifests).map(stepName));
    const foreign = (await store.read(owner, appliedSteps)).filter((name) => !known.has(name));
    if (foreign.length > 0)
      return refuse('storage.schema-newer', { place: placeOf(ownerUrl), found: foreign.join('、') });
    return await change(store, options, request);
  } finally {
    await store.close();
  }
}

async function inFolder(options: OpenOptions, request: MigrationRequest): Promise<Outcome<Migrated>> {
  const held = await holdFolder(options.directory, migrationSteps(options.manifests).length);
  if (!held.ok) return held;
  const { directory, mark, release } = held.value;
  try {
    if (!mark) return refuse('storage.folder-empty', { directory });
    const store = await openPglite(path.join(directory, 'database'));
    try {
      return await change(store, options, request);
    } finally {
      // Also when a later step has failed: the mark says what the folder has seen.
      const schema = (await store.read(owner, appliedSteps)).length;
      await store.close();
      await writeMark(directory, { ...mark, schema });
    }
  } finally {
    await release();
  }
}

async function change(store: Store, options: OpenOptions, request: MigrationRequest): Promise<Outcome<Migrated>> {
  if (!request.down) {
    const done = await migrate(store, migrationSteps(options.manifests), { now: timeOf(options) });
    await loadRegions(store, options.place.regions);
    return ok({ done, undone: [] });
  }
  const { target, confirmed } = request.down;
  const steps = stepsAfter(options.manifests, await store.read(owner, appliedSteps), target);
  if (!steps.ok) return steps;
  const undone = steps.value.map(stepName).toReversed();
  if (undone.length > 0 && !confirmed) return refuse('storage.undo-unconfirmed', { steps: undone.join('、') });
  try {
    await undo(store, steps.value);
  } catch (error) {
    // Something of a later step rests on it; the step was rolled back.
    if (error instanceof Error && 'code' in error && error.code === '2BP01')
      return refuse('storage.step-in-use', { target, reason: error.message });
    throw error;
  }
  return ok({ done: [], undone });
}
