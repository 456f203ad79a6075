import { writeNumberedDocument } from '@qipan/formats';
import { defineQuery, fileSchema, ok, type OperationContext, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { type Task, taskFilterSchema } from '../model.ts';
import { exportName, planTitle, sourceTitle } from '../printed.ts';
import { findTask, listTasks, parentsOf } from '../store.ts';
import { assignmentPlan, listsDocument, type Making, taskCard } from '../task-document.ts';
import { threeLists } from '../three-lists.ts';

function making(title: string, { actor, today }: OperationContext): Making {
  return { title, unitName: actor.unitName, today, demonstration: actor.demonstration };
}

/** The title of the document where all tasks are of one, else what they are. */
function titleOf(tasks: readonly Task[]): string {
  return sourceTitle(tasks) || '重点任务';
}

/** 分工方案 as a Word file in the layout of GB/T 9704. */
export const exportPlan = defineQuery({
  name: 'programme.export-plan',
  title: { zh: '导出分工方案（Word）', en: 'Export the assignment plan (Word)' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ filter: taskFilterSchema.default({}) }),
  output: z.object({ file: fileSchema }),
  async read({ db }: { db: Db<never> }, { filter }, context) {
    const tasks = await listTasks(db, filter);
    if (tasks.length === 0) return refuse('programme.nothing-to-export', {});
    const title = planTitle(titleOf(tasks));
    const bytes = writeNumberedDocument(assignmentPlan(tasks, making(title, context)));
    return ok({ file: { name: exportName('任务分工方案', 'docx', context), bytes } });
  },
});

/** 三清单 as a Word file. */
export const exportListsDocument = defineQuery({
  name: 'programme.export-lists-document',
  title: { zh: '导出三清单（Word）', en: 'Export the three lists (Word)' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ documentId: z.string().optional() }),
  output: z.object({ file: fileSchema }),
  async read({ db }: { db: Db<never> }, input, context) {
    const lists = threeLists(await listTasks(db, input));
    if (lists.tasks.length === 0) return refuse('programme.nothing-to-export', {});
    const bytes = writeNumberedDocument(listsDocument(lists, making(`${titleOf(lists.tasks)}任务清单`, context)));
    return ok({ file: { name: exportName('三清单', 'docx', context), bytes } });
  },
});

/** One task on a page, to be handed to the unit. */
export const exportCard = defineQuery({
  name: 'programme.export-card',
  title: { zh: '导出任务卡（Word）', en: 'Export a task’s card (Word)' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ taskId: z.string() }),
  output: z.object({ file: fileSchema }),
  async read({ db }: { db: Db<never> }, { taskId }, context) {
    const task = await findTask(db, taskId);
    if (!task) return refuse('programme.unknown-task', {});
    const bytes = writeNumberedDocument(taskCard(task, await parentsOf(db, taskId), making('任务卡', context)));
    return ok({ file: { name: exportName(`任务卡${task.number}`, 'docx', context), bytes } });
  },
});
