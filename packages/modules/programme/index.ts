export { type Task, type TaskColumn, type TaskFilter, taskSchema } from './model.ts';
export type { ThreeLists } from './three-lists.ts';
