// One line for each operation of the module: its route, command, client and permission follow from it.
export { compareDocuments } from './compare-documents.ts';
export { decomposeOperation } from './decompose.ts';
export { importDocument } from './import-document.ts';
export { listDocumentsOperation } from './list-documents.ts';
export { mapColumns } from './map-columns.ts';
export { readDocumentOperation } from './read-document.ts';
export { readFileOperation } from './read-file.ts';
export { removeDocument } from './remove-document.ts';
export { reviseRows } from './revise-rows.ts';
export { undoRevision } from './undo-revision.ts';
