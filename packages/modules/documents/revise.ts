import { type Item, itemSchema } from '@qipan/engines/decompose';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import { z } from 'zod';
import type { Row } from './model.ts';

const pointer = z.object({ rowId: z.string(), version: z.number().int() });

/** What a person may set of a row. `text` is theirs to word; the sentence it stands on stays in the original. */
export const patchSchema = itemSchema
  .pick({
    kind: true,
    text: true,
    path: true,
    units: true,
    lead: true,
    support: true,
    open: true,
    deadline: true,
    softDeadline: true,
    targets: true,
    projects: true,
    policies: true,
    citations: true,
    leaders: true,
    contact: true,
    stages: true,
    extra: true,
  })
  .partial();

const fieldNames: Readonly<Record<string, string>> = {
  kind: '类别',
  text: '任务内容',
  path: '方面和举措',
  units: '责任单位',
  lead: '牵头单位',
  support: '配合单位',
  open: '开放单位',
  deadline: '完成时限',
  softDeadline: '时限用语',
  targets: '量化目标',
  projects: '项目',
  policies: '政策',
  citations: '引用依据',
  leaders: '责任领导',
  contact: '联系电话',
  stages: '形象进度',
  extra: '其他列',
};

/** One step of a review. */
export const changeSchema = z.discriminatedUnion('op', [
  pointer.extend({ op: z.literal('edit'), patch: patchSchema }),
  pointer.extend({ op: z.literal('split'), at: z.number().int().min(1) }),
  z.object({ op: z.literal('merge'), rows: z.array(pointer).min(2).max(20) }),
  /** Before the row named, or to the end with null. */
  pointer.extend({ op: z.literal('move'), before: z.string().nullable() }),
  pointer.extend({ op: z.literal('remove') }),
  pointer.extend({ op: z.literal('restore') }),
  pointer.extend({ op: z.literal('reset') }),
  /** A stretch of the document that the engine had skipped becomes a row after the one named (or first). */
  z.object({
    op: z.literal('add'),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
    after: z.string().nullable(),
  }),
]);
export type ReviewChange = z.infer<typeof changeSchema>;

/** Rows as they will be: changed ones keep their id and version, new ones have version 0. */
export interface Revised {
  readonly changed: readonly Row[];
  readonly added: readonly Row[];
  /** One line for the list of steps. */
  readonly what: string;
}

export interface ReviseContext {
  readonly rows: readonly Row[];
  readonly normalizedText: string;
  readonly by: string;
  readonly at: string;
  newId(): string;
}

/** Applies one step of a review to a document's rows. Pure; O(rows). Refuses a row that has changed since it was seen or is confirmed. */
export function revise(context: ReviseContext, change: ReviewChange): Outcome<Revised> {
  if (!isCrowded(context.rows)) return step(context, change);
  const rows = spaced(context.rows);
  const done = step({ ...context, rows }, change);
  if (!done.ok) return done;
  const changed = new Set(done.value.changed.map((row) => row.id));
  return ok({ ...done.value, changed: [...done.value.changed, ...rows.filter((row) => !changed.has(row.id))] });
}

/** A gap that has been halved so often that soon no number fits into it. */
const leastGap = 1e-6;

function isCrowded(rows: readonly Row[]): boolean {
  const positions = rows.map((row) => row.position).sort((a, b) => a - b);
  return positions.some((position, index) => position - (positions[index - 1] ?? Number.NEGATIVE_INFINITY) < leastGap);
}

/** The same order with even gaps. */
function spaced(rows: readonly Row[]): Row[] {
  const ordered = [...rows].sort((a, b) => a.position - b.position || a.serial - b.serial);
  return ordered.map((row, index) => ({ ...row, position: (index + 1) * 1024 }));
}

function step(context: ReviseContext, change: ReviewChange): Outcome<Revised> {
  switch (change.op) {
    case 'edit':
      return onRow(context, change, (row) => edit(context, row, change.patch));
    case 'split':
      return onRow(context, change, (row) => split(context, row, change.at));
    case 'merge':
      return merge(context, change.rows);
    case 'move':
      return onRow(context, change, (row) => move(context, row, change.before));
    case 'remove':
      return onRow(context, change, (row) => setState(row, 'removed', '删除一行'));
    case 'restore':
      return onRow(context, change, (row) => setState(row, 'open', '恢复一行'));
    case 'reset':
      return onRow(context, change, reset);
    case 'add':
      return add(context, change);
  }
}

