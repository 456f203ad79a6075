import { defineHandler, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { actRows } from './act-decision.ts';
import type { Act } from './life.ts';
import { readHeld } from './store.ts';

const nothing = { changes: [], restsOn: [], files: [], subject: '', result: null };

/** A later document gives a task another date: it holds, also over one that was granted before. */
export const onTaskChanged = defineHandler({
  event: 'programme.task-changed',
  read: async ({ db }: { db: Db<never> }, { taskId }: { taskId: string }) => ok(await readHeld(db, taskId)),
  decide({ task, standing }, _payload, context) {
    if (!task || !standing || standing.life.phase === 'ended') return ok(nothing);
    if (task.deadline === standing.life.documentDeadline) return ok(nothing);
    const act: Act = { kind: 'redate', deadline: task.deadline };
    const rows = actRows({ task, standing }, { act, side: 'program', context });
    return rows.ok ? ok({ ...nothing, changes: rows.value.changes }) : rows;
  },
});

/** A task that its document dropped is no longer supervised; what happened to it stays. */
export const onTaskEnded = defineHandler({
  event: 'programme.task-ended',
  async read({ db }: { db: Db<never> }, { taskId, reason }: { taskId: string; reason: string }) {
    return ok({ ...(await readHeld(db, taskId)), reason });
  },
  decide({ task, standing, reason }, _payload, context) {
    if (!task || !standing || standing.life.phase === 'ended') return ok(nothing);
    const rows = actRows({ task, standing }, { act: { kind: 'end', reason }, side: 'program', context });
    return rows.ok ? ok({ ...nothing, changes: rows.value.changes }) : rows;
  },
});
