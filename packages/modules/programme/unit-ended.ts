import { defineHandler, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { linesOfUnit, livingTasksOf } from './store.ts';

/** What stood on a unit that has ended is seen by its successor from now on; the printed names stay as they were. Without a successor, tasks that live would be nobody's. */
export const onUnitEnded = defineHandler({
  event: 'parties.unit-ended',
  async read({ db }: { db: Db<never> }, { unitId, successorId }: { unitId: string; successorId: string | null }) {
    const count = successorId === null ? await livingTasksOf(db, unitId) : 0;
    if (count > 0) return refuse('programme.tasks-without-unit', { count }, 'change.successorId');
    return ok({
      lines: successorId === null ? [] : await linesOfUnit(db, unitId),
      there: successorId === null ? [] : await linesOfUnit(db, successorId),
    });
  },
  decide({ lines, there }, { successorId }, { newId }) {
    const held = new Set(there.map((line) => `${line.taskId} ${line.part}`));
    const changes = lines
      .filter((line) => !held.has(`${line.taskId} ${line.part}`))
      .map(
        (line): RowChange => ({
          op: 'insert',
          table: 'programme.task_unit',
          id: newId(),
          values: {
            task_id: line.taskId,
            unit_id: successorId,
            part: line.part,
            region_code: line.regionCode,
            demonstration: line.demonstration,
          },
        }),
      );
    return ok({ changes, restsOn: [], files: [], subject: '', result: null });
  },
});