function setState(row: Row, state: 'open' | 'removed', what: string): Outcome<Revised> {
  if (row.state === state) return refuse('documents.nothing-changed', {});
  return ok({ changed: [{ ...row, state }], added: [], what });
}

function onRow(
  context: ReviseContext,
  at: { rowId: string; version: number },
  step: (row: Row) => Outcome<Revised>,
): Outcome<Revised> {
  const row = context.rows.find((entry) => entry.id === at.rowId);
  if (!row) return refuse('documents.unknown-row', {}, at.rowId);
  if (row.state === 'confirmed') return refuse('documents.row-confirmed', {}, at.rowId);
  if (row.version !== at.version) return refuse('host.conflict', { table: 'documents.row' }, at.rowId);
  return step(row);
}

function edit(context: ReviseContext, row: Row, patch: z.infer<typeof patchSchema>): Outcome<Revised> {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const fields = Object.keys(given);
  if (fields.length === 0) return refuse('documents.nothing-changed', {});
  if (patch.text !== undefined && patch.text.trim() === '') return refuse('documents.empty-text', {}, 'text');
  const stamp = { by: context.by, at: context.at };
  const edits = { ...row.edits, ...Object.fromEntries(fields.map((field) => [field, stamp])) };
  const item = itemSchema.parse({ ...row.item, ...given });
  return ok({
    changed: [{ ...row, item, edits }],
    added: [],
    what: `修改${fields.map((field) => fieldNames[field] ?? field).join('、')}`,
  });
}

function reset(row: Row): Outcome<Revised> {
  if (!row.original) return refuse('documents.no-original', {});
  return ok({ changed: [{ ...row, item: row.original, edits: {} }], added: [], what: '恢复原文' });
}

