import { itemSchema } from '@qipan/engines/decompose';
import { z } from 'zod';

/** A printed unit and the units of the register that it names: one, several for a collective (各县（市、区）政府), none where the register knows no such name. */
export const namedUnitSchema = z.object({ name: z.string(), unitIds: z.array(z.string()) });
export type NamedUnit = z.infer<typeof namedUnitSchema>;

/** Where a task comes from: a clause of a document, or an order that an officer wrote down. */
export const sourceSchema = z.object({
  kind: z.enum(['document', 'meeting', 'instruction', 'other']),
  title: z.string(),
  number: z.string().nullable(),
  date: z.string().nullable(),
  orderedBy: z.string().nullable(),
  /** Headings above the clause and its mark, as printed. */
  place: z.string(),
});

export const taskSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  regionCode: z.string(),
  demonstration: z.boolean(),
  number: z.string(),
  documentId: z.string().nullable(),
  rowId: z.string().nullable(),
  /** Serial of the document in whose order the task stands; `ownSeries` for one that an officer wrote down. */
  series: z.number().int(),
  position: z.number(),
  path: z.array(z.string()),
  text: z.string(),
  /** The sentence that the task stands on, as printed. */
  clause: z.string(),
  source: sourceSchema,
  units: z.array(namedUnitSchema),
  lead: z.array(namedUnitSchema),
  support: z.array(namedUnitSchema),
  open: z.boolean(),
  leaders: z.array(z.string()),
  contact: z.array(z.string()),
  deadline: z.string().nullable(),
  deadlineBasis: z.string().nullable(),
  softDeadline: z.string().nullable(),
  stages: itemSchema.shape.stages,
  targets: itemSchema.shape.targets,
  projects: z.array(z.string()),
  policies: z.array(z.string()),
  citations: z.array(z.string()),
  extra: itemSchema.shape.extra,
  artefact: itemSchema.shape.artefact,
  needsMeasure: z.boolean(),
  unclear: z.array(z.string()),
  provenance: itemSchema.shape.provenance,
  edits: z.record(z.string(), z.object({ by: z.string(), at: z.string() })),
  confirmedBy: z.string(),
  confirmedByUnit: z.string(),
  confirmedAt: z.string(),
  /** The task is no longer to be done: since when, by whom, by which version of the document, why. */
  ended: z
    .object({ at: z.string(), by: z.string(), byUnit: z.string(), documentTitle: z.string(), reason: z.string() })
    .nullable(),
});
export type Task = z.infer<typeof taskSchema>;

/** Tasks that stand in no document come after all that do. */
export const ownSeries = 1_000_000_000;

/** Which tasks: all conditions hold together. */
export const taskFilterSchema = z.object({
  documentId: z.string().optional(),
  /** Words that all stand in the task, its clause, its units or its source. */
  query: z.string().max(200).optional(),
  unitId: z.string().optional(),
  front: z.string().optional(),
  /** Only those with a field still 待明确, or only those without. */
  unclear: z.boolean().optional(),
  /** With a deadline on that day or later. */
  dueFrom: z.iso.date().optional(),
  dueUntil: z.iso.date().optional(),
  /** Tasks that have ended instead of those that live. */
  ended: z.boolean().optional(),
});
export type TaskFilter = z.infer<typeof taskFilterSchema>;

/** Where in the ladder a document stands that a task comes from. 国家, 省, 市, 县, 联合. */
export const parentLevelSchema = z.enum(['national', 'province', 'city', 'county', 'joint']);

/** A document that a task stands in: a task may have several. */
export const taskParentSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  rowId: z.string().nullable(),
  level: parentLevelSchema,
  title: z.string(),
  number: z.string().nullable(),
  place: z.string(),
  clause: z.string(),
  at: z.string(),
});

/** What a step made of a task: the fields that became different. */
export const taskChangeSchema = z.object({
  id: z.string(),
  what: z.enum(['changed', 'ended']),
  documentId: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  byName: z.string(),
  byUnit: z.string(),
  at: z.string(),
});

/** Columns of the task list, in their usual order. */
export const taskColumns = [
  'number',
  'front',
  'measure',
  'text',
  'lead',
  'support',
  'units',
  'leaders',
  'contact',
  'deadline',
  'targets',
  'stages',
  'projects',
  'policies',
  'extra',
  'source',
  'clause',
  'confirmed',
] as const;
export type TaskColumn = (typeof taskColumns)[number];

/** Front and measure of a task: the outermost heading above it, and the innermost one below that. */
export function frontOf(task: Pick<Task, 'path'>): string {
  return task.path[0] ?? '';
}
export function measureOf(task: Pick<Task, 'path'>): string {
  return task.path.length > 1 ? (task.path.at(-1) ?? '') : '';
}
