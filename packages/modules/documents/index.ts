export { type Document, type documentSummarySchema, type Row, rowSchema, unclearFields } from './model.ts';
export { emptyItem, patchSchema } from './revise.ts';
export {
  documentTitles,
  firstMatch,
  foldForSearch,
  type FoundDocument,
  inRegion,
  matches,
  type SearchGroups,
  searchDocuments,
  searchRows,
} from './search.ts';
export { findDocument, findRows, listRows } from './store.ts';
export type { ReviewChange } from './revise.ts';
export { comparedRow } from './versions.ts';
