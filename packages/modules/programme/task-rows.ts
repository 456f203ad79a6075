import { isDeepStrictEqual } from 'node:util';
import type { Item } from '@qipan/engines/decompose';
import type { ColumnValue, OperationContext, RowChange } from '@qipan/kernel';
import { foldForSearch, unclearFields } from '../documents/index.ts';
import { printedKey, type Unit, unitsByPrintedName } from '../parties/index.ts';
import type { NamedUnit, parentLevelSchema, Task } from './model.ts';
import type { UnitRow } from './store.ts';
import type { NewTask } from './task-of-row.ts';
import type { z } from 'zod';

/** The columns of a task that come from its row in a document. */
function columnsOf(task: NewTask, parts: UnitParts): Record<string, ColumnValue> {
  const { item, source } = task;
  return {
    document_id: task.documentId,
    row_id: task.rowId,
    series: task.series,
    position: task.position,
    path: item.path,
    text: item.text,
    clause: task.clause,
    source,
    units: parts.unit,
    lead: parts.lead,
    support: parts.support,
    open: item.open,
    leaders: item.leaders,
    contact: item.contact,
    deadline: item.deadline?.date ?? null,
    deadline_basis: item.deadline?.basis ?? null,
    soft_deadline: item.softDeadline,
    stages: item.stages,
    targets: item.targets,
    projects: item.projects,
    policies: item.policies,
    citations: item.citations,
    extra: item.extra,
    artefact: item.artefact,
    needs_measure: item.needsMeasure,
    unclear: [...unclearFields({ ...item, kind: 'task' }), ...unknownUnits(parts)],
    provenance: item.provenance,
    edits: task.edits,
    search: searchText(task),
  };
}

type UnitParts = Readonly<Record<'lead' | 'support' | 'unit', readonly NamedUnit[]>>;

/** The units that a row names, with those of the register that each name stands for. */
function unitParts(item: Item, units: readonly Unit[]): UnitParts {
  const byName = unitsByPrintedName(units);
  const named = (names: readonly string[]): NamedUnit[] =>
    names.map((name) => ({ name, unitIds: (byName.get(printedKey(name)) ?? []).map((unit) => unit.id) }));
  return {
    lead: named(item.lead),
    support: named(item.support),
    unit: named(item.units.length > 0 ? item.units : [...item.lead, ...item.support]),
  };
}

/** The rows of one new task: the task, and one line for each unit of the register that is named on it. */
export function taskRows(
  task: NewTask,
  units: readonly Unit[],
  context: OperationContext,
): { taskId: string; unitIds: readonly string[]; changes: RowChange[] } {
  const parts = unitParts(task.item, units);
  const taskId = context.newId();
  const place = { region_code: task.regionCode, demonstration: task.demonstration };
  const { personId, personName, unitName } = context.actor;
  const insert: RowChange = {
    op: 'insert',
    table: 'programme.task',
    id: taskId,
    values: {
      ...place,
      number: task.number,
      ...columnsOf(task, parts),
      confirmed_by_id: personId,
      confirmed_by: personName,
      confirmed_by_unit: unitName,
      confirmed_at: context.now,
    },
  };
  const lines = unitRows(taskId, parts, { place, newId: context.newId });
  const unitIds = [...new Set(Object.values(parts).flatMap((named) => named.flatMap((unit) => unit.unitIds)))];
  return { taskId, unitIds, changes: [insert, ...lines] };
}

/** The fields of a task whose change is history that a person asks for. */
const historyFields = {
  text: 'text',
  clause: 'clause',
  path: 'path',
  units: 'units',
  lead: 'lead',
  support: 'support',
  deadline: 'deadline',
  softDeadline: 'soft_deadline',
  targets: 'targets',
  stages: 'stages',
  leaders: 'leaders',
  source: 'source',
} as const;

/** A task goes on as it was in a later document: it takes its place there, and its units stay as they are resolved. */
export function taskCarried(next: NewTask, task: Task): RowChange {
  const parts = { unit: task.units, lead: task.lead, support: task.support };
  return {
    op: 'update',
    table: 'programme.task',
    id: task.id,
    version: task.version,
    values: columnsOf(next, parts),
  };
}

