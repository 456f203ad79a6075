// One line for each operation of the module: its route, command, client and permission follow from it.
export { addTask } from './add-task.ts';
export { applyVersion } from './apply-version.ts';
export { confirmRows } from './confirm-rows.ts';
export { exportCard, exportListsDocument, exportPlan } from './export-documents.ts';
export { exportLists, exportTasks } from './export-tasks.ts';
export { handOver } from './hand-over.ts';
export { linkParent } from './link-parent.ts';
export { listTasksOperation } from './list-tasks.ts';
export { readHistory } from './read-history.ts';
export { readLists } from './read-lists.ts';
export { readTask } from './read-task.ts';
export { search } from './search.ts';
export { listViewsOperation, saveView } from './views.ts';
export { withdrawTask } from './withdraw-task.ts';
