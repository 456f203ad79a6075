import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { taskSchema } from '../model.ts';
import { findTask } from '../store.ts';

export const readTask = defineQuery({
  name: 'programme.read-task',
  title: { zh: '查看任务', en: 'Read a task' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ taskId: z.string() }),
  output: taskSchema,
  async read(ports: { db: Db<never> }, input) {
    const task = await findTask(ports.db, input.taskId);
    return task ? ok(task) : refuse('programme.unknown-task', {});
  },
});
