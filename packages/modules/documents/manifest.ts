import { compareMessages } from '@qipan/engines/compare';
import { decomposeMessages } from '@qipan/engines/decompose';
import { formatsMessages } from '@qipan/formats';
import { defineManifest } from '@qipan/kernel';
import { messages } from './messages.ts';
import { documents } from './migrations/0001-documents.ts';
import * as operations from './operations/index.ts';

export const manifest = defineManifest({
  name: 'documents',
  title: { zh: '文件', en: 'Documents' },
  uses: ['parties'],
  permissions: {
    'documents.read': ['reform-office', 'leader', 'auditor'],
    'documents.decompose': ['reform-office'],
  },
  operations: Object.values(operations),
  migrations: [documents],
  fileColumns: [{ table: 'documents.document', column: 'file_sha256' }],
  messages: { ...formatsMessages, ...decomposeMessages, ...compareMessages, ...messages },
});
