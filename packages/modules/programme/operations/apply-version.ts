import {
  type ApprovalParty,
  defineCommand,
  ok,
  type OperationContext,
  type RowChange,
  refuse,
  topJurisdiction,
} from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { type Document, findDocument, findRows, type Row } from '../../documents/index.ts';
import { listUnits, type Unit } from '../../parties/index.ts';
import { parentLevelSchema, type Task } from '../model.ts';
import { findTasks, unitRowsOf } from '../store.ts';
import { parentRow, taskRows, taskUpdate } from '../task-rows.ts';

const rowSchema = z.object({ id: z.string(), version: z.number().int() });

interface Facts {
  readonly document: Pick<
    Document,
    'id' | 'title' | 'number' | 'issued' | 'issuer' | 'serial' | 'normalizedText' | 'regionCode' | 'demonstration'
  >;
  readonly rows: readonly Row[];
  readonly tasks: readonly Task[];
  readonly unitRows: readonly { id: string; version: number; taskId: string }[];
  readonly units: readonly Unit[];
}

/**
 * A later version of a document onto the living task list, as one step: tasks take over the later wording, dates and
 * units and keep what they were; new rows become tasks; tasks that the version no longer holds end with a reason.
 * What changes or ends tasks is agreed to by a leader, and by the other side where its units stand on them.
 */
export const applyVersion = defineCommand({
  name: 'programme.apply-version',
  title: { zh: '按新版本更新任务', en: 'Apply a later version to the tasks' },
  kind: 'command',
  permission: 'programme.confirm',
  input: z.object({
    /** The later version. */
    documentId: z.string(),
    level: parentLevelSchema.default('city'),
    change: z
      .array(z.object({ taskId: z.string(), row: rowSchema }))
      .max(5_000)
      .default([]),
    add: z.array(rowSchema).max(5_000).default([]),
    end: z
      .array(z.object({ taskId: z.string(), reason: z.string().trim().min(2).max(500) }))
      .max(5_000)
      .default([]),
  }),
  output: z.object({ changed: z.number().int(), added: z.number().int(), ended: z.number().int() }),
  example: {
    documentId: 'document-2',
    change: [{ taskId: 'task-1', row: { id: 'row-1', version: 1 } }],
    add: [{ id: 'row-2', version: 1 }],
    end: [{ taskId: 'task-2', reason: '新方案不再列入' }],
  },
  async read({ db }: { db: Db<never> }, input) {
    const document = await findDocument(db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {}, 'documentId');
    const { origins: _origins, coverage: _coverage, ...kept } = document;
    const rowIds = [...input.change.map((entry) => entry.row.id), ...input.add.map((row) => row.id)];
    const taskIds = [...input.change.map((entry) => entry.taskId), ...input.end.map((entry) => entry.taskId)];
    return ok<Facts>({
      document: kept,
      rows: await findRows(db, rowIds, document.id),
      tasks: await findTasks(db, taskIds),
      unitRows: await unitRowsOf(db, taskIds),
      units: await listUnits(db),
    });
  },
  approval(facts, input, context) {
    return input.change.length + input.end.length === 0 ? [] : partiesOf(facts, context);
  },
  decide(facts, input, context) {
    if (input.change.length + input.add.length + input.end.length === 0) return refuse('programme.nothing-chosen', {});
    const taken = [...input.change.map((entry) => entry.taskId), ...input.end.map((entry) => entry.taskId)];
    if (new Set(taken).size !== taken.length) return refuse('programme.task-twice', {});
    const rows = new Map(facts.rows.map((row) => [row.id, row]));
    const tasks = new Map(facts.tasks.map((task) => [task.id, task]));
    const changes: RowChange[] = [];
    for (const { taskId, row: asked } of input.change) {
      const pair = openPair(tasks.get(taskId), rows.get(asked.id));
      if (!pair.ok) return pair;
      changes.push(...changeTask(facts, { ...pair.value, level: input.level, context }));
    }
    for (const asked of input.add) {
      const row = rows.get(asked.id);
      if (!row) return refuse('documents.unknown-row', {});
      if (row.state !== 'open') return refuse('programme.already-confirmed', { number: row.serial }, row.id);
      changes.push(...addTask(facts, { row, level: input.level, context }));
    }
    for (const { taskId, reason } of input.end) {
      const task = tasks.get(taskId);
      if (!task) return refuse('programme.unknown-task', {});
      if (task.ended) return refuse('programme.task-ended', { number: task.number }, task.id);
      changes.push(...endTask(facts, { task, reason, context }));
    }
    const counts = { changed: input.change.length, added: input.add.length, ended: input.end.length };
    const subject = `按《${facts.document.title}》更新任务：改 ${counts.changed}，增 ${counts.added}，终止 ${counts.ended}`;
    return ok({ changes, restsOn: [], files: [], events: eventsOf(input, changes), subject, result: counts });
  },
});

