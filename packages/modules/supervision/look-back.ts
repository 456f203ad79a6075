import type { Facts, Period } from '@qipan/engines/light';
import { afterAct, type Life } from './life.ts';
import type { HappenedRow } from './model.ts';

/** The last day of a month. */
export function endOfMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = number === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(number) ? 30 : 31;
  return `${month}-${days}`;
}

/** From one month to another, both counted. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year = 0, number = 0] = from.split('-').map(Number);
  for (;;) {
    const month = `${year}-${String(number).padStart(2, '0')}`;
    if (month > to) return months;
    months.push(month);
    [year, number] = number === 12 ? [year + 1, 1] : [year, number + 1];
  }
}

/** Of two dates; Math.min would make numbers of them. */
function earlierOf(one: string, other: string): string {
  if (one < other) return one;
  return other;
}

/** The day by which a month's report is due: the chosen day, or the month's last where it is shorter. */
export function reportDue(month: string, reportDay: number): string {
  const last = endOfMonth(month);
  return earlierOf(`${month}-${String(reportDay).padStart(2, '0')}`, last);
}

/** A task's past, told once: its state after each act, and when the lead's reports came in. */
export interface Timeline {
  readonly states: readonly { readonly on: string; readonly life: Life }[];
  /** Days on which the lead filed, by month. */
  readonly filed: ReadonlyMap<string, readonly string[]>;
}

/** Tells a task's acts once. An act that the state machine does not take ends the telling: none such is stored. O(acts). */
export function timelineOf(acts: readonly HappenedRow[]): Timeline {
  const states: { on: string; life: Life }[] = [];
  const filed = new Map<string, string[]>();
  let life: Life | null = null;
  for (const happened of acts) {
    const next = afterAct(life, happened);
    if (!next.ok) break;
    life = next.value;
    states.push({ on: happened.on, life });
    const { act, side, on } = happened;
    if (act.kind === 'file-report' && side === 'lead') filed.set(act.month, [...(filed.get(act.month) ?? []), on]);
  }
  return { states, filed };
}

/** What was known of a task on a day: only what had happened by then counts. Null before it was handed over. */
export function lifeOn({ states }: Timeline, day: string): Life | null {
  return states.findLast(({ on }) => on <= day)?.life ?? null;
}

interface DueReport {
  readonly month: string;
  readonly due: string;
  readonly filed: readonly string[];
}

/** The months whose report is due of the lead, without those at whose day the task was paused, asked to be closed or over. O(months). */
function reportsDue(timeline: Timeline, given: { asOf: string; reportDay: number }): DueReport[] {
  const first = timeline.states[0]?.on;
  if (first === undefined) return [];
  return monthsBetween(first.slice(0, 7), given.asOf.slice(0, 7)).flatMap((month) => {
    const due = reportDue(month, given.reportDay);
    const then = lifeOn(timeline, earlierOf(due, given.asOf));
    if (due < first || !then || then.isPaused || ['closed', 'closing', 'ended'].includes(then.phase)) return [];
    return [{ month, due, filed: timeline.filed.get(month) ?? [] }];
  });
}

/** The same with the day on which each was last filed. */
export function dueReports(
  timeline: Timeline,
  given: { asOf: string; reportDay: number },
): { month: string; due: string; filedOn: string | null }[] {
  return reportsDue(timeline, given).map(({ month, due, filed }) => ({
    month,
    due,
    filedOn: filed.findLast((on) => on <= given.asOf) ?? null,
  }));
}

/** The facts of a task on a day, for the lights, with the reports that were due by then. What nobody reported stays null. */
function factsOn(life: Life, reports: readonly DueReport[], asOf: string): Facts {
  return {
    plannedStart: life.assignedOn,
    startedOn: life.signedOn,
    deadline: life.deadline,
    doneOn: life.closedOn,
    progress: life.progress,
    reports: reports.map(({ due, filed }) => ({ due, filedOn: filed.findLast((on) => on <= asOf) ?? null })),
    lastUpdate: life.lastReportOn ?? life.signedOn,
    isExcused: life.isPaused,
    plannedProgress: null,
    plannedFunds: null,
    paidFunds: null,
    listedOn: null,
    isPoor: null,
    isUrgent: false,
  };
}

/** One look at the end of each month that has passed, and one today: at most so many, the newest. O(months²). */
export function periodsOf(timeline: Timeline, given: { today: string; reportDay: number; atMost?: number }): Period[] {
  const { today, reportDay, atMost = 24 } = given;
  const reports = reportsDue(timeline, { asOf: today, reportDay });
  const first = timeline.states[0]?.on;
  if (first === undefined) return [];
  return monthsBetween(first.slice(0, 7), today.slice(0, 7))
    .slice(-atMost)
    .flatMap((period) => {
      const asOf = earlierOf(endOfMonth(period), today);
      const life = lifeOn(timeline, asOf);
      // A month's report is due within the month, so that those of later months are the only ones not due by its end.
      const due = reports.filter(({ month }) => month <= period);
      return life ? [{ period, asOf, facts: factsOn(life, due, asOf) }] : [];
    });
}
