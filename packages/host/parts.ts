import { randomBytes } from 'node:crypto';
import type { PlaceTables } from '@qipan/kernel';
import type { FileStore, Store } from '@qipan/storage';
import type { Registry } from './registry.ts';
import type { HeavyRunner } from './run/heavy.ts';
import type { Turns } from './run/turns.ts';

/** What running operations needs. Clock and seeds are injected, so that tests can set them. */
export interface HostParts {
  readonly store: Store;
  readonly files: FileStore;
  readonly registry: Registry;
  readonly place: PlaceTables;
  readonly heavy: HeavyRunner | null;
  readonly turns: Turns;
  now(): string;
  newSeed(): string;
}

export function randomSeed(): string {
  return randomBytes(16).toString('hex');
}
