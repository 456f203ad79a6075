import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { documentSchema, rowSchema } from '../model.ts';
import { countRows, findDocument, lastRevision, listRows } from '../store.ts';

/** A document with its text and all its rows, for the review page. */
export const readDocumentOperation = defineQuery({
  name: 'documents.read-document',
  title: { zh: '查看文件', en: 'Read a document' },
  kind: 'query',
  permission: 'documents.read',
  input: z.object({ documentId: z.string() }),
  output: z.object({ document: documentSchema, rows: z.array(rowSchema) }),
  async read(ports: { db: Db<never> }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    const rows = await listRows(ports.db, input.documentId);
    const last = await lastRevision(ports.db, input.documentId);
    const { fileSha256: _, ...shown } = document;
    return ok({ document: { ...shown, ...countRows(rows), canUndo: last?.what ?? null }, rows });
  },
});
