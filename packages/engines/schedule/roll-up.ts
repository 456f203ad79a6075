import { ok, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import { z } from 'zod';
import { type Note, noteSchema } from './contract.ts';

const text = z.string().min(1);
const percent = z.number().min(0).max(100);

/** One child of a sum. Null is what nobody has reported; it is never read as zero. */
export const childSchema = z.strictObject({
  id: text,
  name: text,
  /** Cancelled ones and those merged into another are not counted at all. */
  state: z.enum(['open', 'cancelled', 'merged']).default('open'),
  isDone: z.boolean().nullable().default(null),
  progress: percent.nullable().default(null),
  weight: z.number().min(0).nullable().default(null),
  /** 形象进度: stages with the share that each adds; the shares of a child are scaled to 100. */
  milestones: z
    .array(
      z.strictObject({
        dueOn: z.iso.date(),
        share: z.number().min(0).default(1),
        isReached: z.boolean().nullable().default(null),
      }),
    )
    .default([]),
  light: text.nullable().default(null),
});
export type Child = z.infer<typeof childSchema>;

export const rollUpInputSchema = z.strictObject({
  by: z.enum(['count', 'weight', 'milestone']),
  /** The day on which the reports stand (数据截至). */
  asOf: z.iso.date(),
  children: z.array(childSchema),
  /** Colours of the lights in use, from good to bad. */
  colours: z.array(text).default([]),
});
export type RollUpInput = z.infer<typeof rollUpInputSchema>;

const part = z.number().min(0).max(100).nullable();
export const rollUpSchema = z.object({
  asOf: z.iso.date(),
  by: rollUpInputSchema.shape.by,
  /** Three shares of 100: what is done, what is known to be open, and what nobody has reported. Null where nothing counts. */
  done: part,
  open: part,
  unreported: part,
  /** The done share of what was reported alone; null where nothing was. */
  doneOfReported: part,
  /** By milestones: the share that should be reached on this day. */
  planned: part,
  counted: z.number().int(),
  left: z.array(z.string()),
  unreportedIds: z.array(z.string()),
  /** The worst light that is known and whose it is; `unknown`: children without one. No average of colours. */
  light: z.object({ colour: z.string().nullable(), because: z.array(z.string()), unknown: z.array(z.string()) }),
  notes: z.array(noteSchema),
});
export type RollUp = z.infer<typeof rollUpSchema>;

/** What a child has reached: shares of 100 that are done and not reported, and what should be done by now. */
interface Reached {
  readonly done: number;
  readonly unreported: number;
  readonly planned: number;
}

/**
 * A parent's progress out of its children: by count (done or not), by weight (reported progress), or by milestones (形象进度,
 * children weigh alike). Cancelled and merged children are left out of the denominator. Errors: `schedule.no-progress`,
 * `schedule.no-weight`, `schedule.unknown-colour`, `schedule.no-number`. O(children + milestones).
 */
export function rollUp(input: RollUpInput): Outcome<RollUp> {
  const wrong = checkChildren(input);
  if (wrong) return wrong;
  const { by, asOf, children } = input;
  const counted = children.filter(({ state }) => state === 'open');
  const weights = counted.map(({ weight }) => (by === 'weight' ? (weight ?? 0) : 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const reached = counted.map((child) => reachedBy(child, input));
  const notes = notesOf(input, counted, sum);
  const total = (pick: (entry: Reached) => number) =>
    sum === 0 ? null : round(reached.reduce((all, entry, at) => all + ((weights[at] ?? 0) / sum) * pick(entry), 0));
  const [done, unreported] = [total((entry) => entry.done), total((entry) => entry.unreported)];
  const known = unreported === null ? 0 : 100 - unreported;
  return ok({
    asOf,
    by,
    done,
    unreported,
    open: done === null || unreported === null ? null : Math.max(0, round(100 - done - unreported)),
    doneOfReported: done === null || known < 0.005 ? null : Math.min(100, round((100 * done) / known)),
    planned: by === 'milestone' ? total((entry) => entry.planned) : null,
    counted: counted.length,
    left: children.filter(({ state }) => state !== 'open').map(({ id }) => id),
    unreportedIds: counted.filter((_child, at) => (reached[at]?.unreported ?? 0) > 0).map(({ id }) => id),
    light: lightOf(counted, input.colours),
    notes,
  });
}

function checkChildren({ by, children, colours }: RollUpInput): Refusal | null {
  for (const [at, { name, state, progress, weight, light, milestones }] of children.entries()) {
    const place = `children[${at}]`;
    if (progress !== null && !(progress >= 0 && progress <= 100))
      return refuse('schedule.no-progress', { name, value: String(progress) }, place);
    if (milestones.some(({ share }) => !(share >= 0 && Number.isFinite(share))))
      return refuse('schedule.no-number', { value: milestones.map(({ share }) => share).join(', ') }, place);
    if (light !== null && !colours.includes(light))
      return refuse('schedule.unknown-colour', { name, value: light }, place);
    const isUsed = by === 'weight' && state === 'open';
    const isGood = weight !== null && weight >= 0 && Number.isFinite(weight);
    if (isUsed ? !isGood : weight !== null && !isGood)
      return refuse('schedule.no-weight', { name, value: weight === null ? '' : String(weight) }, place);
  }
  return null;
}

function reachedBy({ isDone, progress, milestones }: Child, { by, asOf }: RollUpInput): Reached {
  if (by === 'milestone') return reachedMilestones(milestones, asOf);
  const value = by === 'count' ? (isDone === null ? null : isDone ? 100 : 0) : isDone === true ? 100 : progress;
  return value === null ? { done: 0, unreported: 100, planned: 0 } : { done: value, unreported: 0, planned: 0 };
}

/** A stage that is not due yet and of which nothing is said is open, not unreported. */
function reachedMilestones(milestones: Child['milestones'], asOf: string): Reached {
  const sum = milestones.reduce((total, { share }) => total + share, 0);
  if (sum === 0) return { done: 0, unreported: 100, planned: 0 };
  const share = (test: (milestone: Child['milestones'][number]) => boolean) =>
    (100 * milestones.filter(test).reduce((total, entry) => total + entry.share, 0)) / sum;
  return {
    done: share(({ isReached }) => isReached === true),
    unreported: share(({ isReached, dueOn }) => isReached === null && dueOn <= asOf),
    planned: share(({ dueOn }) => dueOn <= asOf),
  };
}

function notesOf({ by }: RollUpInput, counted: readonly Child[], sum: number): Note[] {
  if (sum === 0) return [{ code: 'schedule.nothing-counted', values: {} }];
  const notes: Note[] = [];
  if (by === 'weight' && Math.abs(sum - 100) > 1e-6)
    notes.push({ code: 'schedule.weights-normalised', values: { sum: round(sum) } });
  if (by === 'milestone')
    for (const { name, milestones } of counted)
      if (milestones.every(({ share }) => share === 0))
        notes.push({ code: 'schedule.without-milestones', values: { name } });
  return notes;
}

function lightOf(counted: readonly Child[], colours: readonly string[]): RollUp['light'] {
  const worst = counted.reduce((bad, { light }) => Math.max(bad, light === null ? -1 : colours.indexOf(light)), -1);
  const colour = colours[worst] ?? null;
  return {
    colour,
    because: colour === null ? [] : counted.filter(({ light }) => light === colour).map(({ id }) => id),
    unknown: counted.filter(({ light }) => light === null).map(({ id }) => id),
  };
}

/** Hundredths of a percent. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
