import { defineCommand, type Notice, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findTasks } from '../../programme/index.ts';
import { actRows } from '../act-decision.ts';
import { leadUnits } from '../sides.ts';
import { standingsOf } from '../store.ts';

/** Hands confirmed tasks over to the units that lead them: from now on they are signed for, reported on and closed. */
export const assign = defineCommand({
  name: 'supervision.assign',
  title: { zh: '交办', en: 'Hand tasks over to their units' },
  kind: 'command',
  permission: 'supervision.supervise',
  input: z.object({ taskIds: z.array(z.string()).min(1).max(5_000) }),
  output: z.object({ assigned: z.number().int() }),
  example: { taskIds: ['task-1', 'task-2'] },
  async read({ db }: { db: Db<never> }, input) {
    const taskIds = [...new Set(input.taskIds)];
    const tasks = await findTasks(db, taskIds);
    if (tasks.length !== taskIds.length) return refuse('programme.unknown-task', {}, 'taskIds');
    return ok({ tasks, standings: await standingsOf(db, taskIds) });
  },
  decide({ tasks, standings }, _input, context) {
    const changes: RowChange[] = [];
    const told = new Map<string, number>();
    for (const task of tasks) {
      if (task.ended) return refuse('programme.task-ended', { number: task.number }, task.id);
      if (standings.has(task.id)) return refuse('supervision.assigned-already', { number: task.number }, task.id);
      const units = leadUnits(task);
      if (units.length === 0) return refuse('supervision.nobody-leads', { number: task.number }, task.id);
      const act = { kind: 'assign' as const, deadline: task.deadline };
      const rows = actRows({ task, standing: null }, { act, side: 'office', context });
      if (!rows.ok) return rows;
      changes.push(...rows.value.changes);
      for (const unitId of units) told.set(unitId, (told.get(unitId) ?? 0) + 1);
    }
    const notices = [...told].map(
      ([unitId, count]): Notice => ({
        to: { unitId },
        code: 'supervision.told-assign',
        values: { count },
        link: '/board',
      }),
    );
    return ok({
      changes,
      restsOn: tasks.map(({ id, version }) => ({ table: 'programme.task', id, version })),
      files: [],
      events: tasks.map(({ id }) => ({ name: 'supervision.task-acted-on', payload: { taskId: id, kind: 'assign' } })),
      notices,
      subject: `交办任务 ${tasks.length} 项`,
      result: { assigned: tasks.length },
    });
  },
});
