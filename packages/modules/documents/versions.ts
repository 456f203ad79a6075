import type { ComparedRow } from '@qipan/engines/compare';
import type { Row } from './model.ts';

/**
 * What of two reviewed versions is compared. Rows that were taken out and background are left aside; general aims
 * (总体要求) take part where one of the earlier version was made a task, since its targets then have to follow.
 */
export function comparedRows(
  earlier: readonly Row[],
  later: readonly Row[],
): { earlier: ComparedRow[]; later: ComparedRow[] } {
  const aims = earlier.some((row) => row.item.kind === 'principle' && row.taskId !== null);
  const taken = (row: Row) =>
    row.state !== 'removed' && row.item.kind !== 'background' && (row.item.kind !== 'principle' || aims);
  const isWork = (row: Row) => row.item.kind !== 'principle' || row.taskId !== null;
  return {
    earlier: earlier.filter((row) => taken(row) && isWork(row)).map(comparedRow),
    later: later.filter(taken).map(comparedRow),
  };
}

/** A row as versions are compared by. */
export function comparedRow({ id, item }: Row): ComparedRow {
  return {
    id,
    text: item.text,
    path: item.path,
    lead: item.lead,
    support: item.support,
    units: item.units,
    deadline: item.deadline?.date ?? null,
    targets: item.targets.map((target) => target.quote),
  };
}
