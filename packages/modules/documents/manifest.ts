import { compareMessages } from '@qipan/engines/compare';
import { decomposeMessages } from '@qipan/engines/decompose';
import { formatsMessages } from '@qipan/formats';
import { defineManifest } from '@qipan/kernel';
import { messages } from './messages.ts';
import { documents } from './migrations/0001-documents.ts';
import { compareDocuments } from './operations/compare-documents.ts';
import { decomposeOperation } from './operations/decompose.ts';
import { importDocument } from './operations/import-document.ts';
import { mapColumns } from './operations/map-columns.ts';
import { listDocumentsOperation } from './operations/list-documents.ts';
import { readDocumentOperation } from './operations/read-document.ts';
import { readFileOperation } from './operations/read-file.ts';
import { removeDocument } from './operations/remove-document.ts';
import { reviseRows } from './operations/revise-rows.ts';
import { undoRevision } from './operations/undo-revision.ts';

export const manifest = defineManifest({
  name: 'documents',
  title: { zh: '文件', en: 'Documents' },
  uses: ['parties'],
  permissions: {
    'documents.read': ['reform-office', 'leader', 'auditor'],
    'documents.decompose': ['reform-office'],
  },
  operations: [
    decomposeOperation,
    importDocument,
    mapColumns,
    listDocumentsOperation,
    readDocumentOperation,
    readFileOperation,
    reviseRows,
    undoRevision,
    removeDocument,
    compareDocuments,
  ],
  migrations: [documents],
  fileColumns: [{ table: 'documents.document', column: 'file_sha256' }],
  messages: { ...formatsMessages, ...decomposeMessages, ...compareMessages, ...messages },
});
