import type { Schedule, ScheduledTask } from './contract.ts';
import type { Edges } from './edges.ts';
import type { Dates, Given } from './forward.ts';
import type { Workdays } from './workdays.ts';

/**
 * Marks the rows whose planned dates were counted in a year that is not published, or follow from one that were, and lists
 * those years. A year that late dates alone reach is listed without tasks. What has finished is not counted at all.
 */
export function markYears(
  { network, work }: Given,
  dates: Dates,
  rows: readonly (ScheduledTask | null)[],
): Schedule['unpublished'] {
  const { count, order, tasks, isSummary, edges } = network;
  if (areAllPublished(work, rows)) return [];
  const found = new Map<number, string[]>();
  const isAssumed = new Uint8Array(2 * count);
  for (const node of order) {
    const row = rows[node % count];
    if (!row) continue;
    if (tasks[node % count]?.actualFinish !== null && !isSummary[node % count]) continue;
    const cause = dates.cause[node] ?? -1;
    if (cause >= 0 && isAssumed[edges.from[cause] ?? 0]) isAssumed[node] = 1;
    if (isSummary[node % count]) {
      if (node >= count && childrenOf(edges, node).some((child) => isAssumed[child] === 1)) isAssumed[node] = 1;
    } else {
      for (const year of unknownYears(work, row.start, row.finish)) {
        isAssumed[node] = 1;
        found.set(year, found.get(year) ?? []);
        found.get(year)?.push(row.id);
      }
      for (const year of unknownYears(work, row.lateStart, row.lateFinish)) found.set(year, found.get(year) ?? []);
    }
    if (isAssumed[node] && (node >= count || !isSummary[node])) row.assumed = true;
  }
  return [...found]
    .sort(([one], [other]) => one - other)
    .map(([year, ids]) => ({ year, taskIds: inOrder(rows, new Set(ids)) }));
}

/** Looked at first, because it is so nearly always. */
function areAllPublished(work: Workdays, rows: readonly (ScheduledTask | null)[]): boolean {
  let first = '9999';
  let last = '';
  for (const row of rows) {
    if (!row) continue;
    if (row.start < first) first = row.start;
    if (row.lateStart < first) first = row.lateStart;
    if (row.finish > last) last = row.finish;
    if (row.lateFinish > last) last = row.lateFinish;
  }
  return last === '' || unknownYears(work, first, last).length === 0;
}

function childrenOf({ from, intoAt }: Edges, node: number): Int32Array {
  return from.subarray(intoAt[node], intoAt[node + 1]);
}

function inOrder(rows: readonly (ScheduledTask | null)[], ids: ReadonlySet<string>): string[] {
  return rows.filter((row) => row !== null && ids.has(row.id)).map((row) => row?.id ?? '');
}

const none: readonly number[] = [];

/** The years from one date to another that are not published; nearly always none. */
function unknownYears(work: Workdays, start: string, finish: string): readonly number[] {
  const first = Number(start.slice(0, 4));
  const last = Number(finish.slice(0, 4));
  if (first === last) return work.isPublished(first) ? none : [first];
  const years = Array.from({ length: Math.max(0, last - first) + 1 }, (_year, at) => first + at);
  return years.filter((year) => !work.isPublished(year));
}
