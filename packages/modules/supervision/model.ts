import { z } from 'zod';
import { actSchema, grades, monthSchema, phases } from './life.ts';

const reportSchema = z.object({
  month: monthSchema,
  unitId: z.string(),
  state: z.enum(['filed', 'accepted', 'returned']),
  progress: z.number().int().nullable(),
});

/** The folded state of a task, as it is stored. */
export const lifeSchema = z.object({
  phase: z.enum(phases),
  isPaused: z.boolean(),
  assignedOn: z.string(),
  signedOn: z.string().nullable(),
  deadline: z.string().nullable(),
  documentDeadline: z.string().nullable(),
  extension: z.object({ until: z.string(), reason: z.string() }).nullable(),
  reports: z.array(reportSchema),
  progress: z.number().int().nullable(),
  lastReportOn: z.string().nullable(),
  askedBy: z.string().nullable(),
  closedOn: z.string().nullable(),
  grade: z.enum(grades).nullable(),
});

/** Where a task stands: the row that commands change, with the number of what has happened. */
export const standingSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  taskId: z.string(),
  seq: z.number().int(),
  life: lifeSchema,
});
export type Standing = z.infer<typeof standingSchema>;

export const sides = ['office', 'lead', 'support', 'program'] as const;

/** Something that happened, and who did it. */
export const happenedSchema = z.object({
  seq: z.number().int(),
  act: actSchema,
  side: z.enum(sides),
  personId: z.string(),
  personName: z.string(),
  unitName: z.string(),
  on: z.string(),
  at: z.string(),
});
export type HappenedRow = z.infer<typeof happenedSchema>;

export const ruleChoiceSchema = z.object({
  ruleId: z.string(),
  title: z.string(),
  source: z.string(),
  reportDay: z.number().int(),
  from: z.string(),
});
export type RuleChoice = z.infer<typeof ruleChoiceSchema>;
