import { defineCommand, ok, type OperationContext, type RowChange, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument, findRows, type Row } from '../../documents/index.ts';
import { listUnits, type Unit } from '../../parties/index.ts';
import { parentLevelSchema, type Task } from '../model.ts';
import { partiesOf } from '../parties-of.ts';
import { findTasks, type UnitRow, unitRowsOf } from '../store.ts';
import { confirmRow, saysOther, type SourceDocument, taskOfRow } from '../task-of-row.ts';
import { parentRow, taskCarried, taskRows, taskUpdate } from '../task-rows.ts';

const rowSchema = z.object({ id: z.string(), version: z.number().int() });

interface Facts {
  readonly document: SourceDocument;
  readonly rows: readonly Row[];
  readonly tasks: readonly Task[];
  readonly unitRows: readonly UnitRow[];
  readonly units: readonly Unit[];
}

/**
 * A later version of a document onto the living task list, as one step: tasks take over the later wording, dates and
 * units and keep what they were; those that say the same take their place in it; new rows become tasks; tasks that the
 * version no longer holds end with a reason.
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
  /** `carried`: tasks that go on as they were, in the order of the later version. */
  output: z.object({
    changed: z.number().int(),
    carried: z.number().int(),
    added: z.number().int(),
    ended: z.number().int(),
  }),
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
    const touched = new Set([...otherwise(facts, input), ...input.end].map(({ taskId }) => taskId));
    const tasks = facts.tasks.filter((task) => touched.has(task.id));
    const { units, document } = facts;
    return partiesOf({ tasks, units, regionCode: document.regionCode }, context.place);
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
    const change = otherwise(facts, input);
    const counts = {
      changed: change.length,
      carried: input.change.length - change.length,
      added: input.add.length,
      ended: input.end.length,
    };
    const carried = counts.carried > 0 ? `，延续 ${counts.carried}` : '';
    const subject = `按《${facts.document.title}》更新任务：改 ${counts.changed}，增 ${counts.added}，终止 ${counts.ended}${carried}`;
    const events = eventsOf({ change, end: input.end }, changes);
    return ok({ changes, restsOn: [], files: [], events, subject, result: counts });
  },
});

function openPair(task: Task | undefined, row: Row | undefined) {
  if (!task) return refuse('programme.unknown-task', {});
  if (!row) return refuse('documents.unknown-row', {});
  if (task.ended) return refuse('programme.task-ended', { number: task.number }, task.id);
  if (row.state !== 'open') return refuse('programme.already-confirmed', { number: row.serial }, row.id);
  return ok({ task, row });
}

/** The pairs whose later row says something else than the task now does. */
function otherwise<Pair extends { taskId: string; row: { id: string } }>(
  { rows, tasks }: Facts,
  { change }: { change: readonly Pair[] },
): Pair[] {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const taskOf = new Map(tasks.map((task) => [task.id, task]));
  return change.filter((pair) => {
    const [task, row] = [taskOf.get(pair.taskId), rowOf.get(pair.row.id)];
    return !task || !row || saysOther(task, row);
  });
}

interface Step {
  readonly level: z.infer<typeof parentLevelSchema>;
  readonly context: OperationContext;
}

/** The task takes over the later row: with its history where it says something else, quietly where it only stands elsewhere. */
function changeTask(facts: Facts, given: Step & { task: Task; row: Row }): RowChange[] {
  const { task, row, level, context } = given;
  const next = taskOfRow(facts.document, row, task.number);
  const standing = [parentRow(next, { taskId: task.id, level, context }), confirmRow(row, task.id)];
  if (!saysOther(task, row)) return [taskCarried(next, task), ...standing];
  const held = facts.unitRows.filter((entry) => entry.taskId === task.id);
  const update = taskUpdate(next, { task, held, units: facts.units, context });
  return [...update.changes, historyRow(facts, { task, what: 'changed', after: update.after, context }), ...standing];
}

function addTask(facts: Facts, { row, level, context }: Step & { row: Row }): RowChange[] {
  const task = taskOfRow(facts.document, row);
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
