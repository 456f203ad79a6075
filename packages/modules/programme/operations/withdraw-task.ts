import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findRows } from '../../documents/index.ts';
import { changesOf, findTask, parentsOf } from '../store.ts';

/** Takes a confirmation back that was a slip: the task goes, its row is open for review again. Not of a task that has been changed, joined or handed over since. */
export const withdrawTask = defineCommand({
  name: 'programme.withdraw-task',
  title: { zh: '撤回任务', en: 'Withdraw a task' },
  kind: 'command',
  permission: 'programme.confirm',
  input: z.object({ taskId: z.string(), version: z.number().int() }),
  output: z.object({ taskId: z.string() }),
  async read(ports: { db: Db<never> }, input) {
    const task = await findTask(ports.db, input.taskId);
    if (!task) return refuse('programme.unknown-task', {});
    const [parents, changes] = [await parentsOf(ports.db, task.id), await changesOf(ports.db, task.id)];
    // A slip is taken back; what has a history is ended with a reason, so that number and history stay.
    if (parents.length > 1 || changes.length > 0) return refuse('programme.task-has-history', { number: task.number });
    const rowIds = new Set([task.rowId, ...parents.map((parent) => parent.rowId)].filter((id) => id !== null));
    return ok({ task, rows: await findRows(ports.db, [...rowIds]) });
  },
  decide({ task, rows }, input) {
    const remove: RowChange = { op: 'delete', table: 'programme.task', id: task.id, version: input.version };
    const reopen = rows.map(
      (row): RowChange => ({
        op: 'update',
        table: 'documents.row',
        id: row.id,
        version: row.version,
        values: { state: 'open', task_id: null },
      }),
    );
    return ok({
      changes: [remove, ...reopen],
      restsOn: [],
      files: [],
      events: [{ name: 'programme.task-withdrawn', payload: { taskId: task.id } }],
      subject: `撤回任务 ${task.number}`,
      result: { taskId: task.id },
    });
  },
});
