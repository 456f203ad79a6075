import { cleanText } from '../xml/write-xml.ts';
import type { Outcome, SourceNote } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { settle, stop } from '../stop.ts';
import { childOf, childrenOf, streamXml, type XmlElement } from '../xml/read-xml.ts';
import { calendarOf, type ReadCalendar } from './read-calendar.ts';
import { flagOf, momentOf, numberOf, fieldOf, minutesOf } from './read-values.ts';
import {
  constraintNames,
  linkNames,
  projectLimits,
  type ProjectLink,
  type ProjectPlan,
  type ProjectTask,
} from './project-plan.ts';

/** What was read, and notes on what of the file has no place in it. */
export interface ReadProject {
  readonly plan: ProjectPlan;
  readonly notes: readonly SourceNote[];
}

const part = 'Project XML';
/** Elements whose children are looked at one by one, so that a large file is never a tree as a whole. */
const parents = ['Project', 'Tasks', 'Calendars', 'Resources', 'Assignments'].map((name) => `msp:${name}`);
const oldBinary = [0xd0, 0xcf, 0x11, 0xe0];

interface Found {
  readonly properties: Map<string, XmlElement>;
  readonly tasks: ProjectTask[];
  readonly calendars: ReadCalendar[];
  readonly counts: Map<string, number>;
  links: number;
  characters: number;
}

/**
 * Reads a plan that MS Project saved as XML. Refuses what is no such file, broken or hostile XML, and values that are no dates
 * or numbers, with the task that they stand on. Resources, costs and baselines are not read, and the notes say so. O(bytes).
 * Source: MSPDI, learn.microsoft.com "Project XML Data Interchange Schema Reference".
 */
export function readProject(input: { readonly bytes: Uint8Array }): Outcome<ReadProject> {
  return settle(() => {
    const { bytes } = input;
    if (bytes.length === 0) stop('formats.empty');
    if (bytes.length > limits.fileBytes)
      stop('formats.too-large', { size: Math.ceil(bytes.length / 1024 / 1024), limit: limits.fileBytes / 1024 / 1024 });
    if (oldBinary.every((byte, at) => bytes[at] === byte)) stop('formats.project-binary');
    const found: Found = {
      properties: new Map(),
      tasks: [],
      calendars: [],
      counts: new Map(),
      links: 0,
      characters: 0,
    };
    streamXml({ bytes, part, parents, onChild: (child, parent) => take(found, child, parent) });
    if (found.properties.size === 0 && found.tasks.length === 0) stop('formats.project-other');
    return finish(found);
  });
}

function take(found: Found, child: XmlElement, parent: string): void {
  if (parent === 'msp:Project') {
    if (simple.has(child.name)) found.properties.set(child.name, child);
  } else if (parent === 'msp:Tasks' && child.name === 'msp:Task') takeTask(found, child);
  else if (parent === 'msp:Calendars' && child.name === 'msp:Calendar') {
    if (found.calendars.length >= 1_000) stop('formats.project-too-many', { limit: 1_000 });
    found.calendars.push(calendarOf(child));
  } else if (parent === 'msp:Resources' && fieldOf(child, 'UID') !== '0') count(found, 'resources');
}

const simple: ReadonlySet<string> = new Set(
  ['Name', 'Title', 'StartDate', 'FinishDate', 'MinutesPerDay', 'CalendarUID', 'SaveVersion'].map(
    (name) => `msp:${name}`,
  ),
);

function count(found: Found, what: string): void {
  found.counts.set(what, (found.counts.get(what) ?? 0) + 1);
}

