import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows } from '../../documents/index.ts';
import { parentLevelSchema } from '../model.ts';
import { findTask } from '../store.ts';
import { confirmRow, taskOfRow } from '../task-of-row.ts';
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
    const { origins: _origins, coverage: _coverage, ...kept } = document;
    return ok({ task, row: found, document: kept });
  },
  decide({ task, row, document }, input, context) {
    const { regionCode, demonstration } = task;
    const joined = { ...taskOfRow(document, row, task.number), regionCode, demonstration };
    const parent = parentRow(joined, { taskId: task.id, level: input.level, context });
    return ok({
      changes: [parent, confirmRow(input.row, task.id)],
      restsOn: [{ table: 'programme.task', id: task.id, version: task.version }],
      files: [],
      events: [{ name: 'programme.task-changed', payload: { taskId: task.id } }],
      subject: `《${document.title}》第 ${row.serial} 行并入任务 ${task.number}`,
      result: { taskId: task.id, number: task.number },
    });
  },
});
