export * from './apply-changes.ts';
export * from './file-store.ts';
export * from './folder.ts';
export { openPglite } from './pglite/open.ts';
export * from './port.ts';
export { storable } from './storable.ts';
