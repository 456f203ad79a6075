import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows } from '../../documents/index.ts';
import { parentLevelSchema } from '../model.ts';
import { findTask } from '../store.ts';
import { parentRow } from '../task-rows.ts';

/** A row of another document is the same piece of work as a task that is there: the task gets one more source, and no second task is made. */
export const linkParent = defineCommand({
  name: 'programme.link-parent',
  title: { zh: '并入已有任务', en: 'Join a row to a task that is there' },
  kind: 'command',
  permission: 'programme.confirm',
  input: z.object({
    taskId: z.string(),
    documentId: z.string(),
    row: z.object({ id: z.string(), version: z.number().int() }),
    level: parentLevelSchema,
  }),
  output: z.object({ taskId: z.string(), number: z.string() }),
  async read({ db }: { db: Db<never> }, { taskId, documentId, row }) {
    const task = await findTask(db, taskId);
    if (!task) return refuse('programme.unknown-task', {}, 'taskId');
    if (task.ended) return refuse('programme.task-ended', { number: task.number }, 'taskId');
    const document = await findDocument(db, documentId);
    const found = (await findRows(db, [row.id], documentId))[0];
    if (!document || !found) return refuse('documents.unknown-row', {}, 'row');
    if (found.state !== 'open') return refuse('programme.already-confirmed', { number: found.serial }, row.id);
    const { title, number, issued, issuer, normalizedText } = document;
    const clause = normalizedText.slice(found.item.span.start, found.item.span.end);
    return ok({ task, row: found, document: { id: document.id, title, number, issued, issuer }, clause });
  },
  decide({ task, row, document, clause }, input, context) {
    const place = [...row.item.path, row.item.mark].filter((part) => part !== '').join(' › ');
    const { title, number, issued: date, issuer: orderedBy } = document;
    const parent = parentRow(
      {
        item: row.item,
        number: task.number,
        position: task.position,
        documentId: document.id,
        rowId: row.id,
        clause,
        source: { kind: 'document', title, number, date, orderedBy, place },
        regionCode: task.regionCode,
        demonstration: task.demonstration,
        edits: {},
      },
      { taskId: task.id, level: input.level, context },
    );
    const confirm: RowChange = {
      op: 'update',
      table: 'documents.row',
      id: row.id,
      version: input.row.version,
      values: { state: 'confirmed', task_id: task.id },
    };
    return ok({
      changes: [parent, confirm],
      restsOn: [{ table: 'programme.task', id: task.id, version: task.version }],
      files: [],
      events: [{ name: 'programme.task-changed', payload: { taskId: task.id } }],
      subject: `《${title}》第 ${row.serial} 行并入任务 ${task.number}`,
      result: { taskId: task.id, number: task.number },
    });
  },
});
