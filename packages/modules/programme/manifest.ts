import { defineManifest } from '@qipan/kernel';
import { z } from 'zod';
import { figures } from './figures.ts';
import { messages } from './messages.ts';
import { tasks } from './migrations/0001-tasks.ts';
import { versions } from './migrations/0002-versions.ts';
import { order } from './migrations/0003-order.ts';
import { living } from './migrations/0004-living.ts';
import { tables } from './table-faces.ts';
import { onUnitEnded } from './unit-ended.ts';
import * as operations from './operations/index.ts';

const taskSchema = z.object({ taskId: z.string() });

export const manifest = defineManifest({
  name: 'programme',
  title: { zh: '任务', en: 'Programme' },
  uses: ['parties', 'documents'],
  permissions: {
    'programme.read': ['reform-office', 'responsible-unit', 'leader', 'auditor'],
    'programme.confirm': ['reform-office'],
  },
  operations: Object.values(operations),
  migrations: [tasks, versions, order, living],
  events: [
    { name: 'programme.task-added', title: { zh: '新增任务', en: 'Task added' }, payload: taskSchema },
    { name: 'programme.task-changed', title: { zh: '任务变更', en: 'Task changed' }, payload: taskSchema },
    {
      name: 'programme.task-ended',
      title: { zh: '任务终止', en: 'Task ended' },
      payload: taskSchema.extend({ reason: z.string() }),
    },
    { name: 'programme.task-withdrawn', title: { zh: '任务撤回', en: 'Task withdrawn' }, payload: taskSchema },
  ],
  handlers: [onUnitEnded],
  figures,
  tables,
  messages,
});
