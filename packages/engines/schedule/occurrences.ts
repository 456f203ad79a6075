import { type CalendarYear, ok, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import { z } from 'zod';
import { checkDate } from './check.ts';
import { type Exceptions, exceptionsSchema, type Note, noteSchema } from './contract.ts';
import { dateOf, dayOf, makeWorkdays, type Workdays } from './workdays.ts';

const every = z.number().int().min(1).max(1_000).default(1);
/** A day beyond the month's end is its last day: 31 is 月底. */
const day = z.number().int().min(1).max(31);
/** What becomes of an occurrence on a day off: it stays, or goes to the workday before or after. */
const onDayOff = z.enum(['keep', 'before', 'after']).default('keep');
/** Every n-th week, month, quarter or year is counted from the one in which this day lies. */
const since = z.iso.date();

export const recurrenceSchema = z.discriminatedUnion('kind', [
  /** 1 Monday … 7 Sunday. */
  z.strictObject({ kind: z.literal('weekly'), weekday: z.number().int().min(1).max(7), every, since, onDayOff }),
  z.strictObject({ kind: z.literal('monthly'), day, every, since, onDayOff }),
  /** The day of the first, second or third month of each quarter. */
  z.strictObject({
    kind: z.literal('quarterly'),
    month: z.number().int().min(1).max(3),
    day,
    every,
    since,
    onDayOff,
  }),
  z.strictObject({ kind: z.literal('yearly'), month: z.number().int().min(1).max(12), day, every, since, onDayOff }),
]);
export type Recurrence = z.infer<typeof recurrenceSchema>;

export const occurrencesSchema = z.object({
  occurrences: z.array(
    z.object({
      date: z.iso.date(),
      /** The day that the rule names, before days off were looked at. */
      nominal: z.iso.date(),
      /** Tested by plain Monday to Friday, in a year that is not published. */
      assumed: z.boolean(),
    }),
  ),
  notes: z.array(noteSchema),
});
export type Occurrences = z.infer<typeof occurrencesSchema>;

export interface RecurringInput {
  readonly rule: Recurrence;
  /** First and last day that are looked at. */
  readonly from: string;
  readonly to: string;
  readonly calendar: readonly CalendarYear[];
  readonly exceptions?: Exceptions;
}

/** An occurrence can be moved by no more than the longest run of days off; looked for so far outside of the period. */
const reach = 31;

/**
 * On which days recurring work falls due within a period, by its date after days off were looked at. Nothing is copied: the
 * rule is asked anew. Before `since` there are none. O(occurrences + days of the calendar).
 */
export function occurrences({ rule, from, to, calendar, exceptions }: RecurringInput): Outcome<Occurrences> {
  const wrong = checkDate(from, 'from') ?? checkDate(to, 'to') ?? checkDate(rule.since, 'since') ?? checkRule(rule);
  if (wrong) return wrong;
  if (to < from || dayOf(to) - dayOf(from) > 36_525) return refuse('schedule.no-range', { from, to }, 'to');
  const work = makeWorkdays(calendar, exceptions ?? exceptionsSchema.parse({}));
  const found: Occurrences['occurrences'] = [];
  const years = new Map<number, number>();
  const least = Math.max(dayOf(from) - reach, dayOf(rule.since));
  for (const nominal of nominalDays(rule, least, dayOf(to) + reach)) {
    const [date, text] = [dateOf(moveOff(work, nominal, rule.onDayOff)), dateOf(nominal)];
    if (date < from || date > to) continue;
    const unknown = [...new Set([date, text].map(yearOf))].filter((year) => !work.isPublished(year));
    const assumed = rule.onDayOff !== 'keep' && unknown.length > 0;
    if (assumed) for (const year of unknown) years.set(year, (years.get(year) ?? 0) + 1);
    found.push({ date, nominal: text, assumed });
  }
  const notes: Note[] = [...years].map(([year, count]) => ({
    code: 'schedule.unpublished-recurring',
    values: { year, count },
  }));
  return ok({ occurrences: found, notes });
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function checkRule(rule: Recurrence): Refusal | null {
  const parsed = recurrenceSchema.safeParse(rule);
  const issue = parsed.success ? undefined : parsed.error.issues[0];
  if (!issue) return null;
  const field = String(issue.path[0] ?? 'kind');
  const value = Object.entries(rule).find(([name]) => name === field)?.[1];
  return refuse('schedule.no-rule', { value: String(value) }, field);
}

function moveOff(work: Workdays, day: number, onDayOff: Recurrence['onDayOff']): number {
  const index = work.before(day);
  if (onDayOff === 'keep' || work.before(day + 1) > index) return day;
  return work.nth(onDayOff === 'before' ? index - 1 : index);
}

/** The days that the rule names from one day to another, in order. */
function nominalDays(rule: Recurrence, first: number, last: number): number[] {
  if (rule.kind === 'weekly') return weekDays(rule, first, last);
  const length = rule.kind === 'monthly' ? 1 : rule.kind === 'quarterly' ? 3 : 12;
  const step = length * rule.every;
  const began = Math.floor(monthsOf(rule.since) / length) * length;
  const offset = rule.kind === 'monthly' ? 0 : rule.month - 1;
  const days: number[] = [];
  const reached = monthsOf(dateOf(first));
  const start = began + Math.max(0, Math.floor((reached - began) / step)) * step;
  for (let month = start; ; month += step) {
    const named = dayIn(month + offset, rule.day);
    if (named > last) return days;
    if (named >= first) days.push(named);
  }
}

function weekDays(
  { weekday, every: interval, since: begin }: Recurrence & { kind: 'weekly' },
  first: number,
  last: number,
) {
  const week = (day: number) => Math.floor((day - 4) / 7);
  const step = 7 * interval;
  const began = week(dayOf(begin)) * 7 + 4 + weekday - 1;
  const days: number[] = [];
  for (let day = began + Math.max(0, Math.ceil((first - began) / step)) * step; day <= last; day += step)
    if (day >= first) days.push(day);
  return days;
}

/** Months since the year 0. */
function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** A day of a month, or its last one. */
function dayIn(months: number, named: number): number {
  const [year, month] = [Math.floor(months / 12), months % 12];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(named, length)) / 86_400_000;
}