/** Both halves keep units and dates, the second as inherited; a target goes with the half that it stands in. */
function split(context: ReviseContext, row: Row, at: number): Outcome<Revised> {
  const { item } = row;
  const [head, tail] = [item.text.slice(0, at).trimEnd(), item.text.slice(at).trimStart()];
  if (head === '' || tail === '' || isInsidePair(item.text, at)) return refuse('documents.bad-split', {}, 'at');
  const verbatim = context.normalizedText.slice(item.span.start, item.span.end) === item.text;
  const cut = item.span.start + at;
  const spans = verbatim
    ? [
        { start: item.span.start, end: item.span.start + head.length },
        { start: item.span.end - tail.length, end: item.span.end },
      ]
    : [item.span, item.span];
  const stamp = { text: { by: context.by, at: context.at } };
  const first: Row = {
    ...row,
    item: part(item, { text: head, span: spans[0] ?? item.span, keeps: (start) => !verbatim || start < cut }),
    edits: { ...row.edits, ...stamp },
  };
  const second: Row = {
    ...row,
    id: context.newId(),
    version: 0,
    serial: nextSerial(context),
    position: positionAfter(context, row),
    item: inherited(
      part(item, { text: tail, span: spans[1] ?? item.span, keeps: (start) => verbatim && start >= cut }),
    ),
    original: null,
    edits: stamp,
  };
  return ok({ changed: [first], added: [second], what: '拆分一行' });
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

function part(item: Item, given: { text: string; span: Item['span']; keeps(start: number): boolean }): Item {
  const within = (name: string) => given.text.includes(name);
  return {
    ...item,
    text: given.text,
    span: given.span,
    targets: item.targets.filter((target) => given.keeps(target.span.start)),
    projects: item.projects.filter(within),
    policies: item.policies.filter(within),
    citations: item.citations.filter(within),
  };
}

function inherited(item: Item): Item {
  const provenance = { ...item.provenance };
  for (const field of ['units', 'lead', 'support', 'deadline']) {
    const before = provenance[field];
    if (before?.kind === 'quoted') provenance[field] = { ...before, kind: 'inherited' };
  }
  return { ...item, provenance };
}

function merge(context: ReviseContext, pointers: readonly { rowId: string; version: number }[]): Outcome<Revised> {
  const rows: Row[] = [];
  for (const at of pointers) {
    const found = onRow(context, at, (row) => ok({ changed: [row], added: [], what: '' }));
    if (!found.ok) return found;
    rows.push(...found.value.changed);
  }
  rows.sort((a, b) => a.position - b.position);
  const [first, ...others] = rows;
  const distinct = new Set(rows.map((row) => row.id)).size === rows.length;
  if (!first || !distinct || rows.some((row) => row.state !== 'open')) return refuse('documents.bad-merge', {});
  const items = rows.map((row) => row.item);
  const verbatim = rows.every(
    (row) => context.normalizedText.slice(row.item.span.start, row.item.span.end) === row.item.text,
  );
  const ordered = items.every((item, index) => index === 0 || item.span.start >= (items[index - 1]?.span.end ?? 0));
  const span = {
    start: Math.min(...items.map((item) => item.span.start)),
    end: Math.max(...items.map((item) => item.span.end)),
  };
  const text =
    verbatim && ordered
      ? context.normalizedText.slice(span.start, span.end)
      : items.map((item) => item.text).join('\n');
  const union = (
    field: 'units' | 'lead' | 'support' | 'projects' | 'policies' | 'citations' | 'leaders' | 'contact',
  ) => [...new Set(items.flatMap((item) => item[field]))];
  const item: Item = {
    ...first.item,
    text,
    span,
    units: union('units'),
    lead: union('lead'),
    support: union('support'),
    projects: union('projects'),
    policies: union('policies'),
    citations: union('citations'),
    leaders: union('leaders'),
    contact: union('contact'),
    open: items.some((entry) => entry.open),
    deadline: items.find((entry) => entry.deadline)?.deadline ?? null,
    targets: items.flatMap((entry) => entry.targets),
    stages: items.flatMap((entry) => entry.stages),
    extra: items.flatMap((entry) => entry.extra),
  };
  const kept: Row = { ...first, item, edits: { ...first.edits, text: { by: context.by, at: context.at } } };
  return ok({
    changed: [kept, ...others.map((row): Row => ({ ...row, state: 'removed' }))],
    added: [],
    what: `合并 ${rows.length} 行`,
  });
}

function move(context: ReviseContext, row: Row, before: string | null): Outcome<Revised> {
  const others = context.rows.filter((entry) => entry.id !== row.id).sort((a, b) => a.position - b.position);
  const index = before === null ? others.length : others.findIndex((entry) => entry.id === before);
  if (index < 0) return refuse('documents.unknown-row', {}, 'before');
  return ok({
    changed: [{ ...row, position: between(others[index - 1]?.position, others[index]?.position) }],
    added: [],
    what: '移动一行',
  });
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - 1024;
  return after === undefined ? before + 1024 : (before + after) / 2;
}

function positionAfter(context: ReviseContext, row: Row): number {
  const later = context.rows.filter((entry) => entry.position > row.position).map((entry) => entry.position);
  return between(row.position, later.length > 0 ? Math.min(...later) : undefined);
}

function nextSerial(context: ReviseContext): number {
  return context.rows.reduce((most, row) => Math.max(most, row.serial), 0) + 1;
}

/** Nothing but the words is taken over: all other fields are 待明确 until somebody says them. */
function add(context: ReviseContext, given: { start: number; end: number; after: string | null }): Outcome<Revised> {
  const raw = context.normalizedText.slice(given.start, given.end);
  const text = raw.trim();
  if (text === '' || given.end > context.normalizedText.length) return refuse('documents.empty-text', {}, 'start');
  const start = given.start + (raw.length - raw.trimStart().length);
  const anchor = given.after === null ? null : context.rows.find((row) => row.id === given.after);
  if (anchor === undefined) return refuse('documents.unknown-row', {}, 'after');
  const first = context.rows.reduce((least, row) => Math.min(least, row.position), 1024);
  const row: Row = {
    id: context.newId(),
    version: 0,
    serial: nextSerial(context),
    position: anchor ? positionAfter(context, anchor) : first - 1024,
    state: 'open',
    item: { ...emptyItem(text), span: { start, end: start + text.length }, path: anchor?.item.path ?? [] },
    original: null,
    edits: { text: { by: context.by, at: context.at } },
    taskId: null,
  };
  return ok({ changed: [], added: [row], what: '增加一行' });
}

/** A task of which only the words are known. */
export function emptyItem(text: string): Item {
  const unclear = { kind: 'unclear' as const };
  return {
    kind: 'task',
    mark: '',
    path: [],
    text,
    span: { start: 0, end: text.length },
    units: [],
    lead: [],
    support: [],
    open: false,
    deadline: null,
    softDeadline: null,
    targets: [],
    projects: [],
    policies: [],
    citations: [],
    leaders: [],
    contact: [],
    stages: [],
    extra: [],
    artefact: null,
    needsMeasure: false,
    suggestions: { units: [] },
    provenance: { text: { kind: 'quoted' }, units: unclear, lead: unclear, support: unclear, deadline: unclear },
  };
}
