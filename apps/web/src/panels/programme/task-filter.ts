import type { Unit } from '@qipan/modules/parties';
import type { Task, TaskFilter } from './programme-api.ts';

const folded = new WeakMap<Task, string>();

/** All that a search in the list looks through, width and case folded: the same as on the server. Made once for each task. */
function foldedText(task: Task): string {
  const known = folded.get(task);
  if (known !== undefined) return known;
  const { source } = task;
  const words = [
    task.number,
    ...task.path,
    task.text,
    task.clause,
    ...[...task.units, ...task.lead, ...task.support].map((unit) => unit.name),
    ...task.leaders,
    ...task.contact,
    ...task.projects,
    ...task.policies,
    source.title,
    source.number ?? '',
    source.orderedBy ?? '',
    ...task.extra.map((entry) => entry.text),
  ];
  const text = fold(words.join('\n'));
  folded.set(task, text);
  return text;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const stepSize = 500;

/** Folds a long list ahead, a step in each idle moment, so that the first letter typed is as quick as the next. */
export function foldAhead(tasks: readonly Task[]): () => void {
  let at = 0;
  let timer = setTimeout(step, 50);
  function step() {
    for (const end = Math.min(tasks.length, at + stepSize); at < end; at += 1) {
      const task = tasks[at];
      if (task) foldedText(task);
    }
    if (at < tasks.length) timer = setTimeout(step, 0);
  }
  return () => clearTimeout(timer);
}

/** The part of a filter that the server answers: which tasks are fetched at all. The rest is done in the page. */
export function fetchedBy({ documentId, ended }: TaskFilter): TaskFilter {
  return { ...(documentId && { documentId }), ...(ended && { ended }) };
}

/** The tasks for which all conditions hold. O(tasks · words). */
export function filterTasks(tasks: readonly Task[], filter: TaskFilter, units: readonly Unit[]): readonly Task[] {
  const { query = '', unclear, dueFrom, dueUntil, front, unitId } = filter;
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const unitIds = unitId === undefined ? null : withPredecessors(unitId, units);
  return tasks.filter(
    (task) =>
      (unclear === undefined || task.unclear.length > 0 === unclear) &&
      (dueFrom === undefined || (task.deadline !== null && task.deadline >= dueFrom)) &&
      (dueUntil === undefined || (task.deadline !== null && task.deadline <= dueUntil)) &&
      (front === undefined || (task.path[0] ?? '') === front) &&
      (unitIds === null || stands(task, unitIds)) &&
      (words.length === 0 || words.every((word) => foldedText(task).includes(word))),
  );
}

function stands(task: Task, unitIds: ReadonlySet<string>): boolean {
  return [...task.lead, ...task.support, ...task.units].some((unit) => unit.unitIds.some((id) => unitIds.has(id)));
}

/** A unit and all that went into it. */
function withPredecessors(unitId: string, units: readonly Unit[]): ReadonlySet<string> {
  const found = new Set([unitId]);
  for (const id of found) for (const unit of units) if (unit.successorId === id) found.add(unit.id);
  return found;
}
