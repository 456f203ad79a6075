import type { ComparedRow } from '@qipan/engines/compare';
import type { Row } from './model.ts';

/** What of a reviewed row is compared with another version. Rows that were taken out or are background are left aside. */
export function comparedRows(rows: readonly Row[]): ComparedRow[] {
  return rows
    .filter((row) => row.state !== 'removed' && (row.item.kind === 'task' || row.item.kind === 'requirement'))
    .map(({ id, item }) => ({
      id,
      text: item.text,
      path: item.path,
      lead: item.lead,
      support: item.support,
      units: item.units,
      deadline: item.deadline?.date ?? null,
      targets: item.targets.map((target) => target.quote),
    }));
}
