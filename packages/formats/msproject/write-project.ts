import { isIsoDate } from '@qipan/kernel';
import { escapeXml, xmlDeclaration } from '../xml/write-xml.ts';
import { constraintNames, linkNames, type ProjectPlan, type ProjectTask } from './project-plan.ts';

/**
 * A plan as XML that MS Project opens, elements in the order of its schema. The same plan always gives the same bytes. A date or
 * number that is none is a programmer's error. O(tasks + links). Source: as in `readProject`.
 */
export function writeProject(plan: ProjectPlan): Uint8Array {
  const rows = outlineOf(plan.tasks);
  const parts = [
    `${xmlDeclaration}<Project xmlns="http://schemas.microsoft.com/project">`,
    tag('SaveVersion', 14),
    tag('Name', plan.name),
    tag('Title', plan.name),
    tag('ScheduleFromStart', 1),
    moment('StartDate', plan.start),
    moment('FinishDate', plan.finish),
    tag('CalendarUID', 1),
    tag('DefaultStartTime', '08:00:00'),
    tag('DefaultFinishTime', '17:00:00'),
    tag('MinutesPerDay', plan.minutesPerDay),
    tag('MinutesPerWeek', plan.minutesPerDay * 5),
    tag('DaysPerMonth', 20),
    calendarXml(plan),
    '<Tasks>',
    ...plan.tasks.map((task, at) => taskXml(task, at + 1, rows[at] ?? { number: '', isSummary: false })),
    '</Tasks></Project>\n',
  ];
  return new TextEncoder().encode(parts.join(''));
}

function tag(name: string, value: string | number): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${name}: ${value}`);
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function moment(name: string, value: string | null): string {
  if (value === null) return '';
  if (!isIsoDate(value.slice(0, 10)) || !/^.{10}T\d\d:\d\d:\d\d$/.test(value))
    throw new RangeError(`${name}: ${value}`);
  return tag(name, value);
}

interface Outline {
  readonly number: string;
  readonly isSummary: boolean;
}

/** Outline numbers (1.2.1), and which tasks have others below them. */
function outlineOf(tasks: readonly ProjectTask[]): Outline[] {
  const counts: number[] = [];
  return tasks.map(({ level }, at) => {
    counts.length = Math.min(counts.length, level);
    while (counts.length < level) counts.push(0);
    counts[level - 1] = (counts[level - 1] ?? 0) + 1;
    return {
      number: counts.map((count) => Math.max(1, count)).join('.'),
      isSummary: (tasks[at + 1]?.level ?? 0) > level,
    };
  });
}

/** PT40H0M0S; parts of a minute as seconds. */
function length(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}

function taskXml(task: ProjectTask, id: number, { number, isSummary }: Outline): string {
  return [
    '<Task>',
    tag('UID', task.uid),
    tag('ID', id),
    tag('Name', task.name),
    tag('Active', task.isActive ? 1 : 0),
    tag('Manual', 0),
    tag('Type', 1),
    tag('IsNull', 0),
    tag('WBS', number),
    tag('OutlineNumber', number),
    tag('OutlineLevel', task.level),
    tag('Priority', 500),
    moment('Start', task.start),
    moment('Finish', task.finish),
    tag('Duration', length(task.minutes)),
    tag('DurationFormat', task.isElapsed ? 8 : 7),
    tag('Estimated', 0),
    tag('Milestone', task.isMilestone ? 1 : 0),
    tag('Summary', isSummary ? 1 : 0),
    tag('PercentComplete', task.percentComplete),
    moment('ActualStart', task.actualStart),
    moment('ActualFinish', task.actualFinish),
    tag('ConstraintType', constraintNames.indexOf(task.constraint)),
    tag('CalendarUID', -1),
    moment('ConstraintDate', task.constraintDate),
    moment('Deadline', task.deadline),
    ...task.links.map(
      ({ from, type, lagMinutes, isElapsed }) =>
        `<PredecessorLink>${tag('PredecessorUID', from)}${tag('Type', linkNames.indexOf(type))}${tag('CrossProject', 0)}${tag('LinkLag', Math.round(lagMinutes * 10))}${tag('LagFormat', isElapsed ? 8 : 7)}</PredecessorLink>`,
    ),
    '</Task>',
  ].join('');
}

function calendarXml({ daysOff, workdays, minutesPerDay }: ProjectPlan): string {
  const times = workingTimes(minutesPerDay);
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const isWorked = day > 1 && day < 7;
    return `<WeekDay>${tag('DayType', day)}${tag('DayWorking', isWorked ? 1 : 0)}${isWorked ? times : ''}</WeekDay>`;
  });
  const exceptions = [
    ...daysOff.map((date) => ({ date, isWorked: false })),
    ...workdays.map((date) => ({ date, isWorked: true })),
  ]
    .sort((one, other) => (one.date < other.date ? -1 : 1))
    .map(
      ({ date, isWorked }) =>
        `<Exception>${tag('EnteredByOccurrences', 0)}<TimePeriod>${moment('FromDate', `${date}T00:00:00`)}${moment('ToDate', `${date}T23:59:00`)}</TimePeriod>${tag('Occurrences', 1)}${tag('Name', isWorked ? '调休上班' : '放假')}${tag('Type', 1)}${tag('DayWorking', isWorked ? 1 : 0)}${isWorked ? times : ''}</Exception>`,
    );
  return `<Calendars><Calendar>${tag('UID', 1)}${tag('Name', '工作日历')}${tag('IsBaseCalendar', 1)}${tag('BaseCalendarUID', -1)}<WeekDays>${week.join('')}</WeekDays>${exceptions.length === 0 ? '' : `<Exceptions>${exceptions.join('')}</Exceptions>`}</Calendar></Calendars>`;
}

/** Eight hours with a break at noon; another length in one piece. */
function workingTimes(minutes: number): string {
  const from = minutes <= 960 ? 480 : 0;
  const pieces =
    minutes === 480
      ? [
          [480, 720],
          [780, 1020],
        ]
      : [[from, Math.min(from + minutes, 1439)]];
  const clock = (minute = 0) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;
  const times = pieces.map(
    ([begin, end]) => `<WorkingTime>${tag('FromTime', clock(begin))}${tag('ToTime', clock(end))}</WorkingTime>`,
  );
  return `<WorkingTimes>${times.join('')}</WorkingTimes>`;
}
