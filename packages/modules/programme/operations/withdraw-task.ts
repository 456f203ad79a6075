import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findRows } from '../../documents/index.ts';
import { findTask, parentsOf } from '../store.ts';

/** Takes a confirmation back: the task goes, the rows that it stands on are open for review again. */
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
    const parents = await parentsOf(ports.db, task.id);
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