/** An existing task takes over a later row: its columns, its units' lines anew, and what of it became different. */
export function taskUpdate(
  next: NewTask,
  given: {
    task: Task;
    held: readonly UnitRow[];
    units: readonly Unit[];
    context: OperationContext;
  },
): { changes: RowChange[]; after: Record<string, unknown> } {
  const { task, held, units, context } = given;
  const parts = unitParts(next.item, units);
  const values = columnsOf(next, parts);
  const place = { region_code: next.regionCode, demonstration: next.demonstration };
  const after = Object.fromEntries(
    Object.entries(historyFields).flatMap(([field, column]) =>
      isDeepStrictEqual(Reflect.get(task, field) ?? null, values[column] ?? null)
        ? []
        : [[field, values[column] ?? null]],
    ),
  );
  return {
    after,
    changes: [
      { op: 'update', table: 'programme.task', id: task.id, version: task.version, values },
      ...unitLines(task.id, parts, { held, place, newId: context.newId }),
    ],
  };
}

/** Lines of units that a task no longer names go, those that it names newly come; all others stay as they are. */
function unitLines(
  taskId: string,
  parts: UnitParts,
  given: { held: readonly UnitRow[]; place: { region_code: string; demonstration: boolean }; newId(): string },
): RowChange[] {
  const { held, ...context } = given;
  const wanted = unitRows(taskId, parts, context);
  const keyOf = (unitId: unknown, part: unknown) => `${String(unitId)} ${String(part)}`;
  const wantedKeys = new Set(
    wanted.map((change) => ('values' in change ? keyOf(change.values.unit_id, change.values.part) : '')),
  );
  const heldKeys = new Set(held.map((line) => keyOf(line.unitId, line.part)));
  return [
    ...held
      .filter((line) => !wantedKeys.has(keyOf(line.unitId, line.part)))
      .map((line): RowChange => ({ op: 'delete', table: 'programme.task_unit', id: line.id, version: line.version })),
    ...wanted.filter((change) => 'values' in change && !heldKeys.has(keyOf(change.values.unit_id, change.values.part))),
  ];
}

/** The line that says in which document, and where, a task stands. */
export function parentRow(
  task: NewTask,
  given: { taskId: string; level: z.infer<typeof parentLevelSchema>; context: OperationContext },
): RowChange {
  const { taskId, level, context } = given;
  return {
    op: 'insert',
    table: 'programme.task_parent',
    id: context.newId(),
    values: {
      task_id: taskId,
      region_code: task.regionCode,
      demonstration: task.demonstration,
      document_id: task.documentId,
      row_id: task.rowId,
      level,
      title: task.source.title,
      number: task.source.number,
      place: task.source.place,
      clause: task.clause,
      at: context.now,
    },
  };
}

/** A printed name that the register does not know keeps its unit from seeing the task: somebody has to say whom it means. */
function unknownUnits(parts: Readonly<Record<'lead' | 'support' | 'unit', readonly NamedUnit[]>>): string[] {
  return [...parts.lead, ...parts.support, ...parts.unit].some((unit) => unit.unitIds.length === 0) ? ['register'] : [];
}

/** All that a full text search looks through, folded. */
function searchText({ item, source, number, clause }: NewTask): string {
  const words = [
    number,
    ...item.path,
    item.text,
    clause,
    ...item.units,
    ...item.lead,
    ...item.support,
    ...item.leaders,
    ...item.contact,
    ...item.projects,
    ...item.policies,
    source.title,
    source.number ?? '',
    source.orderedBy ?? '',
    ...item.extra.map((entry) => entry.text),
  ];
  return foldForSearch(words.join('\n'));
}

function unitRows(
  taskId: string,
  parts: Readonly<Record<'lead' | 'support' | 'unit', readonly NamedUnit[]>>,
  context: { place: { region_code: string; demonstration: boolean }; newId(): string },
): RowChange[] {
  return (['lead', 'support', 'unit'] as const).flatMap((part) => {
    const ids = [...new Set(parts[part].flatMap((unit) => unit.unitIds))];
    return ids.map(
      (unitId): RowChange => ({
        op: 'insert',
        table: 'programme.task_unit',
        id: context.newId(),
        values: { task_id: taskId, unit_id: unitId, part, ...context.place },
      }),
    );
  });
}
