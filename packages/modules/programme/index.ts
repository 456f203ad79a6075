export { type Task, type TaskColumn, type TaskFilter, taskFilterSchema, taskSchema } from './model.ts';
export { findTask, findTasks, listTasks, taskKey } from './store.ts';
export type { ThreeLists } from './three-lists.ts';
