import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows, type Row } from '../../documents/index.ts';
import { listUnits } from '../../parties/index.ts';
import { taskRows } from '../task-rows.ts';

/** Makes tasks of the rows named, as they were seen. A row changed or confirmed since refuses the whole step, and nothing is lost. */
export const confirmRows = defineCommand({
  name: 'programme.confirm-rows',
  title: { zh: '确认为任务', en: 'Confirm rows as tasks' },
  kind: 'command',
  permission: 'programme.confirm',
  input: z.object({
    documentId: z.string(),
    rows: z
      .array(z.object({ id: z.string(), version: z.number().int() }))
      .min(1)
      .max(5_000),
  }),
  output: z.object({
    tasks: z.array(z.object({ rowId: z.string(), taskId: z.string(), number: z.string() })),
    unclear: z.number().int(),
  }),
  async read(ports: { db: Db<never> }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    const { origins: _o, coverage: _c, ...facts } = document;
    const rowIds = input.rows.map((row) => row.id);
    const rows = await findRows(ports.db, rowIds, document.id);
    return ok({ document: facts, rows, units: await listUnits(ports.db) });
  },
  decide({ document, rows, units }, input, context) {
    const changes: RowChange[] = [];
    const tasks: { rowId: string; taskId: string; number: string }[] = [];
    const seen = new Map(input.rows.map((row) => [row.id, row.version]));
    if (rows.length !== seen.size) return refuse('documents.unknown-row', {});
    for (const row of rows) {
      const refusal = refuseRow(row, seen.get(row.id));
      if (refusal) return refusal;
      const number = `${document.serial}-${String(row.serial).padStart(3, '0')}`;
      const { span, path, mark } = row.item;
      const made = taskRows(
        {
          item: row.item,
          number,
          position: row.position,
          documentId: document.id,
          rowId: row.id,
          clause: document.normalizedText.slice(span.start, span.end),
          source: {
            kind: 'document',
            title: document.title,
            number: document.number,
            date: document.issued,
            orderedBy: document.issuer,
            place: [...path, mark].filter((part) => part !== '').join(' › '),
          },
          regionCode: document.regionCode,
          demonstration: document.demonstration,
          edits: row.edits,
        },
        units,
        context,
      );
      changes.push(...made.changes, {
        op: 'update',
        table: 'documents.row',
        id: row.id,
        version: row.version,
        values: { state: 'confirmed', task_id: made.taskId },
      });
      tasks.push({ rowId: row.id, taskId: made.taskId, number });
    }
    const unclear = changes.filter(
      (change) =>
        change.op === 'insert' &&
        change.table === 'programme.task' &&
        Array.isArray(change.values.unclear) &&
        change.values.unclear.length > 0,
    ).length;
    return ok({
      changes,
      restsOn: [],
      files: [],
      subject: `${document.title}：确认 ${tasks.length} 项任务`,
      result: { tasks, unclear },
    });
  },
});

function refuseRow(row: Row, version: number | undefined) {
  if (row.state === 'confirmed') return refuse('programme.already-confirmed', { number: row.serial }, row.id);
  if (row.state === 'removed') return refuse('programme.row-removed', { number: row.serial }, row.id);
  if (row.version !== version) return refuse('host.conflict', { table: 'documents.row' }, row.id);
  return null;
}
