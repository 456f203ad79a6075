export {
  type Because,
  becauseSchema,
  type Constraint,
  constraintSchema,
  type DayUnit,
  type Exceptions,
  exceptionsSchema,
  type Link,
  linkSchema,
  type LinkType,
  linkTypeSchema,
  type Missed,
  type Note,
  type PlannedTask,
  plannedTaskSchema,
  type Schedule,
  type ScheduledTask,
  type ScheduleInput,
  scheduleInputSchema,
  scheduleSchema,
} from './contract.ts';
export { scheduleMessages } from './messages.ts';
export { type Occurrences, occurrences, occurrencesSchema, type Recurrence, recurrenceSchema } from './occurrences.ts';
export {
  type Child,
  childSchema,
  type RollUp,
  rollUp,
  type RollUpInput,
  rollUpInputSchema,
  rollUpSchema,
} from './roll-up.ts';
export { schedule } from './schedule.ts';
