import { addDays, isIsoDate, weekday } from './date.ts';
import { ok, type Outcome, refuse } from './outcome.ts';

/** One published year of the official calendar: days off and make-up workdays (调休), with the notice that says so. */
export interface CalendarYear {
  readonly year: number;
  readonly daysOff: readonly string[];
  readonly makeUpWorkdays: readonly string[];
  readonly source: string;
  readonly issued: string;
}

/** Whether `date` is a workday. A year whose arrangement is not published is refused, never guessed. O(1) after the year's sets are built. */
export function isWorkday(calendar: readonly CalendarYear[], date: string): Outcome<boolean> {
  if (!isIsoDate(date)) return refuse('calendar.no-date', { date });
  const year = calendar.find((entry) => entry.year === Number(date.slice(0, 4)));
  if (!year) return refuse('calendar.unpublished-year', { year: Number(date.slice(0, 4)) });
  if (year.makeUpWorkdays.includes(date)) return ok(true);
  if (year.daysOff.includes(date)) return ok(false);
  const day = weekday(date);
  return ok(day !== 0 && day !== 6);
}

/** The `count`-th workday after `date` (count ≥ 1, at most 2,000). Refused where it would pass through an unpublished year. */
export function addWorkdays(calendar: readonly CalendarYear[], date: string, count: number): Outcome<string> {
  if (!Number.isInteger(count) || count < 1 || count > 2_000) return refuse('calendar.no-count', { count });
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    const workday = isWorkday(calendar, day);
    if (!workday.ok) return workday;
    if (workday.value) left -= 1;
  }
  return ok(day);
}
