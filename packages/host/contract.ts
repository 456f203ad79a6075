import type { hostManifest } from './manifest.ts';

/** The host's own operations by their types: what the typed client knows. Types alone: a browser never loads the host. */
export type HostOperation = (typeof hostManifest)['operations'][number];
/** The permissions of the host itself. */
export type HostPermission = keyof (typeof hostManifest)['permissions'];
export type { Parked } from './approvals/park.ts';
export type { FigureChange, Preview } from './run/preview.ts';
export type { ShownChange } from './run/shown.ts';
