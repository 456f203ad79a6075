import { ok, type Outcome, refuse } from '@qipan/kernel';
import { lastDate } from './check.ts';
import type { PlannedTask } from './contract.ts';
import { type Edges, kinds } from './edges.ts';
import type { Network } from './network.ts';
import {
  dayOf,
  evening,
  finishFrom,
  finishOf,
  finishUntil,
  type Moment,
  morning,
  moved,
  startFrom,
  startOf,
  startUntil,
  type Workdays,
} from './workdays.ts';

/** What a pass works on. */
export interface Given {
  readonly network: Network;
  readonly work: Workdays;
  readonly start: Moment;
  readonly keeps: 'constraint' | 'link';
  /** Of each task, by its constraint. */
  readonly bounds: readonly Bounds[];
}

/** Why a node starts when it does: the number of an edge, or one of these. */
export const causes = { projectStart: -1, constraint: -2, actual: -3, asLateAsPossible: -4 } as const;

/** Dates of all nodes. Of a gate both are the bound that it hands to the children. */
export interface Dates {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  readonly cause: Int32Array;
  /** Of a summary task: the child that starts first. */
  readonly firstChild: Int32Array;
}

/** Farther than any date that can be reached. */
export const never: Moment = 1 << 30;

/**
 * The bounds that a constraint sets, as MS Project means them (PjConstraint): MSO and MFO from both sides, on the next
 * workday (the last one before) where the day is off.
 */
export interface Bounds {
  readonly startFrom: Moment;
  readonly finishFrom: Moment;
  readonly startUntil: Moment;
  readonly finishUntil: Moment;
}

/** The bounds of a task without a dated constraint. */
export const free: Bounds = { startFrom: -never, finishFrom: -never, startUntil: never, finishUntil: never };

export function boundsOf({ constraint, duration }: PlannedTask, work: Workdays): Bounds {
  if (!('date' in constraint)) return free;
  const day = dayOf(constraint.date);
  const [begin, end] = [morning(day), evening(day)];
  switch (constraint.type) {
    case 'SNET':
      return { ...free, startFrom: begin };
    case 'FNET':
      return { ...free, finishFrom: end };
    case 'SNLT':
      return { ...free, startUntil: end };
    case 'FNLT':
      return { ...free, finishUntil: end };
    case 'MSO':
      return { ...free, startFrom: begin, startUntil: Math.max(end, startFrom(work, duration, begin)) };
    case 'MFO':
      return { ...free, finishFrom: finishUntil(work, duration, end), finishUntil: end };
  }
}

/**
 * Forward pass: the earliest dates that links, constraints and the project's start allow. `notBefore`: per task the start
 * that a task as late as possible takes instead. Refused where a date would pass the last one that is counted. O(nodes + edges).
 */
export function passForward(given: Given, notBefore: Int32Array | null): Outcome<Dates> {
  const { network } = given;
  const { count, isSummary, tasks } = network;
  const dates: Dates = {
    start: new Int32Array(2 * count),
    finish: new Int32Array(2 * count),
    cause: new Int32Array(2 * count).fill(causes.projectStart),
    firstChild: new Int32Array(count).fill(-1),
  };
  const last = evening(dayOf(lastDate));
  for (const node of network.order) {
    if (node >= count) closeSummary(network, dates, node);
    else if (isSummary[node]) openSummary(given, dates, node);
    else placeTask(given, dates, { node, notBefore: notBefore?.[node] ?? -never });
    if ((dates.finish[node] ?? 0) > last)
      return refuse('schedule.too-far', { name: tasks[node % count]?.name ?? '', date: lastDate });
  }
  return ok(dates);
}

/** Whether an edge goes from the start of its source; else from the finish. */
function isFromStart(kind: number | undefined): boolean {
  return kind === kinds.SS || kind === kinds.SF || kind === kinds.gate;
}

/** The moment before which an edge does not let the start (FS, SS, gate) or the finish (FF, SF) of its target be. */
export function boundOf({ network: { edges }, work }: Given, dates: Dates, edge: number): Moment {
  const source = edges.from[edge] ?? 0;
  const moment = isFromStart(edges.kind[edge]) ? dates.start[source] : dates.finish[source];
  return moved(work, moment ?? 0, edges.lag[edge] ?? 0);
}

