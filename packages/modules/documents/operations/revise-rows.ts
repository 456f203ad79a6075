import { type ColumnValue, defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import type { Row } from '../model.ts';
import { changeSchema, revise } from '../revise.ts';
import { findDocument, listRows, nextRevision } from '../store.ts';

/** One step of a review: edit, split, merge, move, re-kind, remove, restore, add. Each can be undone. */
export const reviseRows = defineCommand({
  name: 'documents.revise-rows',
  title: { zh: '修改分解行', en: 'Revise rows' },
  kind: 'command',
  permission: 'documents.decompose',
  input: z.object({ documentId: z.string(), change: changeSchema }),
  output: z.object({ rowIds: z.array(z.string()), what: z.string() }),
  async read(ports: { db: Db<never> }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    return ok({
      document,
      rows: await listRows(ports.db, input.documentId),
      sequence: await nextRevision(ports.db, input.documentId),
    });
  },
  decide(facts, input, context) {
    const { document, rows, sequence } = facts;
    const place = { region_code: document.regionCode, demonstration: document.demonstration };
    const revised = revise(
      {
        rows,
        normalizedText: document.normalizedText,
        by: context.actor.personName,
        at: context.now,
        newId: context.newId,
      },
      input.change,
    );
    if (!revised.ok) return revised;
    const { changed, added, what } = revised.value;
    const updates = changed.map(
      (row): RowChange => ({
        op: 'update',
        table: 'documents.row',
        id: row.id,
        version: row.version,
        values: rowValues(row),
      }),
    );
    const inserts = added.map(
      (row): RowChange => ({
        op: 'insert',
        table: 'documents.row',
        id: row.id,
        values: {
          document_id: document.id,
          ...place,
          serial: row.serial,
          ...rowValues(row),
          original: null,
          task_id: null,
        },
      }),
    );
    const before = rows.filter((row) => changed.some((entry) => entry.id === row.id));
    const after = [
      ...changed.map((row) => ({ id: row.id, version: row.version + 1 })),
      ...added.map((row) => ({ id: row.id, version: 1 })),
    ];
    const revision: RowChange = {
      op: 'insert',
      table: 'documents.revision',
      id: context.newId(),
      values: {
        document_id: document.id,
        ...place,
        sequence,
        what,
        before,
        after,
        by_id: context.actor.personId,
        by_name: context.actor.personName,
        at: context.now,
      },
    };
    const rowIds = after.map((row) => row.id);
    return ok({
      changes: [...updates, ...inserts, revision],
      restsOn: [],
      files: [],
      subject: `${document.title}：${what}`,
      result: { rowIds, what },
    });
  },
});

/** The columns that a review may change. */
export function rowValues(row: Row): Record<string, ColumnValue> {
  return { position: row.position, state: row.state, item: row.item, edits: row.edits };
}