/** The own leader, and whoever may speak for each other jurisdiction whose units stand on a task that changes or ends. */
function partiesOf({ tasks, units, document }: Facts, { place }: OperationContext): ApprovalParty[] {
  const own = topJurisdiction(place, document.regionCode);
  const regionOf = new Map(units.map((unit) => [unit.id, unit.regionCode]));
  const named = tasks.flatMap((task) => [...task.units, ...task.lead, ...task.support].flatMap((unit) => unit.unitIds));
  const tops = new Set(named.flatMap((id) => regionOf.get(id) ?? []).map((code) => topJurisdiction(place, code)));
  const others = [...tops].filter((code) => code !== own).sort();
  return [
    { regionCode: own, roles: ['leader'] },
    ...others.map((regionCode): ApprovalParty => ({ regionCode, roles: ['leader', 'reform-office'] })),
  ];
}

function openPair(task: Task | undefined, row: Row | undefined) {
  if (!task) return refuse('programme.unknown-task', {});
  if (!row) return refuse('documents.unknown-row', {});
  if (task.ended) return refuse('programme.task-ended', { number: task.number }, task.id);
  if (row.state !== 'open') return refuse('programme.already-confirmed', { number: row.serial }, row.id);
  return ok({ task, row });
}

interface Step {
  readonly level: z.infer<typeof parentLevelSchema>;
  readonly context: OperationContext;
}

function sourceOf({ document }: Facts, row: Row) {
  const { title, number, issued: date, issuer: orderedBy } = document;
  const place = [...row.item.path, row.item.mark].filter((part) => part !== '').join(' › ');
  const clause = document.normalizedText.slice(row.item.span.start, row.item.span.end);
  return { clause, source: { kind: 'document' as const, title, number, date, orderedBy, place } };
}

function newTaskOf(facts: Facts, row: Row, number: string) {
  const { document } = facts;
  return {
    item: row.item,
    number,
    position: row.position,
    documentId: document.id,
    rowId: row.id,
    ...sourceOf(facts, row),
    regionCode: document.regionCode,
    demonstration: document.demonstration,
    edits: row.edits,
  };
}

function confirmRow(row: Row, taskId: string): RowChange {
  return {
    op: 'update',
    table: 'documents.row',
    id: row.id,
    version: row.version,
    values: { state: 'confirmed', task_id: taskId },
  };
}

function changeTask(facts: Facts, given: Step & { task: Task; row: Row }): RowChange[] {
  const { task, row, level, context } = given;
  const held = facts.unitRows.filter((entry) => entry.taskId === task.id);
  const update = taskUpdate(newTaskOf(facts, row, task.number), { task, held, units: facts.units, context });
  return [
    ...update.changes,
    historyRow(facts, { task, what: 'changed', after: update.after, context }),
    parentRow(newTaskOf(facts, row, task.number), { taskId: task.id, level, context }),
    confirmRow(row, task.id),
  ];
}

function addTask(facts: Facts, { row, level, context }: Step & { row: Row }): RowChange[] {
  const number = `${facts.document.serial}-${String(row.serial).padStart(3, '0')}`;
  const task = newTaskOf(facts, row, number);
  const made = taskRows(task, facts.units, context);
  return [...made.changes, parentRow(task, { taskId: made.taskId, level, context }), confirmRow(row, made.taskId)];
}

function endTask(facts: Facts, given: { task: Task; reason: string; context: OperationContext }): RowChange[] {
  const { task, reason, context } = given;
  const { actor, now } = context;
  const ended = { at: now, by: actor.personName, byUnit: actor.unitName, documentTitle: facts.document.title, reason };
  return [
    { op: 'update', table: 'programme.task', id: task.id, version: task.version, values: { ended } },
    historyRow(facts, { task, what: 'ended', after: { ended: reason }, context }),
  ];
}

/** What the task was, field by field, where the step makes it different. */
function historyRow(
  facts: Facts,
  given: { task: Task; what: 'changed' | 'ended'; after: Readonly<Record<string, unknown>>; context: OperationContext },
): RowChange {
  const { task, what, after, context } = given;
  const { actor, now } = context;
  const before = Object.fromEntries(Object.keys(after).map((field) => [field, Reflect.get(task, field) ?? null]));
  return {
    op: 'insert',
    table: 'programme.task_change',
    id: context.newId(),
    values: {
      task_id: task.id,
      region_code: task.regionCode,
      demonstration: task.demonstration,
      document_id: facts.document.id,
      what,
      before,
      after,
      by_name: actor.personName,
      by_unit: actor.unitName,
      at: now,
    },
  };
}

function eventsOf(
  input: { change: readonly { taskId: string }[]; end: readonly { taskId: string; reason: string }[] },
  changes: readonly RowChange[],
) {
  const added = changes.filter((change) => change.op === 'insert' && change.table === 'programme.task');
  return [
    ...added.map(({ id }) => ({ name: 'programme.task-added', payload: { taskId: id } })),
    ...input.change.map(({ taskId }) => ({ name: 'programme.task-changed', payload: { taskId } })),
    ...input.end.map(({ taskId, reason }) => ({ name: 'programme.task-ended', payload: { taskId, reason } })),
  ];
}