function takeTask(found: Found, element: XmlElement): void {
  const uid = numberOf(element, 'UID', { name: fieldOf(element, 'Name') ?? '', least: 0, most: 2 ** 31 });
  // The row of the whole project, and rows that were left blank.
  if (uid === 0 || flagOf(element, 'IsNull')) return;
  if (uid === null) stop('formats.project-number', { name: fieldOf(element, 'Name') ?? '', value: '' });
  if (found.tasks.length >= projectLimits.tasks) stop('formats.project-too-many', { limit: projectLimits.tasks });
  const name = cleanText(fieldOf(element, 'Name') ?? '').trim();
  found.characters += name.length;
  if (found.characters > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
  if (flagOf(element, 'Manual')) count(found, 'manual');
  if (Number(fieldOf(element, 'CalendarUID') ?? -1) > 0) count(found, 'calendars');
  const type = numberOf(element, 'ConstraintType', { name, least: 0, most: 7 }) ?? 0;
  const format = Number(fieldOf(element, 'DurationFormat') ?? 7);
  found.tasks.push({
    uid,
    name,
    level: numberOf(element, 'OutlineLevel', { name, least: 1, most: projectLimits.level }) ?? 1,
    isMilestone: flagOf(element, 'Milestone'),
    isActive: fieldOf(element, 'Active') !== '0',
    minutes: minutesOf(fieldOf(element, 'Duration'), name),
    isElapsed: elapsedFormats.has(format),
    constraint: constraintNames[type] ?? 'ASAP',
    constraintDate: type < 2 ? null : momentOf(element, 'ConstraintDate', name),
    deadline: momentOf(element, 'Deadline', name),
    start: momentOf(element, 'Start', name),
    finish: momentOf(element, 'Finish', name),
    actualStart: momentOf(element, 'ActualStart', name),
    actualFinish: momentOf(element, 'ActualFinish', name),
    percentComplete: numberOf(element, 'PercentComplete', { name, least: 0, most: 100 }) ?? 0,
    links: childrenOf(element, 'msp:PredecessorLink').flatMap((link) => linkOf(found, link, name)),
  });
}

/** Formats of a length by the clock: em, eh, ed, ew, emo, and the same when estimated. */
const elapsedFormats: ReadonlySet<number> = new Set([4, 6, 8, 10, 12, 36, 38, 40, 42, 44]);
/** Lags that are a share of the predecessor's duration. */
const percentFormats: ReadonlySet<number> = new Set([19, 20, 51, 52]);

function linkOf(found: Found, element: XmlElement, name: string): ProjectLink[] {
  found.links += 1;
  if (found.links > projectLimits.links) stop('formats.project-too-many', { limit: projectLimits.links });
  const from = numberOf(element, 'PredecessorUID', { name, least: 0, most: 2 ** 31 });
  if (flagOf(element, 'CrossProject') || from === null) {
    count(found, 'outside');
    return [];
  }
  const type = numberOf(element, 'Type', { name, least: 0, most: 3 }) ?? 1;
  const format = Number(fieldOf(element, 'LagFormat') ?? 7);
  const most = projectLimits.minutes * 10;
  const lag = numberOf(element, 'LinkLag', { name, least: -most, most }) ?? 0;
  const isPercent = percentFormats.has(format);
  if (isPercent && lag !== 0) count(found, 'percent');
  return [
    {
      from,
      type: linkNames[type] ?? 'FS',
      lagMinutes: isPercent ? 0 : lag / 10,
      isElapsed: elapsedFormats.has(format),
    },
  ];
}

function finish(found: Found): ReadProject {
  const { properties, tasks, calendars, counts } = found;
  const uids = new Set<number>();
  for (const { uid, name } of tasks) {
    if (uids.has(uid)) stop('formats.project-uid', { name, uid });
    uids.add(uid);
  }
  const known = tasks.map((task) => {
    const links = task.links.filter(({ from }) => uids.has(from));
    for (let lost = links.length; lost < task.links.length; lost += 1) count(found, 'outside');
    return links.length === task.links.length ? task : { ...task, links };
  });
  const root: XmlElement = { name: 'msp:Project', attributes: {}, children: [...properties.values()] };
  const chosen = Number(fieldOf(root, 'CalendarUID') ?? -1);
  const calendar = calendars.find(({ uid }) => uid === chosen) ?? calendars[0];
  if (calendar && !calendar.isPlainWeek) count(found, 'week');
  if (calendar && calendar.unread > 0) counts.set('exceptions', calendar.unread);
  const title = childOf(root, 'msp:Title') ? fieldOf(root, 'Title') : fieldOf(root, 'Name');
  const name = cleanText(title ?? '').trim();
  const plan: ProjectPlan = {
    name,
    start: momentOf(root, 'StartDate', name),
    finish: momentOf(root, 'FinishDate', name),
    minutesPerDay: numberOf(root, 'MinutesPerDay', { name, least: 1, most: 1440 }) ?? 480,
    daysOff: calendar?.daysOff ?? [],
    workdays: calendar?.workdays ?? [],
    tasks: known,
  };
  return { plan, notes: notesOf(counts) };
}

function notesOf(counts: ReadonlyMap<string, number>): SourceNote[] {
  return [...counts].sort().map(([what, number]) => ({ code: `formats.project-${what}`, values: { count: number } }));
}
