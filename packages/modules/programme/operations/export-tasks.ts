import { writeWorkbook } from '@qipan/formats';
import { defineQuery, fileSchema, ok, type OperationContext, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { type Task, taskColumns, taskFilterSchema } from '../model.ts';
import { exportName, otherUnits, sourceTitle } from '../printed.ts';
import { listTasks } from '../store.ts';
import { listSheet, taskSheet } from '../task-sheet.ts';
import { threeLists } from '../three-lists.ts';

/** Columns that are always in the sheet to hand in, beside those that the person sees. */
const usualColumns = taskColumns.filter((column) => !['clause', 'confirmed', 'projects', 'policies'].includes(column));

/** The task list as an .xlsx to hand in, in the look of a 分解表. */
export const exportTasks = defineQuery({
  name: 'programme.export-tasks',
  title: { zh: '导出任务清单', en: 'Export the task list' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({
    filter: taskFilterSchema.default({}),
    columns: z.array(z.enum(taskColumns)).default([...usualColumns]),
  }),
  output: z.object({ file: fileSchema }),
  async read(ports: { db: Db<never> }, input, context) {
    const tasks = await listTasks(ports.db, input.filter);
    if (tasks.length === 0) return refuse('programme.nothing-to-export', {});
    const columns = taskColumns.filter(
      (column) => (input.columns.includes(column) || usualColumns.includes(column)) && isFilled(tasks, column),
    );
    const file = writeWorkbook({
      sheets: [taskSheet(tasks, { title: titleOf(tasks), subtitle: subtitleOf(tasks, context), columns })],
    });
    return file.ok ? ok({ file: { name: exportName('任务清单', 'xlsx', context), bytes: file.value } }) : file;
  },
});

/** The three lists of a plan as one workbook, a sheet each. */
export const exportLists = defineQuery({
  name: 'programme.export-lists',
  title: { zh: '导出三清单', en: 'Export the three lists' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ documentId: z.string().optional() }),
  output: z.object({ file: fileSchema }),
  async read(ports: { db: Db<never> }, input, context) {
    const lists = threeLists(await listTasks(ports.db, input));
    if (lists.tasks.length === 0) return refuse('programme.nothing-to-export', {});
    const subtitle = subtitleOf(lists.tasks, context);
    const title = sourceTitle(lists.tasks);
    const file = writeWorkbook({
      sheets: [
        taskSheet(lists.tasks, {
          title: `${title}任务清单`,
          subtitle,
          columns: ['number', 'front', 'measure', 'text', 'lead', 'support', 'units', 'deadline', 'source'],
        }),
        listSheet(lists.projects, { name: '项目清单', header: '项目名称', title: `${title}项目清单`, subtitle }),
        listSheet(lists.policies, { name: '政策清单', header: '政策名称', title: `${title}政策清单`, subtitle }),
      ],
    });
    return file.ok ? ok({ file: { name: exportName('三清单', 'xlsx', context), bytes: file.value } }) : file;
  },
});

/** Whether a column would hold anything. 责任单位 is left out where 牵头 and 配合 say all of it; somebody has to be named, or 待明确. */
function isFilled(tasks: readonly Task[], column: (typeof taskColumns)[number]): boolean {
  switch (column) {
    case 'front':
      return tasks.some((task) => task.path.length > 0);
    case 'measure':
      return tasks.some((task) => task.path.length > 1);
    case 'units':
      return tasks.some((task) => otherUnits(task).length > 0);
    case 'lead':
      return tasks.some((task) => task.lead.length > 0) || !isFilled(tasks, 'units');
    case 'number':
    case 'text':
    case 'deadline':
    case 'source':
    case 'clause':
    case 'confirmed':
      return true;
    default:
      return tasks.some((task) => task[column].length > 0);
  }
}

function titleOf(tasks: readonly Task[]): string {
  const title = sourceTitle(tasks);
  return title === '' ? '重点任务分解表' : `${title}任务分解表`;
}

function subtitleOf(tasks: readonly Task[], context: OperationContext): string {
  const mark = context.actor.demonstration ? '【演示】' : '';
  return `${mark}${context.place.name}　${context.actor.unitName}　截至 ${context.today}　共 ${tasks.length} 项`;
}
