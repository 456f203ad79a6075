import type { Manifest } from '@qipan/kernel';
import { manifest as documents } from './documents/manifest.ts';
import { manifest as parties } from './parties/manifest.ts';
import { manifest as programme } from './programme/manifest.ts';

/** All modules that are built, in the order of `order.ts`. */
export const modules: readonly Manifest[] = [parties, documents, programme];
