import { defineHandler, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { findTask } from '../programme/index.ts';
import { actRows } from './act-decision.ts';
import { standingsOf } from './store.ts';

/** A task that its document dropped is no longer supervised; what happened to it stays. */
export const onTaskEnded = defineHandler({
  event: 'programme.task-ended',
  async read({ db }: { db: Db<never> }, { taskId, reason }: { taskId: string; reason: string }) {
    const task = await findTask(db, taskId);
    return ok({ task, standing: (await standingsOf(db, [taskId])).get(taskId) ?? null, reason });
  },
  decide({ task, standing, reason }, _payload, context) {
    const none = { changes: [], restsOn: [], files: [], subject: '', result: null };
    if (!task || !standing || standing.life.phase === 'ended') return ok(none);
    const rows = actRows({ task, standing }, { act: { kind: 'end', reason }, side: 'program', context });
    return rows.ok ? ok({ ...none, changes: rows.value }) : rows;
  },
});
