export { limits as formatsLimits } from './limits.ts';
export { formatsMessages } from './messages.ts';
export { type FileInput, readDocument, readPastedText } from './read-document.ts';
export type { WorkbookCell, WorkbookRow } from './xlsx/arrange-rows.ts';
export { readWorkbook, type Workbook, type WorkbookSheet } from './xlsx/read-workbook.ts';
export type { ColumnSpec, MergeSpec, SheetSpec, WorkbookSpec } from './xlsx/workbook-spec.ts';
export { writeWorkbook } from './xlsx/write-workbook.ts';
export type { BlockSpec, DocumentSpec, HeadingSpec, ParagraphSpec, TableSpec } from './docx/document-spec.ts';
export { writeNumberedDocument } from './docx/write-document.ts';
