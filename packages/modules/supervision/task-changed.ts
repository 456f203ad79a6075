import { defineHandler, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { findTask } from '../programme/index.ts';
import { actRows } from './act-decision.ts';
import type { Act } from './life.ts';
import { standingsOf } from './store.ts';

const nothing = { changes: [], restsOn: [], files: [], subject: '', result: null };

async function readHeld({ db }: { db: Db<never> }, taskId: string) {
  return { task: await findTask(db, taskId), standing: (await standingsOf(db, [taskId])).get(taskId) ?? null };
}

/** A later document gives a task another date: it holds, also over one that was granted before. */
export const onTaskChanged = defineHandler({
  event: 'programme.task-changed',
  read: async (ports: { db: Db<never> }, { taskId }: { taskId: string }) => ok(await readHeld(ports, taskId)),
  decide({ task, standing }, _payload, context) {
    if (!task || !standing || standing.life.phase === 'ended') return ok(nothing);
    if (task.deadline === standing.life.documentDeadline) return ok(nothing);
    const act: Act = { kind: 'redate', deadline: task.deadline };
    const rows = actRows({ task, standing }, { act, side: 'program', context });
    return rows.ok ? ok({ ...nothing, changes: rows.value }) : rows;
  },
});

/** A task that its document dropped is no longer supervised; what happened to it stays. */
export const onTaskEnded = defineHandler({
  event: 'programme.task-ended',
  async read(ports: { db: Db<never> }, { taskId, reason }: { taskId: string; reason: string }) {
    return ok({ ...(await readHeld(ports, taskId)), reason });
  },
  decide({ task, standing, reason }, _payload, context) {
    if (!task || !standing || standing.life.phase === 'ended') return ok(nothing);
    const rows = actRows({ task, standing }, { act: { kind: 'end', reason }, side: 'program', context });
    return rows.ok ? ok({ ...nothing, changes: rows.value }) : rows;
  },
});
