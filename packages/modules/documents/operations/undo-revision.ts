import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows, lastRevision } from '../store.ts';
import { rowValues } from './revise-rows.ts';

/** Takes back the last step of a document's review, unless somebody has changed or confirmed its rows since. */
export const undoRevision = defineCommand({
  name: 'documents.undo-revision',
  title: { zh: '撤销上一步', en: 'Undo the last step' },
  kind: 'command',
  permission: 'documents.decompose',
  input: z.object({ documentId: z.string() }),
  output: z.object({ rowIds: z.array(z.string()), what: z.string() }),
  async read(ports: { db: Db<never> }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    const revision = await lastRevision(ports.db, input.documentId);
    if (!revision) return refuse('documents.nothing-to-undo', {});
    return ok({
      document,
      revision,
      rows: await findRows(
        ports.db,
        revision.after.map((row) => row.id),
      ),
    });
  },
  decide({ document, revision, rows }) {
    if (rows.some((row) => row.state === 'confirmed')) return refuse('documents.row-confirmed', {});
    const before = new Map(revision.before.map((row) => [row.id, row]));
    const changes = rows.map((row): RowChange => {
      const old = before.get(row.id);
      const at = { table: 'documents.row', id: row.id, version: row.version };
      return old
        ? { op: 'update', ...at, values: rowValues(old) }
        : { op: 'update', ...at, values: { state: 'removed' } };
    });
    const mark: RowChange = {
      op: 'update',
      table: 'documents.revision',
      id: revision.id,
      version: revision.version,
      values: { undone: true },
    };
    const result = { rowIds: rows.map((row) => row.id), what: revision.what };
    return ok({
      changes: [...changes, mark],
      restsOn: [],
      files: [],
      subject: `${document.title}：撤销 ${revision.what}`,
      result,
    });
  },
});
