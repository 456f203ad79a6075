import {
  type Decision,
  type Notice,
  ok,
  type OperationContext,
  type Outcome,
  type RowChange,
  refuse,
} from '@qipan/kernel';
import type { Task } from '../programme/index.ts';
import { type Act, afterAct, type Life, type Phase, type Side } from './life.ts';
import type { Standing } from './model.ts';
import { leadUnits, sideOf } from './sides.ts';

/** A task and where it stands; null before it was handed over. */
export interface Held {
  readonly task: Task;
  readonly standing: Standing | null;
}

/** The rows of one act on one task: where it stands then, and what happened. Written together, so that the one is the fold of the other. */
export function actRows(
  held: Held,
  given: { act: Act; side: Side; context: OperationContext },
): Outcome<{ changes: RowChange[]; life: Life }> {
  const { task, standing } = held;
  const { act, side, context } = given;
  const { actor, now, today, newId } = context;
  const next = afterAct(standing?.life ?? null, { act, side, personId: actor.personId, on: today });
  if (!next.ok) return next;
  const seq = (standing?.seq ?? 0) + 1;
  const place = { task_id: task.id, region_code: task.regionCode, demonstration: task.demonstration };
  const values = { phase: next.value.phase, seq, life: { ...next.value } };
  const row: RowChange = standing
    ? { op: 'update', table: 'supervision.standing', id: standing.id, version: standing.version, values }
    : { op: 'insert', table: 'supervision.standing', id: newId(), values: { ...place, ...values } };
  const happened: RowChange = {
    op: 'insert',
    table: 'supervision.act',
    id: newId(),
    values: {
      ...place,
      seq,
      kind: act.kind,
      act,
      side,
      person_id: actor.personId,
      person_name: actor.personName,
      unit_id: actor.unitId,
      unit_name: actor.unitName,
      on_day: today,
      at: now,
    },
  };
  return ok({ changes: [row, happened], life: next.value });
}

const subjects: Readonly<Record<Act['kind'], string>> = {
  assign: '交办',
  sign: '签收',
  'file-report': '报送进展',
  'accept-report': '审核通过进展',
  'return-report': '退回进展',
  'ask-closing': '申请办结',
  close: '办结',
  'send-back': '退回办结申请',
  'ask-extension': '申请延期',
  'grant-extension': '同意延期',
  'refuse-extension': '不同意延期',
  pause: '暂停',
  resume: '恢复办理',
  reopen: '重新办理',
  redate: '时限随文件变更',
  end: '终止',
};

/** One act as a person's command: seen in a version, decided on by the state, told to the other side. */
export function decideAct(
  held: Held | null,
  given: { act: Act; version: number; context: OperationContext },
): Outcome<Decision<{ taskId: string; phase: Phase }>> {
  const { act, version, context } = given;
  if (!held?.standing) return refuse('supervision.not-assigned', {}, 'taskId');
  const { task, standing } = held;
  if (standing.version !== version) return refuse('host.conflict', { table: 'supervision.standing' }, task.id);
  const side = sideOf(task, context.actor);
  if (side === null) return refuse('supervision.not-of-task', {}, 'taskId');
  const rows = actRows(held, { act, side, context });
  if (!rows.ok) return rows;
  return ok({
    changes: rows.value.changes,
    // A unit may not lock the task itself; what it rests on is where the task stands, which changes with every act.
    restsOn: side === 'office' ? [{ table: 'programme.task', id: task.id, version: task.version }] : [],
    files: [],
    events: [{ name: 'supervision.task-acted-on', payload: { taskId: task.id, kind: act.kind } }],
    notices: noticesOf(task, { act, side }),
    subject: `${subjects[act.kind]}：${task.number}`,
    result: { taskId: task.id, phase: rows.value.life.phase },
  });
}

/** The other side is told: what a unit does to the office, what the office does to the units that lead. */
function noticesOf(task: Task, { act, side }: { act: Act; side: Side }): Notice[] {
  const notice = {
    code: `supervision.told-${act.kind}`,
    values: { number: task.number, reason: 'reason' in act ? act.reason : '' },
    link: `/tasks/${task.id}`,
  };
  if (side === 'office') return leadUnits(task).map((unitId) => ({ ...notice, to: { unitId } }));
  return [{ ...notice, to: { role: 'reform-office', regionCode: task.regionCode } }];
}
