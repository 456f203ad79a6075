// One line for each module that is built.
export { manifest as documents } from './documents/manifest.ts';
export { manifest as parties } from './parties/manifest.ts';
export { manifest as programme } from './programme/manifest.ts';
export { manifest as supervision } from './supervision/manifest.ts';
