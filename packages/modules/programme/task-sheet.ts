import type { ColumnSpec, SheetSpec } from '@qipan/formats';
import { shanghaiDate } from '@qipan/kernel';
import { frontOf, measureOf, type Task, type TaskColumn } from './model.ts';
import { chineseDate, unclear, unitNames } from './printed.ts';
import type { ThreeLists } from './three-lists.ts';

interface SheetColumn extends ColumnSpec {
  cell(task: Task): string;
}

const isUnassigned = (task: Task) => task.lead.length + task.units.length === 0;

/** Columns of a 分解表. Their headers are those that the importer knows, so that the sheet reads back in. */
const fixedColumns: Readonly<Record<Exclude<TaskColumn, 'stages' | 'extra'>, SheetColumn>> = {
  number: { header: '编号', width: 9, align: 'center', cell: (task) => task.number },
  front: { header: '方面', width: 14, align: 'center', cell: frontOf },
  measure: { header: '举措', width: 18, cell: measureOf },
  text: { header: '任务内容', width: 62, cell: (task) => task.text },
  lead: { header: '牵头单位', width: 18, cell: (task) => (isUnassigned(task) ? unclear : unitNames(task.lead)) },
  support: { header: '配合单位', width: 24, cell: (task) => unitNames(task.support) },
  units: {
    header: '责任单位',
    width: 24,
    cell: (task) =>
      isUnassigned(task) ? unclear : unitNames(task.units) + (task.open && task.units.length > 0 ? '等' : ''),
  },
  leaders: { header: '责任领导', width: 12, cell: (task) => task.leaders.join('、') },
  contact: { header: '联系电话', width: 16, cell: (task) => task.contact.join('、') },
  deadline: {
    header: '完成时限',
    width: 16,
    align: 'center',
    cell: (task) => (task.deadline ? chineseDate(task.deadline) : (task.softDeadline ?? unclear)),
  },
  targets: { header: '量化目标', width: 24, cell: (task) => task.targets.map((target) => target.quote).join('；') },
  projects: { header: '相关项目说明', width: 22, cell: (task) => task.projects.join('、') },
  policies: { header: '相关政策说明', width: 22, cell: (task) => task.policies.join('、') },
  source: {
    header: '来源',
    width: 26,
    cell: (task) =>
      [task.source.number ?? task.source.title, task.source.place].filter((part) => part !== '').join(' '),
  },
  clause: { header: '对应原文', width: 50, cell: (task) => task.clause },
  confirmed: { header: '确认', width: 16, cell: (task) => `${task.confirmedBy} ${shanghaiDate(task.confirmedAt)}` },
};

const fixedHeaders = new Set(Object.values(fixedColumns).map((column) => column.header));

/** Columns in the order asked for; stages and kept columns become one column for each label, in the place of their own. */
function sheetColumns(tasks: readonly Task[], columns: readonly TaskColumn[]): SheetColumn[] {
  return columns.flatMap((column): SheetColumn[] => {
    if (column === 'stages') {
      const labels = [...new Set(tasks.flatMap((task) => task.stages.map((stage) => stage.label)))];
      return labels.map((label) => ({
        header: label,
        width: 18,
        cell: (task) => task.stages.find((stage) => stage.label === label)?.text ?? '',
      }));
    }
    if (column === 'extra') {
      // A sheet that was exported here and comes back brings our own columns along: 量化目标 is in the targets already.
      const labels = [...new Set(tasks.flatMap((task) => task.extra.map((entry) => entry.column)))].filter(
        (label) => label !== fixedColumns.targets.header,
      );
      return labels.map((label) => ({
        header: fixedHeaders.has(label) ? `${label}（原表）` : label,
        width: 18,
        cell: (task) => task.extra.find((entry) => entry.column === label)?.text ?? '',
      }));
    }
    return [fixedColumns[column]];
  });
}

/** Tasks as a sheet to hand in: title, merged groups, A3 landscape, header repeated on each page. */
export function taskSheet(
  tasks: readonly Task[],
  given: { title: string; subtitle: string; columns: readonly TaskColumn[] },
): SheetSpec {
  const columns = sheetColumns(tasks, given.columns);
  const groups = columns.flatMap((column, index) =>
    column === fixedColumns.front || column === fixedColumns.measure ? [index] : [],
  );
  return {
    name: '任务清单',
    title: given.title,
    subtitle: given.subtitle,
    columns: columns.map(({ cell: _cell, ...column }) => column),
    groups,
    rows: tasks.map((task) => columns.map((column) => column.cell(task))),
  };
}

/** 项目清单 and 政策清单: one line each, with the task that it stands in and its source. */
export function listSheet(
  lines: ThreeLists['projects'],
  given: { name: string; header: string; title: string; subtitle: string },
): SheetSpec {
  const columns: ColumnSpec[] = [
    { header: '序号', width: 7, align: 'center' },
    { header: given.header, width: 36 },
    { header: '所在任务', width: 10, align: 'center' },
    { header: '任务内容', width: 56 },
    { header: '责任单位', width: 24 },
    { header: '完成时限', width: 16, align: 'center' },
    { header: '来源', width: 32 },
  ];
  const rows = lines.map((line, index) => [
    index + 1,
    line.name,
    line.taskNumber,
    line.text,
    unitNames(line.lead.length > 0 ? line.lead : line.units) || unclear,
    line.deadline ? chineseDate(line.deadline) : unclear,
    [line.source.title, line.source.number ?? '', line.source.place].filter((part) => part !== '').join(' '),
  ]);
  return { name: given.name, title: given.title, subtitle: given.subtitle, columns, rows };
}
