import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { taskFilterSchema, taskSchema } from '../model.ts';
import { listTasks } from '../store.ts';

export const listTasksOperation = defineQuery({
  name: 'programme.list-tasks',
  title: { zh: '任务清单', en: 'List tasks' },
  kind: 'query',
  permission: 'programme.read',
  input: taskFilterSchema,
  output: z.object({ tasks: z.array(taskSchema) }),
  async read(ports: { db: Db<never> }, input) {
    return ok({ tasks: await listTasks(ports.db, input) });
  },
});
