import { compareVersions, comparisonSchema } from '@qipan/engines/compare';
import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { rowSchema } from '../model.ts';
import { findDocument, listRows } from '../store.ts';
import { comparedRows } from '../versions.ts';

const sideSchema = z.object({
  id: z.string(),
  title: z.string(),
  issued: z.string().nullable(),
  rows: z.array(rowSchema),
});

/** Two imported versions side by side: which rows are the same by their meaning, and what differs. */
export const compareDocuments = defineQuery({
  name: 'documents.compare-documents',
  title: { zh: '比较两个版本', en: 'Compare two versions' },
  kind: 'query',
  permission: 'documents.read',
  input: z.object({ earlierId: z.string(), laterId: z.string() }),
  output: z.object({ earlier: sideSchema, later: sideSchema, comparison: comparisonSchema }),
  async read({ db }: { db: Db<never> }, { earlierId, laterId }) {
    if (earlierId === laterId) return refuse('documents.same-document', {}, 'laterId');
    const earlier = await readSide(db, earlierId);
    const later = await readSide(db, laterId);
    if (!earlier || !later) return refuse('documents.unknown-document', {}, earlier ? 'laterId' : 'earlierId');
    const rows = comparedRows(earlier.rows, later.rows);
    const comparison = compareVersions(rows.earlier, rows.later);
    return comparison.ok ? ok({ earlier, later, comparison: comparison.value }) : comparison;
  },
});

async function readSide(db: Db<never>, documentId: string): Promise<z.infer<typeof sideSchema> | null> {
  const document = await findDocument(db, documentId);
  if (!document) return null;
  const { id, title, issued } = document;
  return { id, title, issued, rows: await listRows(db, documentId) };
}
