import { isIsoDate, type Refusal, refuse } from '@qipan/kernel';
import { type Link, MAX_DAYS, MAX_LINKS, MAX_TASKS, type PlannedTask, type ScheduleInput } from './contract.ts';

/** Dates outside of these are refused: further out nothing is planned, and counting would go on for ever. */
export const firstDate = '1900-01-01';
export const lastDate = '2199-12-31';

/** What is wrong with single tasks, links and dates, before they are looked at together. O(tasks + links). */
export function checkInput(input: ScheduleInput): Refusal | null {
  if (input.tasks.length > MAX_TASKS || input.links.length > MAX_LINKS)
    return refuse('schedule.too-many', { tasks: input.tasks.length, links: input.links.length });
  const wrong = checkDate(input.start, 'start') ?? (input.finish === null ? null : checkDate(input.finish, 'finish'));
  if (wrong) return wrong;
  if (input.finish !== null && input.finish < input.start)
    return refuse('schedule.plan-finish-before-start', { start: input.start, finish: input.finish }, 'finish');
  if (!isCount(input.criticalSlack, 0)) return refuse('schedule.no-number', { value: String(input.criticalSlack) });
  return checkExceptions(input) ?? firstOf(input.tasks, checkTask) ?? firstOf(input.links, checkLink);
}

function firstOf<T>(list: readonly T[], check: (entry: T, index: number) => Refusal | null): Refusal | null {
  for (const [index, entry] of list.entries()) {
    const found = check(entry, index);
    if (found) return found;
  }
  return null;
}

/** A day that exists and lies within the years that can be counted. */
export function checkDate(date: string, at: string): Refusal | null {
  if (!isIsoDate(date)) return refuse('schedule.no-date', { date }, at);
  return date < firstDate || date > lastDate ? refuse('schedule.date-too-far', { date }, at) : null;
}

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least && value <= MAX_DAYS;
}

function checkTask(task: PlannedTask, index: number): Refusal | null {
  const { name, duration, constraint, deadline, actualStart, actualFinish } = task;
  const at = `tasks[${index}]`;
  if (!isCount(duration.days, 0)) return refuse('schedule.no-duration', { name, days: String(duration.days) }, at);
  const dates = [deadline, actualStart, actualFinish, 'date' in constraint ? constraint.date : null];
  for (const date of dates) {
    const wrong = date === null ? null : checkDate(date, at);
    if (wrong) return wrong;
  }
  if (actualStart !== null && actualFinish !== null && actualFinish < actualStart)
    return refuse('schedule.finish-before-start', { name, start: actualStart, finish: actualFinish }, at);
  return null;
}

function checkLink({ lag }: Link, index: number): Refusal | null {
  if (!isCount(lag.days, -MAX_DAYS))
    return refuse('schedule.no-lag', { number: index + 1, days: String(lag.days) }, `links[${index}]`);
  return null;
}

function checkExceptions({ exceptions, calendar }: ScheduleInput): Refusal | null {
  const work = new Set(exceptions.workdays);
  const twice = exceptions.daysOff.find((date) => work.has(date));
  if (twice !== undefined) return refuse('schedule.day-twice', { date: twice }, 'exceptions');
  const years = calendar.flatMap(({ daysOff, makeUpWorkdays }) => [...daysOff, ...makeUpWorkdays]);
  return firstOf([...exceptions.daysOff, ...exceptions.workdays, ...years], (date) => checkDate(date, 'calendar'));
}
