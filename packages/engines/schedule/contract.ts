import { z } from 'zod';

const text = z.string().min(1);
const date = z.iso.date();

/** Whole days, counted as workdays or as calendar days. */
export const dayUnitSchema = z.enum(['workday', 'calendar']);
export type DayUnit = z.infer<typeof dayUnitSchema>;

/** More days than this in one duration or lag are refused. */
export const MAX_DAYS = 20_000;
/** More tasks or links than this are refused. */
export const MAX_TASKS = 100_000;
export const MAX_LINKS = 300_000;
/** A tree of tasks deeper than this is refused. */
export const MAX_DEPTH = 100;

const durationSchema = z.strictObject({
  days: z.number().int().min(0).max(MAX_DAYS),
  unit: dayUnitSchema.default('workday'),
});
const lagSchema = z.strictObject({
  days: z.number().int().min(-MAX_DAYS).max(MAX_DAYS),
  unit: dayUnitSchema.default('workday'),
});

/** Constraints with a date, with the letters that MS Project gives them (PjConstraint). */
export const datedConstraintSchema = z.enum(['MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT']);
export const constraintSchema = z.union([
  z.strictObject({ type: z.enum(['ASAP', 'ALAP']) }),
  z.strictObject({ type: datedConstraintSchema, date }),
]);
export type Constraint = z.infer<typeof constraintSchema>;

export const plannedTaskSchema = z.strictObject({
  id: text,
  name: text,
  parentId: text.nullable().default(null),
  /** Zero days is a milestone. Of a task with children it is not used. */
  duration: durationSchema,
  constraint: constraintSchema.default({ type: 'ASAP' }),
  /** The day by which it has to be done. It moves nothing: what it costs is shown as slack. */
  deadline: date.nullable().default(null),
  actualStart: date.nullable().default(null),
  actualFinish: date.nullable().default(null),
  isCancelled: z.boolean().default(false),
});
export type PlannedTask = z.infer<typeof plannedTaskSchema>;

export const linkTypeSchema = z.enum(['FS', 'SS', 'FF', 'SF']);
export const linkSchema = z.strictObject({
  from: text,
  to: text,
  type: linkTypeSchema.default('FS'),
  lag: lagSchema.default({ days: 0, unit: 'workday' }),
});
export type Link = z.infer<typeof linkSchema>;
export type LinkType = z.infer<typeof linkTypeSchema>;

const calendarYearSchema = z.object({
  year: z.number().int(),
  daysOff: z.array(date),
  makeUpWorkdays: z.array(date),
  source: z.string(),
  issued: date,
});

/** Days on which a place differs from the national calendar. */
export const exceptionsSchema = z.strictObject({
  daysOff: z.array(date).default([]),
  workdays: z.array(date).default([]),
});
export type Exceptions = z.infer<typeof exceptionsSchema>;

export const scheduleInputSchema = z.strictObject({
  start: date,
  /** The day by which all has to be done: late dates are counted back from it. Null: from the finish that is found. */
  finish: date.nullable().default(null),
  tasks: z.array(plannedTaskSchema).max(MAX_TASKS),
  links: z.array(linkSchema).max(MAX_LINKS).default([]),
  calendar: z.array(calendarYearSchema),
  exceptions: exceptionsSchema.default({ daysOff: [], workdays: [] }),
  /** Who gives way when a dated constraint and a link cannot both be kept. MS Project's own default keeps the constraint. */
  keeps: z.enum(['constraint', 'link']).default('constraint'),
  /** A task is critical when it has no more workdays of slack than this. */
  criticalSlack: z.number().int().min(0).max(MAX_DAYS).default(0),
});
export type ScheduleInput = z.infer<typeof scheduleInputSchema>;

/** Why a task starts when it does. `through`: the summary task on which the link or constraint stands. */
export const becauseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('project-start') }),
  z.object({ kind: z.literal('link'), taskId: z.string(), type: linkTypeSchema, through: z.string().nullable() }),
  z.object({ kind: z.literal('constraint'), type: datedConstraintSchema, date, through: z.string().nullable() }),
  z.object({ kind: z.literal('as-late-as-possible') }),
  z.object({ kind: z.literal('actual') }),
  /** A summary task starts with the first of its children. */
  z.object({ kind: z.literal('children') }),
]);
export type Because = z.infer<typeof becauseSchema>;

/** The limit that negative slack comes from, where it stands, and by how many workdays it is missed. */
export const missedSchema = z.object({
  kind: z.enum(['deadline', 'constraint', 'project-finish']),
  taskId: z.string().nullable(),
  date,
  workdays: z.number().int(),
});
export type Missed = z.infer<typeof missedSchema>;

export const scheduledTaskSchema = z.object({
  id: z.string(),
  isSummary: z.boolean(),
  isMilestone: z.boolean(),
  /** When it is planned: the early dates, or the late ones of a task as late as possible. Both days count. */
  start: date,
  finish: date,
  earlyStart: date,
  earlyFinish: date,
  lateStart: date,
  lateFinish: date,
  /** Workdays by which it can move without moving the project's finish or missing a limit; below zero: one is missed. */
  totalSlack: z.number().int(),
  /** Workdays by which it can move without moving another task. A summary task has none of its own. */
  freeSlack: z.number().int().nullable(),
  isCritical: z.boolean(),
  because: becauseSchema,
  missed: missedSchema.nullable(),
  /** Its dates run through a year that is not published and were counted by plain weekdays there. */
  assumed: z.boolean(),
});
export type ScheduledTask = z.infer<typeof scheduledTaskSchema>;

export const noteSchema = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Note = z.infer<typeof noteSchema>;

export const scheduleSchema = z.object({
  /** In the order in which they were given, without cancelled ones. */
  tasks: z.array(scheduledTaskSchema),
  cancelled: z.array(z.string()),
  start: date,
  finish: date,
  /** Critical tasks in the order of their start. */
  criticalPath: z.array(z.string()),
  /** The chain that drives the project's finish, from its first task on: each one starts when it does because of the one before. */
  longestChain: z.array(z.string()),
  /** Links that the dates do not keep, because a constraint or what really happened came first. */
  brokenLinks: z.array(z.object({ from: z.string(), to: z.string(), type: linkTypeSchema })),
  /** Years that the dates run through without a published calendar, with the tasks that do. */
  unpublished: z.array(z.object({ year: z.number().int(), taskIds: z.array(z.string()) })),
  /** What a person should know: codes of the message catalogue. */
  notes: z.array(noteSchema),
});
export type Schedule = z.infer<typeof scheduleSchema>;
