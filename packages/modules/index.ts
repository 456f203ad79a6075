import type { Manifest } from '@qipan/kernel';
import { manifest as documents } from './documents/manifest.ts';
import { manifest as parties } from './parties/manifest.ts';
import { manifest as programme } from './programme/manifest.ts';

const built = [parties, documents, programme] as const;

/** All modules that are built, in the order of `order.ts`. */
export const modules: readonly Manifest[] = built;

/** All operations of the modules, by their types: what the typed client knows. */
export type ModuleOperation = (typeof built)[number]['operations'][number];
