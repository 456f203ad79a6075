import type { OperationContext } from '@qipan/kernel';
import type { NamedUnit, Task } from './model.ts';

/** What is printed where nothing is known: never an empty date that could be read as done. */
export const unclear = '待明确';

export function unitNames(units: readonly NamedUnit[]): string {
  return units.map((unit) => unit.name).join('、');
}

export function chineseDate(date: string): string {
  return date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
}

/** Units of a task that are named neither as leading nor as supporting. */
export function otherUnits(task: Pick<Task, 'lead' | 'support' | 'units'>): NamedUnit[] {
  return task.units.filter((unit) => ![...task.lead, ...task.support].some((named) => named.name === unit.name));
}

/** The document's title where all tasks are of one, else nothing. */
export function sourceTitle(tasks: readonly Task[]): string {
  const titles = new Set(tasks.map((task) => task.source.title));
  return titles.size === 1 ? ([...titles][0] ?? '') : '';
}

/** The title of a plan that assigns the tasks of a document: its own where it is such a plan already. */
export function planTitle(title: string): string {
  if (/分工方案$/.test(title)) return title;
  if (/任务$/.test(title)) return `${title}分工方案`;
  return `${title.replace(/工作方案$/, '')}重点任务分工方案`;
}

/** The name of an exported file: what it is, and of which day. */
export function exportName(what: string, extension: 'docx' | 'xlsx', { actor, today }: OperationContext): string {
  return `${actor.demonstration ? '演示-' : ''}${what}-${today}.${extension}`;
}
