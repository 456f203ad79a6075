import type { Manifest, MessageCatalogue } from '@qipan/kernel';
import { hostManifest } from './manifest.ts';
import { buildRegistry, type Registry } from './registry.ts';

/** The host's own declarations with those of the modules. */
export function createRegistry(modules: readonly Manifest[], catalogues: readonly MessageCatalogue[]): Registry {
  return buildRegistry([hostManifest, ...modules], catalogues);
}
