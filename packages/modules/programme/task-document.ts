import type { BlockSpec, DocumentSpec, TableSpec } from '@qipan/formats';
import { shanghaiDate } from '@qipan/kernel';
import { frontOf, measureOf, type NamedUnit, type Task } from './model.ts';
import { chineseDate, otherUnits, unclear, unitNames } from './printed.ts';
import type { ThreeLists } from './three-lists.ts';

/** A date as a plan prints it: the last day of a month is 月底前. */
function planDate(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day === last ? `${year}年${month}月底前` : chineseDate(date);
}

function dateOf(task: Pick<Task, 'deadline' | 'softDeadline'>): string {
  return task.deadline ? planDate(task.deadline) : (task.softDeadline ?? unclear);
}

/** In a narrow column: the year, and below it the rest. */
function columnDate(date: string | null, otherwise: string): string {
  return date ? planDate(date).replace('年', '年\n') : otherwise;
}

/** What all documents of a programme need to know of their making. */
export interface Making {
  readonly title: string;
  readonly unitName: string;
  readonly today: string;
  readonly demonstration: boolean;
}

/** A heading's own number is left to Word. */
function withoutNumber(heading: string): string {
  return heading.replace(
    /^\s*(第?[一二三四五六七八九十百]+[、.章节]|[(（][一二三四五六七八九十百\d]+[)）]|\d+[.、．)）])\s*/u,
    '',
  );
}

/** （牵头单位：…；配合单位：…；完成时限：…）, what is not known said as such. */
export function responsibility(task: Task): string {
  const parts: string[] = [];
  const others = otherUnits(task);
  if (task.lead.length > 0) parts.push(`牵头单位：${unitNames(task.lead)}`);
  if (task.support.length > 0) parts.push(`配合单位：${unitNames(task.support)}`);
  if (others.length > 0) parts.push(`责任单位：${unitNames(others)}${task.open ? '等' : ''}`);
  if (parts.length === 0) parts.push(`责任单位：${unclear}`);
  return `（${[...parts, `完成时限：${dateOf(task)}`].join('；')}）`;
}

function frame({ title, unitName, today, demonstration }: Making, blocks: readonly BlockSpec[]): DocumentSpec {
  return {
    title: [title],
    ...(demonstration ? { header: '演示' } : {}),
    blocks,
    closing: { offices: [unitName], date: chineseDate(today) },
  };
}

/** 分工方案: fronts, measures and tasks as numbered levels, who is responsible and until when in brackets after each. */
export function assignmentPlan(tasks: readonly Task[], making: Making): DocumentSpec {
  const blocks: BlockSpec[] = [];
  let front: string | null = null;
  let measure: string | null = null;
  for (const task of tasks) {
    const [ownFront, ownMeasure] = [frontOf(task), measureOf(task)];
    if (ownFront !== front && ownFront !== '')
      blocks.push({ kind: 'heading', level: 0, text: withoutNumber(ownFront) });
    if ((ownMeasure !== measure || ownFront !== front) && ownMeasure !== '')
      blocks.push({ kind: 'heading', level: 1, text: withoutNumber(ownMeasure) });
    front = ownFront;
    measure = ownMeasure;
    blocks.push({ kind: 'heading', level: 2, text: sentence(task.text), rest: responsibility(task) });
  }
  return { ...frame(making, blocks), runningItems: runsOn(tasks) };
}

/** Whether the source numbers its tasks on through all headings (1. to 30.), as those do that are cited by number. */
export function runsOn(tasks: readonly Task[]): boolean {
  const numbered = tasks.flatMap((task) => {
    const mark = /(?:^|› )(\d+)[.、．]$/.exec(task.source.place)?.[1];
    return mark === undefined ? [] : [{ mark: Number(mark), under: task.path.join('\n') }];
  });
  const pairs = numbered.slice(1).map((next, index) => ({ before: numbered[index], next }));
  const isOver = pairs.some(({ before, next }) => before?.under !== next.under);
  return isOver && pairs.every(({ before, next }) => (before?.mark ?? 0) < next.mark);
}

function sentence(text: string): string {
  const plain = text.replace(/\s+/g, '');
  return /[。；！？]$/.test(plain) ? plain.replace(/；$/, '。') : `${plain}。`;
}

