import { z } from 'zod';
import { namedUnitSchema, sourceSchema, type Task, taskSchema } from './model.ts';

const listedSchema = z.object({
  name: z.string(),
  taskId: z.string(),
  taskNumber: z.string(),
  text: z.string(),
  lead: z.array(namedUnitSchema),
  units: z.array(namedUnitSchema),
  deadline: z.string().nullable(),
  source: sourceSchema,
});

/** 一方案三清单: tasks, named projects, policies to be issued or won. */
export const threeListsSchema = z.object({
  tasks: z.array(taskSchema),
  projects: z.array(listedSchema),
  policies: z.array(listedSchema),
});
export type ThreeLists = z.infer<typeof threeListsSchema>;

/** One line for each project and policy of each task, in the order of the tasks. O(tasks). */
export function threeLists(tasks: readonly Task[]): ThreeLists {
  const listed = (field: 'projects' | 'policies') =>
    tasks.flatMap((task) =>
      task[field].map((name) => ({
        name,
        taskId: task.id,
        taskNumber: task.number,
        text: task.text,
        lead: task.lead,
        units: task.units,
        deadline: task.deadline,
        source: task.source,
      })),
    );
  return { tasks: [...tasks], projects: listed('projects'), policies: listed('policies') };
}