function closeSummary({ edges, count }: Network, dates: Dates, node: number): void {
  let start = never;
  let finish = -never;
  for (let edge = edges.intoAt[node] ?? 0; edge < (edges.intoAt[node + 1] ?? 0); edge += 1) {
    const child = edges.from[edge] ?? 0;
    const begins = dates.start[child] ?? 0;
    const ends = dates.finish[child] ?? 0;
    if (begins < start) {
      start = begins;
      dates.firstChild[node - count] = child;
    }
    if (ends > finish) {
      finish = ends;
      dates.cause[node] = edge;
    }
  }
  dates.start[node] = start;
  dates.finish[node] = finish;
}

function openSummary(given: Given, dates: Dates, node: number): void {
  const { intoAt } = given.network.edges;
  let bound = given.start;
  for (let edge = intoAt[node] ?? 0; edge < (intoAt[node + 1] ?? 0); edge += 1) {
    const found = boundOf(given, dates, edge);
    if (found > bound) {
      bound = found;
      dates.cause[node] = edge;
    }
  }
  const own = (given.bounds[node] ?? free).startFrom;
  if (own > bound) {
    bound = own;
    dates.cause[node] = causes.constraint;
  }
  dates.start[node] = bound;
  dates.finish[node] = bound;
}

/** A moment and what it comes from. */
interface Pull {
  moment: Moment;
  cause: number;
}

function pull(so: Pull, moment: Moment, cause: number): void {
  if (moment <= so.moment) return;
  so.moment = moment;
  so.cause = cause;
}

/** What incoming edges ask of the start and of the finish of a task. */
function pullsOf(given: Given, dates: Dates, node: number): { start: Pull; finish: Pull } {
  const { intoAt, kind }: Edges = given.network.edges;
  const start: Pull = { moment: given.start, cause: causes.projectStart };
  const finish: Pull = { moment: -never, cause: causes.constraint };
  for (let edge = intoAt[node] ?? 0; edge < (intoAt[node + 1] ?? 0); edge += 1) {
    const isFinish = kind[edge] === kinds.FF || kind[edge] === kinds.SF;
    pull(isFinish ? finish : start, boundOf(given, dates, edge), edge);
  }
  return { start, finish };
}

function placeTask(given: Given, dates: Dates, { node, notBefore }: { node: number; notBefore: Moment }): void {
  const { work, network } = given;
  const task = network.tasks[node];
  if (!task || placeActual(work, dates, { node, task })) return;
  const span = task.duration;
  const bounds = given.bounds[node] ?? free;
  const { start, finish } = pullsOf(given, dates, node);
  pull(start, bounds.startFrom, causes.constraint);
  pull(finish, bounds.finishFrom, causes.constraint);
  pull(start, notBefore, causes.asLateAsPossible);
  start.moment = startFrom(work, span, start.moment);
  if (finish.moment > -never) pull(start, startOf(work, span, finishFrom(work, span, finish.moment)), finish.cause);
  const latest = given.keeps === 'constraint' ? latestStart(work, task, bounds) : never;
  const isCapped = start.moment > latest;
  dates.start[node] = isCapped ? latest : start.moment;
  dates.finish[node] = finishOf(work, span, isCapped ? latest : start.moment);
  dates.cause[node] = isCapped ? causes.constraint : start.cause;
}

function latestStart(work: Workdays, { duration }: PlannedTask, bounds: Bounds): Moment {
  const byStart = bounds.startUntil === never ? never : startUntil(work, duration, bounds.startUntil);
  const byFinish =
    bounds.finishUntil === never ? never : startOf(work, duration, finishUntil(work, duration, bounds.finishUntil));
  return Math.min(byStart, byFinish);
}

/** What has happened stands, whatever links and constraints say. */
function placeActual(work: Workdays, dates: Dates, at: { readonly node: number; readonly task: PlannedTask }): boolean {
  const { actualStart, actualFinish, duration } = at.task;
  if (actualStart === null && actualFinish === null) return false;
  const finish = actualFinish === null ? null : evening(dayOf(actualFinish));
  const start = actualStart === null ? startOf(work, duration, finish ?? 0) : morning(dayOf(actualStart));
  dates.start[at.node] = start;
  dates.finish[at.node] = finish ?? finishOf(work, duration, start);
  dates.cause[at.node] = causes.actual;
  return true;
}
