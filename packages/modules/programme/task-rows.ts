import type { Item } from '@qipan/engines/decompose';
import type { OperationContext, RowChange } from '@qipan/kernel';
import { unclearFields } from '../documents/index.ts';
import { printedKey, type Unit, unitsByPrintedName } from '../parties/index.ts';
import type { NamedUnit, sourceSchema } from './model.ts';
import { searchKey } from './store.ts';
import type { z } from 'zod';

export interface NewTask {
  readonly item: Item;
  readonly number: string;
  readonly position: number;
  readonly documentId: string | null;
  readonly rowId: string | null;
  readonly clause: string;
  readonly source: z.infer<typeof sourceSchema>;
  readonly regionCode: string;
  readonly demonstration: boolean;
  readonly edits: Readonly<Record<string, { by: string; at: string }>>;
}

/** The rows of one new task: the task, and one line for each unit of the register that is named on it. */
export function taskRows(
  task: NewTask,
  units: readonly Unit[],
  context: OperationContext,
): { taskId: string; changes: RowChange[] } {
  const byName = unitsByPrintedName(units);
  const named = (names: readonly string[]): NamedUnit[] =>
    names.map((name) => ({ name, unitIds: (byName.get(printedKey(name)) ?? []).map((unit) => unit.id) }));
  const { item, source } = task;
  const parts = {
    lead: named(item.lead),
    support: named(item.support),
    unit: named(item.units.length > 0 ? item.units : [...item.lead, ...item.support]),
  };
  const taskId = context.newId();
  const place = { region_code: task.regionCode, demonstration: task.demonstration };
  const insert: RowChange = {
    op: 'insert',
    table: 'programme.task',
    id: taskId,
    values: {
      ...place,
      number: task.number,
      document_id: task.documentId,
      row_id: task.rowId,
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
      confirmed_by_id: context.actor.personId,
      confirmed_by: context.actor.personName,
      confirmed_by_unit: context.actor.unitName,
      confirmed_at: context.now,
      search: searchText(task),
    },
  };
  return { taskId, changes: [insert, ...unitRows(taskId, parts, { place, newId: context.newId })] };
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
  return searchKey(words.join('\n'));
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
