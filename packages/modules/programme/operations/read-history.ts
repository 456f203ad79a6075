import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { taskChangeSchema, taskParentSchema } from '../model.ts';
import { changesOf, findTask, parentsOf } from '../store.ts';

/** The documents that a task stands in, and what became of it. */
export const readHistory = defineQuery({
  name: 'programme.read-history',
  title: { zh: '任务的来源和变化', en: 'Sources and history of a task' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ taskId: z.string() }),
  output: z.object({ parents: z.array(taskParentSchema), changes: z.array(taskChangeSchema) }),
  async read({ db }: { db: Db<never> }, { taskId }) {
    if (!(await findTask(db, taskId))) return refuse('programme.unknown-task', {});
    return ok({ parents: await parentsOf(db, taskId), changes: await changesOf(db, taskId) });
  },
});
