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
  /** A person has to look: another row is nearly as like (`rival`), or the likeness alone proves little (`weak`). */
  doubt: z.enum(['rival', 'weak']).nullable(),
  differences: z.array(differenceSchema),
});
export type Pair = z.infer<typeof pairSchema>;

/**
 * Where a row without a partner of its own went or came from: a dropped row whose content stands within a later row
 * (`merged`), an added row whose content stood within an earlier one (`split`).
 */
export const relatedSchema = z.object({
  earlier: z.string(),
  later: z.string(),
  how: z.enum(['merged', 'split']),
  /** Share of the lone row's content that stands in the other, 0–1. */
  share: z.number().min(0).max(1),
});
export type Related = z.infer<typeof relatedSchema>;

export const comparisonSchema = z.object({
  pairs: z.array(pairSchema),
  dropped: z.array(z.string()),
  added: z.array(z.string()),
  related: z.array(relatedSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** More rows than this on one side are refused. */
export const MAX_ROWS = 20_000;
