export { type Document, type documentSummarySchema, type Row, rowSchema, unclearFields } from './model.ts';
export { emptyItem, patchSchema } from './revise.ts';
export { findDocument, findRows } from './store.ts';
export type { ReviewChange } from './revise.ts';
