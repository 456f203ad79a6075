import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '@qipan/kernel';
import type { Host } from '../open.ts';
import { note, samplePlace } from './sample.ts';
import { openOn, type StoreKind } from './stores.ts';

export const cacheDirectory = fileURLToPath(new URL('../../../node_modules/.cache/qipan/', import.meta.url));

/** A host on the sample place in a folder of its own, for one test. */
export async function openSample(
  directory: string,
  manifests: readonly Manifest[] = [note],
  store: StoreKind = 'pglite',
): Promise<Host> {
  const opened = await openOn(store, { directory, place: samplePlace, manifests, cacheDirectory });
  if (!opened.ok) throw new Error(`${opened.code} ${JSON.stringify(opened.values)}`);
  return opened.value;
}

/** A new folder, removed when `work` is done. */
export async function withFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'qipan-test-'));
  try {
    return await work(path.join(directory, 'data'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
