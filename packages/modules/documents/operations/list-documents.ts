import { cursorOf, defineQuery, keyOfCursor, ok, pageInput, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { documentSummarySchema } from '../model.ts';
import { listDocuments } from '../store.ts';

export const listDocumentsOperation = defineQuery({
  name: 'documents.list-documents',
  title: { zh: '文件列表', en: 'List documents' },
  kind: 'query',
  permission: 'documents.read',
  input: z.object(pageInput),
  /** `next`: the cursor of the part that follows; null after the last. */
  output: z.object({ documents: z.array(documentSummarySchema), next: z.string().nullable() }),
  async read(ports: { db: Db<never> }, { limit, cursor }) {
    const after = cursor === undefined ? undefined : keyOfCursor(cursor, ['string', 'number']);
    if (after === null) return refuse('host.bad-cursor', {}, 'cursor');
    const documents = await listDocuments(ports.db, { limit, after });
    const last = documents.at(-1);
    const next = last && documents.length === limit ? cursorOf([last.createdAt, last.serial]) : null;
    return ok({ documents, next });
  },
});
