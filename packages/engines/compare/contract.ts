import { z } from 'zod';

/** A row of one version: what of it is compared. `id` is the caller's own; the order in the list is the order of the document. */
export const comparedRowSchema = z.object({
  id: z.string(),
  text: z.string(),
  path: z.array(z.string()),
  lead: z.array(z.string()),
  support: z.array(z.string()),
  units: z.array(z.string()),
  deadline: z.string().nullable(),
  /** Quotes of the targets, as printed. */
  targets: z.array(z.string()),
});
export type ComparedRow = z.infer<typeof comparedRowSchema>;

/** What differs between a row and its later version. */
export const differenceSchema = z.enum(['text', 'deadline', 'lead', 'support', 'units', 'targets', 'place']);
export type Difference = z.infer<typeof differenceSchema>;

export const pairSchema = z.object({
  earlier: z.string(),
  later: z.string(),
  /** 1: the same words; down to the threshold. */
  likeness: z.number().min(0).max(1),
  /** Another row is nearly as like: a person has to look. */
  doubtful: z.boolean(),
  differences: z.array(differenceSchema),
});
export type Pair = z.infer<typeof pairSchema>;

export const comparisonSchema = z.object({
  pairs: z.array(pairSchema),
  dropped: z.array(z.string()),
  added: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** More rows than this on one side are refused. */
export const MAX_ROWS = 20_000;
