import type { CalendarYear } from '@qipan/kernel';
import type { DayUnit, Exceptions } from './contract.ts';

const dayMs = 86_400_000;
/** 1970-01-05, a Monday, as days since 1970-01-01. */
const monday = 4;

/** Days since 1970-01-01. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/**
 * Counts workdays in O(1): prefix sums over the published years, plain Monday to Friday by formula outside of them.
 * `before(day)` numbers the workdays in a row that has no beginning, so differences of it are counts.
 */
export interface Workdays {
  /** Workdays before a day, from a fixed one on. */
  before(day: number): number;
  /** The day of a workday's number: `before(nth(i)) === i`. */
  nth(index: number): number;
  isPublished(year: number): boolean;
}

function plainBefore(day: number): number {
  const week = Math.floor((day - monday) / 7);
  return week * 5 + Math.min(day - monday - week * 7, 5);
}

function plainNth(index: number): number {
  const week = Math.floor(index / 5);
  return monday + week * 7 + index - week * 5;
}

/** The calendar of a place: its exceptions go before the national arrangement, that before the weekday. O(days of the years). */
export function makeWorkdays(calendar: readonly CalendarYear[], exceptions: Exceptions): Workdays {
  const years = new Set(calendar.map((entry) => entry.year));
  const kinds = new Map<number, boolean>();
  for (const { daysOff, makeUpWorkdays } of calendar) {
    for (const date of daysOff) kinds.set(dayOf(date), false);
    for (const date of makeUpWorkdays) kinds.set(dayOf(date), true);
  }
  for (const date of exceptions.daysOff) kinds.set(dayOf(date), false);
  for (const date of exceptions.workdays) kinds.set(dayOf(date), true);
  const isPublished = (year: number) => years.has(year);
  if (kinds.size === 0) return { before: plainBefore, nth: plainNth, isPublished };
  const special = [...kinds.keys()].sort((one, other) => one - other);
  const [first = 0, end = 1] = [special[0], (special.at(-1) ?? 0) + 1];
  const sums = new Int32Array(end - first + 1);
  const list: number[] = [];
  const base = plainBefore(first);
  for (let day = first; day < end; day += 1) {
    sums[day - first] = base + list.length;
    if (kinds.get(day) ?? plainBefore(day + 1) > plainBefore(day)) list.push(day);
  }
  const last = base + list.length;
  sums[end - first] = last;
  const shift = last - plainBefore(end);
  return {
    before: (day) => (day < first ? plainBefore(day) : day < end ? (sums[day - first] ?? 0) : plainBefore(day) + shift),
    nth: (index) =>
      index < base ? plainNth(index) : index < last ? (list[index - base] ?? 0) : plainNth(index - shift),
    isPublished,
  };
}

/**
 * A moment is twice a day's number, plus one for its evening. Tasks start in the morning and finish in the evening of a day;
 * a milestone is one moment. No work lies between an evening and the next morning, but a milestone there belongs to one day.
 */
export type Moment = number;

export const morning = (day: number): Moment => 2 * day;
export const evening = (day: number): Moment => 2 * day + 1;
export const dayAt = (moment: Moment): number => moment >> 1;

/** How long a task takes. */
export interface Span {
  readonly days: number;
  readonly unit: DayUnit;
}

const isWork = (work: Workdays, day: number) => work.before(day + 1) > work.before(day);

/** The first moment, not before the given one, at which a span can start. */
export function startFrom(work: Workdays, span: Span, moment: Moment): Moment {
  if (span.days === 0) {
    const day = dayAt(moment);
    return span.unit === 'calendar' || isWork(work, day) ? moment : morning(work.nth(work.before(day)));
  }
  const day = (moment + 1) >> 1;
  return morning(span.unit === 'calendar' ? day : work.nth(work.before(day)));
}

/** The last moment, not after the given one, at which a span can start. */
export function startUntil(work: Workdays, span: Span, moment: Moment): Moment {
  const day = dayAt(moment);
  if (span.days === 0) {
    return span.unit === 'calendar' || isWork(work, day) ? moment : evening(work.nth(work.before(day) - 1));
  }
  return morning(span.unit === 'calendar' ? day : work.nth(work.before(day + 1) - 1));
}

/** The first moment, not before the given one, at which a span can finish. */
export function finishFrom(work: Workdays, span: Span, moment: Moment): Moment {
  if (span.days === 0) return startFrom(work, span, moment);
  const day = dayAt(moment);
  return evening(span.unit === 'calendar' ? day : work.nth(work.before(day)));
}

/** The last moment, not after the given one, at which a span can finish. */
export function finishUntil(work: Workdays, span: Span, moment: Moment): Moment {
  if (span.days === 0) return startUntil(work, span, moment);
  const day = (moment - 1) >> 1;
  return evening(span.unit === 'calendar' ? day : work.nth(work.before(day + 1) - 1));
}

export function finishOf(work: Workdays, span: Span, start: Moment): Moment {
  if (span.days === 0) return start;
  const day = dayAt(start);
  return evening(span.unit === 'calendar' ? day + span.days - 1 : work.nth(work.before(day) + span.days - 1));
}

export function startOf(work: Workdays, span: Span, finish: Moment): Moment {
  if (span.days === 0) return finish;
  const day = dayAt(finish);
  return morning(span.unit === 'calendar' ? day - span.days + 1 : work.nth(work.before(day + 1) - span.days));
}

/** A lag as one number: twice its days, plus one if they are calendar days. */
export type LagCode = number;

export function lagCode({ days, unit }: Span): LagCode {
  return 2 * days + (unit === 'calendar' ? 1 : 0);
}

/** A moment moved by a lag: from a morning to a morning, from an evening to an evening. */
export function moved(work: Workdays, moment: Moment, lag: LagCode): Moment {
  if (lag === 0) return moment;
  const days = lag >> 1;
  if (lag & 1) return moment + 2 * days;
  const day = dayAt(moment);
  return moment & 1 ? evening(work.nth(work.before(day + 1) - 1 + days)) : morning(work.nth(work.before(day) + days));
}

/** The last moment that a lag moves to the given one or before it: `moved(movedBack(m)) ≤ m`, and no later moment is. */
export function movedBack(work: Workdays, moment: Moment, lag: LagCode): Moment {
  if (lag === 0) return moment;
  const days = lag >> 1;
  if (lag & 1) return moment - 2 * days;
  const day = dayAt(moment);
  const until = work.before(day + 1);
  if (moment & 1) return evening(work.nth(until - days) - 1);
  const before = work.before(day);
  const next = work.nth(before - days);
  return until > before ? morning(next) : evening(next - 1);
}

/** Workdays from one moment to a later one, by the days on which they fall; below zero if it is earlier. */
export function slackOf(work: Workdays, from: Moment, to: Moment): number {
  return work.before(dayAt(to) + 1) - work.before(dayAt(from) + 1);
}
