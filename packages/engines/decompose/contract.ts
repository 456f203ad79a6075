import type { SourceDocument } from '@qipan/kernel';
import { z } from 'zod';

/** Half-open range of UTF-16 code units in `normalizedText`. */
export const spanSchema = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
export type Span = z.infer<typeof spanSchema>;

export const itemKindSchema = z.enum(['task', 'requirement', 'principle', 'background']);
export type ItemKind = z.infer<typeof itemKindSchema>;

/** 原文 quoted, 推断 inherited, 建议 suggested, 待明确 unclear. */
export const provenanceKindSchema = z.enum(['quoted', 'inherited', 'suggested', 'unclear']);
/** `spans` are where the field stands (quoted) or what it was inherited from; `because` says why in a few words. */
export const provenanceSchema = z.object({
  kind: provenanceKindSchema,
  spans: z.array(spanSchema).optional(),
  because: z.string().optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

export const deadlineSchema = z.object({
  date: z.iso.date(),
  /** own: in the item or its bracket; goal: the nearest goal heading or paragraph; title: the period in the title. */
  basis: z.enum(['own', 'goal', 'title']),
  quote: z.string(),
});

export const targetSchema = z.object({
  quote: z.string(),
  comparator: z.enum(['>=', '<=', '=', '~', 'range']),
  value: z.number(),
  /** Null unless the comparator is `range`. */
  valueMax: z.number().nullable(),
  unit: z.string(),
  /** 每家, 每县 …: what the value holds for, each by itself; null where it holds for the whole. */
  per: z.string().nullable(),
  by: z.iso.date().nullable(),
  span: spanSchema,
});
export type Target = z.infer<typeof targetSchema>;

export const itemSchema = z.object({
  kind: itemKindSchema,
  mark: z.string(),
  path: z.array(z.string()),
  text: z.string(),
  span: spanSchema,
  units: z.array(z.string()),
  lead: z.array(z.string()),
  support: z.array(z.string()),
  open: z.boolean(),
  deadline: deadlineSchema.nullable(),
  /** A soft word of time as printed (尽快, 适时, 持续, 逐步 …), null where none. */
  softDeadline: z.string().nullable(),
  targets: z.array(targetSchema),
  projects: z.array(z.string()),
  /** Policies to be issued or won (政策清单). */
  policies: z.array(z.string()),
  /** Documents that are only cited (引用依据). */
  citations: z.array(z.string()),
  /** 牵头领导, 责任领导, 责任人 as printed. */
  leaders: z.array(z.string()),
  contact: z.array(z.string()),
  /** 形象进度: what is due in which quarter or month, as printed. */
  stages: z.array(z.object({ label: z.string(), text: z.string() })),
  /** 进展 and 备注 of a table row, and every unknown column, in their order. */
  extra: z.array(z.object({ column: z.string(), text: z.string() })),
  /** What proves that it is done, from its hard verb (印发 → the document issued); null with soft verbs alone. */
  artefact: z.object({ verb: z.string(), proof: z.string() }).nullable(),
  /** Soft verbs alone and no target: 待量化. */
  needsMeasure: z.boolean(),
  suggestions: z.object({
    units: z.array(z.object({ name: z.string(), rank: z.number().int().min(1), because: z.string() })),
  }),
  provenance: z.record(z.string(), provenanceSchema),
});
export type Item = z.infer<typeof itemSchema>;

/** One sentence of the body and what became of it. `item` is the index in `items`. */
export const coverageEntrySchema = z.object({
  span: spanSchema,
  as: z.enum([
    'row',
    'part-of-row',
    'heading',
    'responsibility',
    'target',
    'goal',
    'requirement',
    'principle',
    'background',
    'envelope',
    'skipped',
  ]),
  item: z.number().int().min(0).nullable(),
  /** A code (why it was skipped), null unless `as` is skipped or envelope. */
  reason: z.string().nullable(),
});

export const noteSchema = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  span: spanSchema.optional(),
});

/** Where a stretch of `normalizedText` stands in the original file: paragraph or cell `index` of `part`, from character `offset` of it. */
export const originSchema = z.object({
  span: spanSchema,
  part: z.enum(['body', 'footnote', 'textbox', 'sheet']),
  index: z.number().int().min(0),
  offset: z.number().int().min(0),
});

export const resultSchema = z.object({
  title: z.string().nullable(),
  number: z.string().nullable(),
  issued: z.iso.date().nullable(),
  /** 发文机关 as signed, 主送机关, kind of document (plan, minutes, instruction, table, running-text). */
  issuer: z.string().nullable(),
  addressees: z.string().nullable(),
  documentKind: z.enum(['plan', 'minutes', 'instruction', 'table', 'running-text', 'other']),
  normalizedText: z.string(),
  items: z.array(itemSchema),
  /** Those that stand in no row; none is listed twice. */
  targets: z.array(targetSchema),
  coverage: z.object({
    sentences: z.number().int(),
    /** Count by `as`; adds up to `sentences`. */
    counts: z.record(z.string(), z.number().int()),
    entries: z.array(coverageEntrySchema),
  }),
  /** Columns of a table document: header as printed and the field that it was read as (null: kept as extra). */
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  origins: z.array(originSchema),
  warnings: z.array(noteSchema),
});
export type DecomposeResult = z.infer<typeof resultSchema>;

/** A unit that may be suggested: its 职能 as short phrases. Data of the place. */
export interface DutyUnit {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly duties: readonly string[];
}

export interface DecomposeParameters {
  readonly units: readonly DutyUnit[];
  /** Header as printed → field, chosen by a person for this kind of table; overrides what the engine reads by itself. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface DecomposeInput {
  readonly source: SourceDocument;
  readonly parameters: DecomposeParameters;
}

/** More than this is refused: characters of text, table cells. */
export const MAX_CHARACTERS = 2_000_000;
export const MAX_ITEMS = 20_000;
