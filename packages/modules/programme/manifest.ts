import type { Manifest } from '@qipan/kernel';
import { messages } from './messages.ts';
import { tasks } from './migrations/0001-tasks.ts';
import { addTask } from './operations/add-task.ts';
import { confirmRows } from './operations/confirm-rows.ts';
import { exportLists, exportTasks } from './operations/export-tasks.ts';
import { listTasksOperation } from './operations/list-tasks.ts';
import { readLists } from './operations/read-lists.ts';
import { readTask } from './operations/read-task.ts';
import { listViewsOperation, saveView } from './operations/views.ts';
import { withdrawTask } from './operations/withdraw-task.ts';

export const manifest: Manifest = {
  name: 'programme',
  title: { zh: '任务', en: 'Programme' },
  uses: ['parties', 'documents'],
  permissions: {
    'programme.read': ['reform-office', 'responsible-unit', 'leader', 'auditor'],
    'programme.confirm': ['reform-office'],
  },
  operations: [
    confirmRows,
    withdrawTask,
    addTask,
    listTasksOperation,
    readTask,
    readLists,
    exportTasks,
    exportLists,
    listViewsOperation,
    saveView,
  ],
  migrations: [tasks],
  messages,
};
