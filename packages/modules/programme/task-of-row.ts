import { isDeepStrictEqual } from 'node:util';
import { comparedWords, differencesOf } from '@qipan/engines/compare';
import type { Item } from '@qipan/engines/decompose';
import type { RowChange } from '@qipan/kernel';
import type { z } from 'zod';
import { comparedRow, type Document, type Row } from '../documents/index.ts';
import type { NamedUnit, sourceSchema, Task } from './model.ts';

export interface NewTask {
  readonly item: Item;
  readonly number: string;
  readonly series: number;
  readonly position: number;
  readonly documentId: string | null;
  readonly rowId: string | null;
  readonly clause: string;
  readonly source: z.infer<typeof sourceSchema>;
  readonly regionCode: string;
  readonly demonstration: boolean;
  readonly edits: Readonly<Record<string, { by: string; at: string }>>;
}

/** What of a document a task of it keeps. */
export type SourceDocument = Pick<
  Document,
  'id' | 'serial' | 'title' | 'number' | 'issued' | 'issuer' | 'normalizedText' | 'regionCode' | 'demonstration'
>;

/** The task that a row of a document makes, or that an older task becomes by it. The number is made of the document's and the row's serial unless the task has one. */
export function taskOfRow(document: SourceDocument, row: Row, number = numberOf(document, row)): NewTask {
  const { item } = row;
  return {
    item,
    number,
    series: document.serial,
    position: row.position,
    documentId: document.id,
    rowId: row.id,
    clause: document.normalizedText.slice(item.span.start, item.span.end),
    source: {
      kind: 'document',
      title: document.title,
      number: document.number,
      date: document.issued,
      orderedBy: document.issuer,
      place: placeOf(item),
    },
    regionCode: document.regionCode,
    demonstration: document.demonstration,
    edits: row.edits,
  };
}

function numberOf(document: SourceDocument, row: Row): string {
  return `${document.serial}-${String(row.serial).padStart(3, '0')}`;
}

/** Headings above a clause and its own mark; a mark that is the last heading's own is not said twice. */
function placeOf({ path, mark }: Item): string {
  const own = mark === '' || path.at(-1)?.startsWith(mark) ? [] : [mark];
  return [...path, ...own].join(' › ');
}

/** The row of a document becomes this task's. */
export function confirmRow(row: { id: string; version: number }, taskId: string): RowChange {
  return {
    op: 'update',
    table: 'documents.row',
    id: row.id,
    version: row.version,
    values: { state: 'confirmed', task_id: taskId },
  };
}

/** Whether a later row says something else of the task than it says now: other words, units, dates or targets. Where it stands is no matter. */
export function saysOther(task: Task, row: Row): boolean {
  const { item } = row;
  const printed = (units: readonly NamedUnit[]) => units.map((unit) => unit.name);
  const now = {
    id: task.id,
    text: task.text,
    path: task.path,
    units: printed(task.units),
    lead: printed(task.lead),
    support: printed(task.support),
    deadline: task.deadline,
    targets: task.targets.map((target) => target.quote),
  };
  const units = item.units.length > 0 ? item.units : [...item.lead, ...item.support];
  const differences = differencesOf(now, { ...comparedRow(row), units });
  const others = (one: Task | Row['item']) => ({
    soft: one.softDeadline,
    stages: one.stages.map((stage) => comparedWords(`${stage.label}${stage.text}`)),
    leaders: [...new Set(one.leaders.map(comparedWords))].sort(),
  });
  return differences.some((field) => field !== 'place') || !isDeepStrictEqual(others(task), others(item));
}
