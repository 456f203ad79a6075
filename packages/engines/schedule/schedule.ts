import { ok, type Outcome } from '@qipan/kernel';
import { type LateDates, type LimitCode, passBackward, projectFinish, roomsAmong } from './backward.ts';
import { checkInput } from './check.ts';
import type { Because, Missed, Note, Schedule, ScheduledTask, ScheduleInput } from './contract.ts';
import { boundOf, boundsOf, causes, type Dates, type Given, never, passForward } from './forward.ts';
import { kinds } from './edges.ts';
import { buildNetwork } from './network.ts';
import { markYears } from './published.ts';
import { dateOf, dayAt, dayOf, evening, makeWorkdays, type Moment, morning, slackOf } from './workdays.ts';

/**
 * The dates of a plan by the critical path method: earliest and latest dates, slack, what drives each task, which limit cannot
 * be kept. A year without a published calendar is counted by plain weekdays, and said.
 *
 * In: tasks, links, start, calendar. Out: `Schedule`. Errors: `schedule.*` of the messages, with the place in `at`.
 * O(tasks + links + days of the calendar).
 */
export function schedule(input: ScheduleInput): Outcome<Schedule> {
  const wrong = checkInput(input);
  if (wrong) return wrong;
  const network = buildNetwork(input);
  if (!network.ok) return network;
  const work = makeWorkdays(input.calendar, input.exceptions);
  const bounds = input.tasks.map((task) => boundsOf(task, work));
  const start = morning(dayOf(input.start));
  const given: Given = { network: network.value, work, start, keeps: input.keeps, bounds };
  const early = passForward(given, null);
  if (!early.ok) return early;
  const found = lastMoment(given, early.value);
  const end = input.finish === null ? found : evening(dayOf(input.finish));
  const late = passBackward(given, early.value, end);
  const isLate = input.tasks.some(({ constraint }) => constraint.type === 'ALAP');
  const planned = isLate ? passForward(given, startsAsLate(input, early.value, late)) : early;
  if (!planned.ok) return planned;
  const passes: Passes = { given, early: early.value, late, dates: planned.value, input, end };
  return ok(assemble(passes));
}

interface Passes {
  readonly given: Given;
  readonly input: ScheduleInput;
  readonly early: Dates;
  readonly late: LateDates;
  /** The dates that are planned. */
  readonly dates: Dates;
  readonly end: Moment;
}

function lastMoment({ network, start }: Given, dates: Dates): Moment {
  let last = start;
  for (const node of network.order) last = Math.max(last, dates.finish[node] ?? 0);
  return last;
}

/** Where tasks as late as possible start: at their late date, as far as that is not before the early one. */
function startsAsLate({ tasks }: ScheduleInput, early: Dates, late: LateDates): Int32Array {
  return Int32Array.from(tasks, ({ constraint }, at) =>
    constraint.type === 'ALAP' && (late.start[at] ?? 0) > (early.start[at] ?? 0) ? (late.start[at] ?? 0) : -never,
  );
}

