import {
  type coverageEntrySchema,
  itemSchema,
  noteSchema,
  originSchema,
  resultSchema,
  targetSchema,
} from '@qipan/engines/decompose';
import { z } from 'zod';

/** Header as printed → field of a row ('' keeps the column as it is). */
export const columnChoiceSchema = z.record(z.string(), z.string());

export const rowStateSchema = z.enum(['open', 'removed', 'confirmed']);

/** Who changed a field, and when. */
export const editSchema = z.object({ by: z.string(), at: z.string() });

/** One row under review: the item as it stands, what the engine had read (null for a row made by hand), and who changed what. */
export const rowSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  serial: z.number().int(),
  position: z.number(),
  state: rowStateSchema,
  item: itemSchema,
  original: itemSchema.nullable(),
  edits: z.record(z.string(), editSchema),
  taskId: z.string().nullable(),
});
export type Row = z.infer<typeof rowSchema>;

export const documentSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  serial: z.number().int(),
  regionCode: z.string(),
  demonstration: z.boolean(),
  title: z.string(),
  number: z.string().nullable(),
  issued: z.string().nullable(),
  issuer: z.string().nullable(),
  documentKind: z.string(),
  format: z.string(),
  fileName: z.string().nullable(),
  createdBy: z.string(),
  createdByUnit: z.string(),
  createdAt: z.string(),
  rows: z.number().int(),
  confirmed: z.number().int(),
  unclear: z.number().int(),
});

export const documentSchema = documentSummarySchema.extend({
  addressees: z.string().nullable(),
  keptFile: z.boolean(),
  normalizedText: z.string(),
  origins: z.array(originSchema),
  coverage: resultSchema.shape.coverage,
  targets: z.array(targetSchema),
  columns: resultSchema.shape.columns,
  warnings: z.array(noteSchema),
  canUndo: z.string().nullable(),
});
export type Document = z.infer<typeof documentSchema>;
export type CoverageEntry = z.infer<typeof coverageEntrySchema>;

/** Fields whose absence puts a row on the work list of 待明确. */
export const clarifiedFields = ['units', 'deadline'] as const;

/** Which of a row's fields are still 待明确: no unit printed, or no date. Soft words of time alone do not set a date. */
export function unclearFields(item: Pick<Row['item'], 'units' | 'lead' | 'deadline' | 'kind'>): string[] {
  if (item.kind !== 'task') return [];
  const unclear: string[] = [];
  if (item.units.length === 0 && item.lead.length === 0) unclear.push('units');
  if (!item.deadline) unclear.push('deadline');
  return unclear;
}
