import { type Bounds, type Dates, free, type Given, never } from './forward.ts';
import type { PlannedTask } from './contract.ts';
import { kinds } from './edges.ts';
import { dayOf, evening, finishOf, finishUntil, type Moment, movedBack, startOf, startUntil } from './workdays.ts';

/** Where a late date comes from, as one number: of a task `t` its deadline is `2t` and its constraint `2t + 1`. */
export type LimitCode = number;
export const projectFinish: LimitCode = -1;

export interface LateDates {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  readonly limit: Int32Array;
  /** Of the close of a summary task: where its latest start comes from, apart from its finish. */
  readonly startLimit: Int32Array;
}

/** The latest start and finish that successors and own limits leave a node, not yet on a day of its own. */
interface Room {
  start: Moment;
  finish: Moment;
  startLimit: LimitCode;
  finishLimit: LimitCode;
}

function boundStart(room: Room, moment: Moment, limit: LimitCode): void {
  if (moment >= room.start) return;
  room.start = moment;
  room.startLimit = limit;
}

/** Of equal limits that of the project gives way: the nearer one says more. */
function boundFinish(room: Room, moment: Moment, limit: LimitCode): void {
  if (moment > room.finish || (moment === room.finish && room.finishLimit !== projectFinish)) return;
  room.finish = moment;
  room.finishLimit = limit;
}

/** The room that the targets of a node's edges leave it, when these stand at `targets`. */
function roomOf(given: Given, dates: Dates, at: { node: number; end: Moment; targets: LateDates }): Room {
  const { outAt, outOf } = given.network.edges;
  const room: Room = { start: never, finish: at.end, startLimit: projectFinish, finishLimit: projectFinish };
  for (let out = outAt[at.node] ?? 0; out < (outAt[at.node + 1] ?? 0); out += 1)
    narrow(given, room, { edge: outOf[out] ?? 0, dates, targets: at.targets });
  return room;
}

interface Narrowing {
  readonly edge: number;
  readonly dates: Dates;
  readonly targets: LateDates;
}

function narrow({ network, work }: Given, room: Room, { edge, dates, targets }: Narrowing): void {
  const { edges, count } = network;
  const kind = edges.kind[edge];
  const to = edges.to[edge] ?? 0;
  const limit = targets.limit[to] ?? projectFinish;
  const start = targets.start[to] ?? never;
  if (kind === kinds.gate) boundStart(room, start, limit);
  else if (kind === kinds.close) {
    boundFinish(room, targets.finish[to] ?? never, limit);
    // Of the children of a summary task only the first one decides when it starts.
    if (dates.firstChild[to - count] === edges.from[edge])
      boundStart(room, start, targets.startLimit[to] ?? projectFinish);
  } else {
    const target = kind === kinds.FS || kind === kinds.SS ? start : (targets.finish[to] ?? never);
    const latest = movedBack(work, target, edges.lag[edge] ?? 0);
    if (kind === kinds.FS || kind === kinds.FF) boundFinish(room, latest, limit);
    else boundStart(room, latest, limit);
  }
}

/** A deadline and the late side of a constraint bound the task that they stand on; of equal limits the nearest is named. */
function applyOwn(room: Room, deadline: Moment, own: { bounds: Bounds; index: number }): void {
  const { finishUntil: finish, startUntil: start } = own.bounds;
  if (deadline !== never && deadline <= room.finish) {
    room.finish = deadline;
    room.finishLimit = 2 * own.index;
  }
  if (finish !== never && finish <= room.finish) {
    room.finish = finish;
    room.finishLimit = 2 * own.index + 1;
  }
  if (start !== never && start <= room.start) {
    room.start = start;
    room.startLimit = 2 * own.index + 1;
  }
}

/** Backward pass: the latest dates that move neither the project's end nor miss a limit. O(nodes + edges). */
export function passBackward(given: Given, dates: Dates, end: Moment): LateDates {
  const { network } = given;
  const { count, tasks, isSummary, order } = network;
  const late = emptyDates(count);
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at] ?? 0;
    const task = tasks[node % count];
    if (!task) continue;
    const room = roomOf(given, dates, { node, end, targets: late });
    const isGate = node < count && isSummary[node] === 1;
    if (!isGate) applyOwn(room, deadlineOf(task), { bounds: given.bounds[node % count] ?? free, index: node % count });
    if (isGate) keepRoom(late, node, { ...room, finish: room.start, finishLimit: room.startLimit });
    else if (node >= count) keepRoom(late, node, room);
    else placeLate(given, { dates, late }, { node, task, room });
  }
  return late;
}

function deadlineOf({ deadline }: PlannedTask): Moment {
  return deadline === null ? never : evening(dayOf(deadline));
}

function emptyDates(count: number): LateDates {
  const none = () => new Int32Array(2 * count).fill(projectFinish);
  return { start: new Int32Array(2 * count), finish: new Int32Array(2 * count), limit: none(), startLimit: none() };
}

function keepRoom(late: LateDates, node: number, room: Room): void {
  late.start[node] = room.start;
  late.finish[node] = room.finish;
  late.limit[node] = room.finishLimit;
  late.startLimit[node] = room.startLimit;
}

interface Placed {
  readonly node: number;
  readonly task: PlannedTask;
  readonly room: Room;
}

function placeLate({ work }: Given, { dates, late }: { dates: Dates; late: LateDates }, placed: Placed): void {
  const { node, task, room } = placed;
  const span = task.duration;
  if (task.actualFinish !== null) {
    late.start[node] = dates.start[node] ?? 0;
    late.finish[node] = dates.finish[node] ?? 0;
    return;
  }
  let finish = finishUntil(work, span, room.finish);
  let limit = room.finishLimit;
  if (room.start !== never && task.actualStart === null) {
    const byStart = finishOf(work, span, startUntil(work, span, room.start));
    if (byStart < finish || (byStart === finish && limit === projectFinish)) {
      finish = byStart;
      limit = room.startLimit;
    }
  }
  late.finish[node] = finish;
  late.start[node] = task.actualStart === null ? startOf(work, span, finish) : (dates.start[node] ?? 0);
  late.limit[node] = limit;
}

/** The room that each task has while all others stay where they are. Gates stand where their first child does. O(nodes + edges). */
export function roomsAmong(given: Given, dates: Dates, end: Moment): { start: Int32Array; finish: Int32Array } {
  const { network } = given;
  const { count, order, isSummary } = network;
  const targets: LateDates = { ...emptyDates(count), start: dates.start.slice(), finish: dates.finish.slice() };
  const rooms = { start: new Int32Array(count), finish: new Int32Array(count) };
  for (let task = 0; task < count; task += 1) if (isSummary[task]) targets.start[task] = dates.start[count + task] ?? 0;
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const node = order[at] ?? 0;
    if (node < count && isSummary[node]) continue;
    const room = roomOf(given, dates, { node, end, targets });
    const kept = node < count ? rooms : targets;
    kept.start[node] = room.start;
    kept.finish[node] = room.finish;
  }
  return rooms;
}