/** 三清单: tasks, projects and policies, a table each on a page of its own. */
export function listsDocument(lists: ThreeLists, making: Making): DocumentSpec {
  const blocks: BlockSpec[] = [taskTable(lists.tasks)];
  for (const [name, header, lines] of [
    ['项目清单', '项目名称', lists.projects],
    ['政策清单', '政策名称', lists.policies],
  ] as const) {
    blocks.push(
      { kind: 'paragraph', role: 'title', text: name, newPage: true },
      { kind: 'paragraph', role: 'flush', text: '' },
    );
    blocks.push(lines.length > 0 ? lineTable(header, lines) : { kind: 'paragraph', text: '（无）' });
  }
  return frame(making, blocks);
}

/** Who stands on a task beside its lead: the supporting units and those that are named as responsible without a part. */
function besideLead(task: Task): NamedUnit[] {
  const lead = task.lead.length > 0 ? task.lead : task.units;
  const others = [...task.support, ...task.units].filter((unit) => !lead.some((named) => named.name === unit.name));
  return others.filter((unit, index) => others.findIndex((other) => other.name === unit.name) === index);
}

function taskTable(tasks: readonly Task[]): TableSpec {
  // A plan with one front for all (重点任务) is told apart by the headings below it.
  const oneFront = new Set(tasks.map(frontOf)).size === 1;
  const section = (task: Task) => (oneFront ? (task.path[1] ?? frontOf(task)) : frontOf(task));
  return {
    kind: 'table',
    columns: [
      { header: '编号', width: 9, align: 'center' },
      { header: '方面', width: 12, align: 'center' },
      { header: '任务内容', width: 34 },
      { header: '牵头（责任）单位', width: 16, align: 'center' },
      { header: '配合单位', width: 16, align: 'center' },
      { header: '完成时限', width: 15, align: 'center' },
    ],
    groups: [1],
    rows: tasks.map((task) => [
      task.number,
      withoutNumber(section(task)),
      task.text,
      unitNames(task.lead.length > 0 ? task.lead : task.units) || unclear,
      unitNames(besideLead(task)),
      columnDate(task.deadline, task.softDeadline ?? unclear),
    ]),
  };
}

function lineTable(header: string, lines: ThreeLists['projects']): TableSpec {
  return {
    kind: 'table',
    columns: [
      { header: '序号', width: 7, align: 'center' },
      { header, width: 32 },
      { header: '所在任务', width: 11, align: 'center' },
      { header: '责任单位', width: 22, align: 'center' },
      { header: '完成时限', width: 15, align: 'center' },
    ],
    rows: lines.map((line, index) => [
      String(index + 1),
      line.name,
      line.taskNumber,
      unitNames(line.lead.length > 0 ? line.lead : line.units) || unclear,
      columnDate(line.deadline, unclear),
    ]),
  };
}

/** One task's card: all that is known of it, and where it stands. */
export function taskCard(
  task: Task,
  parents: readonly { title: string; number: string | null; place: string; level: string }[],
  making: Making,
): DocumentSpec {
  const sources = parents.length > 0 ? parents : [task.source];
  const rows: [string, string][] = [
    ['编号', task.number],
    ['任务内容', task.text],
    ['牵头单位', unitNames(task.lead) || (task.units.length > 0 ? '' : unclear)],
    ['配合单位', unitNames(task.support)],
    ['责任单位', unitNames(otherUnits(task))],
    ['责任领导', task.leaders.join('、')],
    ['联系方式', task.contact.join('、')],
    ['完成时限', dateOf(task)],
    ['量化目标', task.targets.map((target) => target.quote).join('；')],
    ['阶段安排', task.stages.map((stage) => `${stage.label}：${stage.text}`).join('\n')],
    ['所属方面', [frontOf(task), measureOf(task)].filter((part) => part !== '').join(' › ')],
    ['对应原文', task.clause],
    [
      '来源',
      sources
        .map((source) =>
          [`《${source.title}》`, source.number ?? '', source.place].filter((part) => part !== '').join(' '),
        )
        .join('\n'),
    ],
    ['确认', `${task.confirmedByUnit} ${task.confirmedBy} ${chineseDate(shanghaiDate(task.confirmedAt))}`],
    ['终止', task.ended ? `${chineseDate(shanghaiDate(task.ended.at))} ${task.ended.reason}` : ''],
  ];
  return frame(making, [
    {
      kind: 'table',
      columns: [
        { header: '项目', width: 18, align: 'center' },
        { header: '内容', width: 82 },
      ],
      rows: rows.filter(([, text]) => text !== '').map(([name, text]) => [name, text]),
    },
  ]);
}
