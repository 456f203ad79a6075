import { cursorOf, defineQuery, keyOfCursor, ok, pageInput, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { taskFilterSchema, taskSchema } from '../model.ts';
import { listTasks, taskKey } from '../store.ts';

export const listTasksOperation = defineQuery({
  name: 'programme.list-tasks',
  title: { zh: '任务清单', en: 'List tasks' },
  kind: 'query',
  permission: 'programme.read',
  input: taskFilterSchema.extend(pageInput),
  /** `next`: the cursor of the part that follows; null after the last. */
  output: z.object({ tasks: z.array(taskSchema), next: z.string().nullable() }),
  example: { query: '园区', limit: 100 },
  async read(ports: { db: Db<never> }, { limit, cursor, ...filter }) {
    const after = cursor === undefined ? undefined : keyOfCursor(cursor, ['number', 'number', 'string']);
    if (after === null) return refuse('host.bad-cursor', {}, 'cursor');
    const tasks = await listTasks(ports.db, filter, { limit, after });
    const last = tasks.at(-1);
    return ok({ tasks, next: last && tasks.length === limit ? cursorOf(taskKey(last)) : null });
  },
});