function assemble(passes: Passes): Schedule {
  const { given, input, dates } = passes;
  const { network } = given;
  const rooms = roomsAmong(given, dates, passes.end);
  const text = makeDates();
  const rows: (ScheduledTask | null)[] = new Array(network.count).fill(null);
  for (let at = 0; at < network.count; at += 1)
    if (!network.isCancelled[at] && !network.isSummary[at]) rows[at] = rowOf(passes, rooms, { at, text });
  gatherSummaries(passes, rows, text);
  const marked = markYears(given, dates, rows);
  const tasks = rows.filter((row) => row !== null);
  const leaves = tasks.filter((row) => !row.isSummary);
  return {
    tasks,
    cancelled: input.tasks.filter((_task, at) => network.isCancelled[at]).map(({ id }) => id),
    start: leaves.map(({ start }) => start).sort()[0] ?? input.start,
    finish: text(lastMoment(given, dates)),
    criticalPath: leaves
      .filter(({ isCritical }) => isCritical)
      .sort((one, other) => compare(one.start, other.start) || compare(one.finish, other.finish))
      .map(({ id }) => id),
    longestChain: longestChainOf(given, dates),
    brokenLinks: brokenLinksOf(given, dates),
    unpublished: marked,
    notes: [...network.notes, ...notesOf(given, dates, marked)],
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Dates as text, each made once. */
function makeDates(): (moment: Moment) => string {
  const made = new Map<number, string>();
  return (moment) => {
    const day = dayAt(moment);
    const known = made.get(day);
    if (known !== undefined) return known;
    const text = dateOf(day);
    made.set(day, text);
    return text;
  };
}

interface Row {
  readonly at: number;
  readonly text: (moment: Moment) => string;
}

function rowOf(passes: Passes, rooms: { start: Int32Array; finish: Int32Array }, { at, text }: Row): ScheduledTask {
  const { given, early, late, dates, input } = passes;
  const { work, network } = given;
  const task = network.tasks[at];
  const [start, finish] = [dates.start[at] ?? 0, dates.finish[at] ?? 0];
  const [lateStart, lateFinish] = [late.start[at] ?? 0, late.finish[at] ?? 0];
  const isDone = task?.actualFinish !== null;
  const canMoveStart = task?.actualStart === null && task.duration.days > 0;
  const byFinish = slackOf(work, finish, lateFinish);
  const totalSlack = isDone ? 0 : canMoveStart ? Math.min(byFinish, slackOf(work, start, lateStart)) : byFinish;
  const [roomStart, roomFinish] = [rooms.start[at] ?? never, rooms.finish[at] ?? never];
  const byRoom = Math.min(
    slackOf(work, finish, roomFinish - (task?.duration.days === 0 ? 0 : 1)),
    roomStart === never || task?.actualStart !== null ? never : slackOf(work, start, roomStart),
  );
  return {
    id: task?.id ?? '',
    isSummary: false,
    isMilestone: task?.duration.days === 0,
    start: text(start),
    finish: text(finish),
    earlyStart: text(early.start[at] ?? 0),
    earlyFinish: text(early.finish[at] ?? 0),
    lateStart: text(lateStart),
    lateFinish: text(lateFinish),
    totalSlack,
    freeSlack: isDone ? 0 : Math.max(0, Math.min(byRoom, totalSlack)),
    isCritical: !isDone && totalSlack <= input.criticalSlack,
    because: becauseOf(given, dates, at),
    missed: totalSlack < 0 ? missedOf(passes, late.limit[at] ?? projectFinish, -totalSlack) : null,
    assumed: false,
  };
}

function missedOf({ input, end }: Passes, limit: LimitCode, workdays: number): Missed {
  const task = input.tasks[limit >> 1];
  if (!task || limit === projectFinish)
    return { kind: 'project-finish', taskId: null, date: dateOf(dayAt(end)), workdays };
  const kind = limit & 1 ? 'constraint' : 'deadline';
  const date = kind === 'deadline' ? task.deadline : 'date' in task.constraint ? task.constraint.date : null;
  return { kind, taskId: task.id, date: date ?? dateOf(dayAt(end)), workdays };
}

/** A summary task spans its children and is as late as the one with the least slack. Children stand before it in the order. */
function gatherSummaries(
  { given, dates, early, late }: Passes,
  rows: (ScheduledTask | null)[],
  text: Row['text'],
): void {
  const { network } = given;
  for (const node of network.order) {
    if (node < network.count) continue;
    const { from, intoAt } = network.edges;
    const children = [...from.subarray(intoAt[node], intoAt[node + 1])];
    const own = children.map((child) => rows[child % network.count]).filter((row) => row != null);
    const worst = own.reduce<ScheduledTask | undefined>(
      (least, row) => (least === undefined || row.totalSlack < least.totalSlack ? row : least),
      undefined,
    );
    const least = (moments: Int32Array) => children.reduce((best, child) => Math.min(best, moments[child] ?? 0), never);
    // The late room of a summary task is not a date: its late dates are those of its children.
    late.start[node] = least(late.start);
    late.finish[node] = children.reduce((most, child) => Math.max(most, late.finish[child] ?? 0), -never);
    rows[node - network.count] = {
      id: network.tasks[node - network.count]?.id ?? '',
      isSummary: true,
      isMilestone: false,
      start: text(dates.start[node] ?? 0),
      finish: text(dates.finish[node] ?? 0),
      earlyStart: text(early.start[node] ?? 0),
      earlyFinish: text(early.finish[node] ?? 0),
      lateStart: text(late.start[node] ?? 0),
      lateFinish: text(late.finish[node] ?? 0),
      totalSlack: worst?.totalSlack ?? 0,
      freeSlack: null,
      isCritical: own.some((row) => row.isCritical),
      because: { kind: 'children' },
      missed: worst?.missed ?? null,
      assumed: false,
    };
  }
}

function becauseOf({ network }: Given, dates: Dates, at: number): Because {
  const { edges, links, tasks } = network;
  let node = at;
  let through: string | null = null;
  let cause = dates.cause[node] ?? causes.projectStart;
  // A bound that comes from the summary task above is told as what bounds that one.
  while (cause >= 0 && edges.kind[cause] === kinds.gate) {
    node = edges.from[cause] ?? 0;
    through = tasks[node]?.id ?? null;
    cause = dates.cause[node] ?? causes.projectStart;
  }
  const link = links[edges.link[cause] ?? -1];
  if (link) return { kind: 'link', taskId: link.from, type: link.type, through };
  if (cause === causes.actual) return { kind: 'actual' };
  if (cause === causes.asLateAsPossible) return { kind: 'as-late-as-possible' };
  const constraint = tasks[node]?.constraint;
  return cause === causes.constraint && constraint && 'date' in constraint
    ? { kind: 'constraint', type: constraint.type, date: constraint.date, through }
    : { kind: 'project-start' };
}

/** Back from the task that finishes last (of equals the last in order: a closing milestone), along what drives each one. */
function longestChainOf({ network }: Given, dates: Dates): string[] {
  const { count, isSummary, order, tasks } = network;
  let node = -1;
  for (const at of order) {
    if (at >= count || isSummary[at]) continue;
    if (node < 0 || (dates.finish[at] ?? 0) >= (dates.finish[node] ?? 0)) node = at;
  }
  const chain: string[] = [];
  while (node >= 0) {
    if (node < count && !isSummary[node]) chain.push(tasks[node]?.id ?? '');
    const cause = dates.cause[node] ?? causes.projectStart;
    node = cause < 0 ? -1 : (network.edges.from[cause] ?? -1);
  }
  return chain.reverse();
}

function brokenLinksOf(given: Given, dates: Dates): Schedule['brokenLinks'] {
  const { count, isSummary, edges, links } = given.network;
  const broken: Schedule['brokenLinks'] = [];
  if (!given.network.tasks.some((task) => 'date' in task.constraint || task.actualStart || task.actualFinish))
    return broken;
  for (let edge = 0; edge < edges.link.length; edge += 1) {
    const link = links[edges.link[edge] ?? -1];
    if (!link) continue;
    const to = edges.to[edge] ?? 0;
    const node = isSummary[to] ? count + to : to;
    const moment = link.type === 'FS' || link.type === 'SS' ? dates.start[node] : dates.finish[node];
    if (boundOf(given, dates, edge) > (moment ?? 0)) broken.push({ from: link.from, to: link.to, type: link.type });
  }
  return broken;
}

function notesOf({ network, start }: Given, dates: Dates, unpublished: Schedule['unpublished']): Note[] {
  const names = new Map(network.tasks.map(({ id, name }) => [id, name]));
  const early = network.tasks.filter(
    ({ actualStart, actualFinish }, at) =>
      !network.isCancelled[at] &&
      !network.isSummary[at] &&
      actualStart === null &&
      actualFinish === null &&
      (dates.start[at] ?? 0) < start,
  );
  return [
    ...unpublished.map(({ year, taskIds }) => ({
      code: taskIds.length === 0 ? 'schedule.unpublished-late' : 'schedule.unpublished-year',
      values: { year, name: names.get(taskIds[0] ?? '') ?? '', count: taskIds.length },
    })),
    ...early.map(({ name }) => ({ code: 'schedule.before-start', values: { name } })),
  ];
}
