import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Manifest, ok, type Outcome, refuse } from '@qipan/kernel';
import { type ControlHandler, fromTemplate, holdFolder, openPglite, writeMark } from '@qipan/storage';
import { loadRegions, migrate, migrationSteps } from '../migrate.ts';
import { assemble, type Host, type OpenOptions, timeOf } from './options.ts';

/** Opens a data folder by this process alone: held, made from the template when empty, migrated, the place's regions loaded. */
export async function openFolder(
  options: OpenOptions,
  answerWith: (host: Host, directory: string) => ControlHandler,
): Promise<Outcome<Host>> {
  const steps = migrationSteps(options.manifests);
  // Who asks for a folder that is there must not make one by a slip in its name.
  if (options.existing && !existsSync(options.directory))
    return refuse('storage.folder-empty', { directory: options.directory });
  const held = await holdFolder(options.directory, steps.length);
  if (!held.ok) return held;
  const { directory, mark, answer, release } = held.value;
  if (!mark && options.existing) {
    await release();
    return refuse('storage.folder-empty', { directory });
  }
  const now = timeOf(options);
  try {
    const database = path.join(directory, 'database');
    if (!mark) await makeDatabase(options, database);
    const store = await openPglite(database);
    if (!mark || mark.schema < steps.length) await migrate(store, steps, { now });
    if (!mark) await loadRegions(store, options.place.regions);
    await writeMark(directory, { product: 'qipan', schema: steps.length, created: mark?.created ?? now });
    const host = assemble(options, { store, created: !mark, release });
    answer(answerWith(host, directory));
    return ok(host);
  } catch (error) {
    await release();
    throw error;
  }
}

/** A folder without its mark was never finished: whatever stands in it is made anew. */
export async function makeDatabase(options: OpenOptions, database: string): Promise<void> {
  await rm(database, { recursive: true, force: true });
  await fromTemplate({
    cacheDirectory: options.cacheDirectory,
    key: schemaKey(options.manifests),
    target: database,
    make: async (directory) => {
      const store = await openPglite(directory);
      await migrate(store, migrationSteps(options.manifests), { now: timeOf(options) });
      await store.close();
    },
  });
}

/** What the schema depends on, in short. */
export function schemaKey(manifests: readonly Manifest[]): string {
  return createHash('sha256')
    .update(JSON.stringify(migrationSteps(manifests)))
    .digest('hex')
    .slice(0, 16);
}
