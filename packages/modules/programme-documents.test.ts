import { writeNumberedDocument } from '@qipan/formats';
import { expect, test } from 'vitest';
import type { Task } from './programme/model.ts';
import { planTitle } from './programme/printed.ts';
import { assignmentPlan, listsDocument, runsOn } from './programme/task-document.ts';

const making = { title: '某市重点任务分工方案', unitName: '市政府办公室', today: '2026-03-01', demonstration: false };
const base = {
  units: [],
  lead: [{ name: '市商务局', unitIds: [] }],
  support: [],
  open: false,
  deadline: null,
  softDeadline: null,
  projects: [],
  policies: [],
};

/** Tasks by their headings and their printed mark. */
function tasksOf(lines: readonly (readonly [path: readonly string[], mark: string])[]): Task[] {
  return lines.map(
    ([path, mark], index): Task =>
      ({
        ...base,
        number: `1-00${index + 1}`,
        path: [...path],
        text: `建设第${index + 1}处`,
        source: {
          kind: 'document',
          title: '某市方案',
          number: null,
          date: null,
          orderedBy: null,
          place: [...path, mark].join(' › '),
        },
      }) as unknown as Task,
  );
}

const running = tasksOf([
  [['一、重点任务', '（一）产业'], '1.'],
  [['一、重点任务', '（一）产业'], '2.'],
  [['一、重点任务', '（二）开放'], '3.'],
]);
const restarting = tasksOf([
  [['一、产业'], '1.'],
  [['一、产业'], '2.'],
  [['二、开放'], '1.'],
]);

test('numbers run on through the headings where those of the source do', () => {
  expect([runsOn(running), runsOn(restarting), runsOn([])]).toEqual([true, false, false]);
  const spec = assignmentPlan(running, making);
  expect(spec.runningItems).toBe(true);
  expect(writeNumberedDocument(spec)).not.toEqual(writeNumberedDocument({ ...spec, runningItems: false }));
});

test('where all tasks stand under one front, the list tells them apart by the heading below it', () => {
  const sectionsOf = (tasks: Task[]) => {
    const [table] = listsDocument({ tasks, projects: [], policies: [] }, making).blocks;
    return table?.kind === 'table' ? table.rows.map((row) => row[1]) : [];
  };
  expect(sectionsOf(running)).toEqual(['产业', '产业', '开放']);
  expect(sectionsOf(restarting)).toEqual(['产业', '产业', '开放']);
});

test('a plan that assigns tasks already keeps its title', () => {
  expect(['某市分工方案', '某市2026年工作方案', '某市三年行动方案', '某市重点任务'].map(planTitle)).toEqual([
    '某市分工方案',
    '某市2026年重点任务分工方案',
    '某市三年行动方案重点任务分工方案',
    '某市重点任务分工方案',
  ]);
});
