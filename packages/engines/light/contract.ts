import { z } from 'zod';

/** What a light can show. `unknown`: the rule asks for something that nobody has reported; never shown as a colour. */
export const colourSchema = z.enum(['green', 'blue', 'yellow', 'orange', 'red', 'unknown']);
export type Colour = z.infer<typeof colourSchema>;

/** Each dimension of a task has its own light. 开工、进度、资金、入库、办结、报送。 */
export const dimensionSchema = z.enum(['start', 'progress', 'funds', 'listing', 'finish', 'reporting']);
export type Dimension = z.infer<typeof dimensionSchema>;

/**
 * What a rule may measure. Days are calendar days, months are counted by calendar month, progress is in percentage points,
 * funds in the unit in which they are given.
 */
export const measureSchema = z.enum([
  'start.monthsLate',
  'progress.gap',
  'progress.ratio',
  'funds.gap',
  'listing.monthsAfterStart',
  'finish.daysLate',
  'finish.daysLeft',
  'finish.isDone',
  'reporting.daysLate',
  'quality.isPoor',
  'excuse.isAccepted',
  'task.isUrgent',
  'update.daysAgo',
  'history.reds',
  'history.yellows',
]);
export type Measure = z.infer<typeof measureSchema>;

const comparisonSchema = z.strictObject({
  measure: measureSchema,
  op: z.enum(['<', '<=', '=', '>=', '>']),
  value: z.union([z.number(), z.boolean()]),
});
export type Comparison = z.infer<typeof comparisonSchema>;
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };
export const conditionSchema: z.ZodType<Condition> = z.union([
  comparisonSchema,
  z.strictObject({ all: z.array(z.lazy(() => conditionSchema)).min(1) }),
  z.strictObject({ any: z.array(z.lazy(() => conditionSchema)).min(1) }),
  z.strictObject({ not: z.lazy(() => conditionSchema) }),
]);

/** What the source leaves open and what stands in for it until the place has decided: shown with the light. */
const assumed = z.string().min(1).optional();

/** A colour, when it is shown, and the words of the rule that say so. */
const stepSchema = z.strictObject({ colour: colourSchema, when: conditionSchema, clause: z.string().min(1), assumed });
export type Step = z.infer<typeof stepSchema>;

const lightSchema = z.strictObject({
  dimension: dimensionSchema,
  /** The first that holds is shown: the worst stands first. */
  steps: z.array(stepSchema).min(1),
  /** Shown when none holds. */
  otherwise: z.strictObject({ colour: colourSchema, clause: z.string().min(1), assumed }),
});

/** What earlier periods make of a light, and what making good makes of an earlier one. */
const historySchema = z.union([
  z.strictObject({
    kind: z.literal('run'),
    colour: colourSchema,
    /** So many periods running, the present one counted. */
    times: z.number().int().min(2),
    becomes: colourSchema,
    clause: z.string().min(1),
  }),
  z.strictObject({
    kind: z.literal('made-good'),
    colour: colourSchema,
    becomes: colourSchema,
    clause: z.string().min(1),
  }),
]);

/** A letter of the ladder: by a condition, or when the time limit of the letter before has passed. */
const rungSchema = z.strictObject({
  letter: z.string().min(1),
  when: conditionSchema.optional(),
  after: z.string().optional(),
  /** Days in which the unit has to answer; null where each letter names its own day. */
  limitDays: z.number().int().min(1).nullable(),
  /** A letter above the first step goes out only when a person releases it. */
  release: z.enum(['automatic', 'person']),
  clause: z.string().min(1),
});
export type Rung = z.infer<typeof rungSchema>;

/** What is due how many calendar days after a task was handed over. */
const rhythmSchema = z.strictObject({ what: z.string().min(1), afterDays: z.number().int().min(0) });

/** A place's rule of lights, valid from a day on. */
export const lightRuleSchema = z.strictObject({
  standard: z.literal('light-rule'),
  id: z.string().min(1),
  title: z.string().min(1),
  source: z.string().min(1),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  /** What progress is compared with: the plan's own figure of the period, or an even share of the time that has passed. */
  expected: z.enum(['plan', 'linear']).default('plan'),
  lights: z.array(lightSchema).default([]),
  history: z.array(historySchema).default([]),
  ladder: z.array(rungSchema).default([]),
  rhythm: z.array(rhythmSchema).default([]),
});
export type LightRule = z.infer<typeof lightRuleSchema>;

const percent = z.number().min(0).max(100);

/** What is known of a task on a day. Null: not known, or not reported; never read as zero. */
export const factsSchema = z.strictObject({
  plannedStart: z.iso.date().nullable().default(null),
  startedOn: z.iso.date().nullable().default(null),
  deadline: z.iso.date().nullable().default(null),
  doneOn: z.iso.date().nullable().default(null),
  /** Percent that the plan has reached by this day; percent reported. */
  plannedProgress: percent.nullable().default(null),
  progress: percent.nullable().default(null),
  plannedFunds: z.number().min(0).nullable().default(null),
  paidFunds: z.number().min(0).nullable().default(null),
  /** 入库 into the statistics. */
  listedOn: z.iso.date().nullable().default(null),
  reports: z
    .array(z.strictObject({ due: z.iso.date(), filedOn: z.iso.date().nullable() }))
    .max(1_000)
    .default([]),
  lastUpdate: z.iso.date().nullable().default(null),
  isPoor: z.boolean().nullable().default(null),
  isUrgent: z.boolean().default(false),
  /** 正当理由, accepted by whoever may. */
  isExcused: z.boolean().default(false),
});
export type Facts = z.infer<typeof factsSchema>;

/** One look at a task: the period's name (2026-03, 2026Q1), its last day, and what was known then. */
export const periodSchema = z.strictObject({ period: z.string().min(1), asOf: z.iso.date(), facts: factsSchema });
export type Period = z.infer<typeof periodSchema>;

/** A comparison of a rule with the value that it was compared with; `now` is null where nothing is known. */
export const readingSchema = z.object({
  measure: measureSchema,
  now: z.union([z.number(), z.boolean()]).nullable(),
  op: comparisonSchema.shape.op,
  value: comparisonSchema.shape.value,
});
export type Reading = z.infer<typeof readingSchema>;

export const shownLightSchema = z.object({
  dimension: dimensionSchema,
  colour: colourSchema,
  /** The words of the rule, and what of it the source leaves open. */
  clause: z.string(),
  assumed: z.string().nullable(),
  /** What the decision rests on. */
  readings: z.array(readingSchema).readonly(),
  /** What would have to hold for the next better colour; empty for the best, or where no figure would turn it. */
  turns: z
    .array(
      z.object({
        colour: colourSchema,
        /** Whether one of the needs is enough or all have to hold. */
        how: z.enum(['any', 'all']),
        needs: z.array(readingSchema).readonly(),
      }),
    )
    .readonly(),
  /** The colour before history was looked at; null when history changed nothing. */
  was: colourSchema.nullable(),
});
export type Light = z.infer<typeof shownLightSchema>;

export const judgedSchema = z.object({
  period: z.string(),
  asOf: z.string(),
  lights: z.array(shownLightSchema).readonly(),
  /** The worst light that is known, and which dimensions are not. */
  overall: z.object({
    colour: colourSchema,
    dimension: dimensionSchema.nullable(),
    unknown: z.array(dimensionSchema).readonly(),
  }),
});
export type Judged = z.infer<typeof judgedSchema>;
