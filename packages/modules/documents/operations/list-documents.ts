import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { documentSummarySchema } from '../model.ts';
import { listDocuments } from '../store.ts';

export const listDocumentsOperation = defineQuery({
  name: 'documents.list-documents',
  title: { zh: '文件列表', en: 'List documents' },
  kind: 'query',
  permission: 'documents.read',
  input: z.object({}),
  output: z.object({ documents: z.array(documentSummarySchema) }),
  async read(ports: { db: Db<never> }) {
    return ok({ documents: await listDocuments(ports.db) });
  },
});
