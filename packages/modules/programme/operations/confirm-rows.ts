import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows, type Row } from '../../documents/index.ts';
import { listUnits } from '../../parties/index.ts';
import { parentLevelSchema } from '../model.ts';
import { confirmRow, taskOfRow } from '../task-of-row.ts';
import { parentRow, taskRows } from '../task-rows.ts';

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
    /** Where in the ladder the document stands. */
    level: parentLevelSchema.default('city'),
  }),
  output: z.object({
    tasks: z.array(z.object({ rowId: z.string(), taskId: z.string(), number: z.string() })),
    unclear: z.number().int(),
  }),
  example: { documentId: 'document-1', rows: [{ id: 'row-1', version: 1 }], level: 'city' },
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
    const assigned = new Map<string, number>();
    const tasks: { rowId: string; taskId: string; number: string }[] = [];
    const seen = new Map(input.rows.map((row) => [row.id, row.version]));
    if (rows.length !== seen.size) return refuse('documents.unknown-row', {});
    for (const row of rows) {
      const refusal = refuseRow(row, seen.get(row.id));
      if (refusal) return refusal;
      const task = taskOfRow(document, row);
      const made = taskRows(task, units, context);
      for (const unitId of made.unitIds) assigned.set(unitId, (assigned.get(unitId) ?? 0) + 1);
      const parent = parentRow(task, { taskId: made.taskId, level: input.level, context });
      changes.push(...made.changes, parent, confirmRow(row, made.taskId));
      tasks.push({ rowId: row.id, taskId: made.taskId, number: task.number });
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
      events: tasks.map(({ taskId }) => ({ name: 'programme.task-added', payload: { taskId } })),
      notices: [...assigned].map(([unitId, count]) => ({
        to: { unitId },
        code: 'programme.tasks-assigned',
        values: { title: document.title, count },
        link: `/tasks?document=${document.id}`,
      })),
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
