import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, listRows } from '../store.ts';

/** Removes a document that was imported by mistake. One with confirmed rows stays: tasks stand on its sentences. */
export const removeDocument = defineCommand({
  name: 'documents.remove-document',
  title: { zh: '删除文件', en: 'Remove a document' },
  kind: 'command',
  permission: 'documents.decompose',
  input: z.object({ documentId: z.string(), version: z.number().int() }),
  output: z.object({ documentId: z.string() }),
  async read(ports: { db: Db<never> }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    const rows = await listRows(ports.db, input.documentId);
    return ok({ document, rows, confirmed: rows.filter((row) => row.state === 'confirmed').length });
  },
  decide(facts, input) {
    if (facts.confirmed > 0) return refuse('documents.has-tasks', { count: facts.confirmed });
    const change = { op: 'delete' as const, table: 'documents.document', id: input.documentId, version: input.version };
    const restsOn = facts.rows.map((row) => ({ table: 'documents.row', id: row.id, version: row.version }));
    return ok({
      changes: [change],
      restsOn,
      files: [],
      subject: `删除文件 ${facts.document.title}`,
      result: { documentId: input.documentId },
    });
  },
});
