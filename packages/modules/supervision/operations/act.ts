import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { decideAct, type Held } from '../act-decision.ts';
import { actSchema, phases } from '../life.ts';
import { readHeld } from '../store.ts';

type Kind = z.infer<typeof actSchema>['kind'];

/** Those acts of a task's life that one side may do, as the input of its operation. */
function actsOf<const Kinds extends readonly Kind[]>(kinds: Kinds) {
  const options = actSchema.options.filter((option) => (kinds as readonly string[]).includes(option.shape.kind.value));
  return z.discriminatedUnion('kind', options as unknown as typeof actSchema.options);
}

async function readAssigned(db: Db<never>, taskId: string) {
  const { task, standing } = await readHeld(db, taskId);
  return task ? ok<Held>({ task, standing }) : refuse('programme.unknown-task', {}, 'taskId');
}

const output = z.object({ taskId: z.string(), phase: z.enum(phases) });

/** What a unit does about its task: sign for it, report, ask to close or for more time. */
export const report = defineCommand({
  name: 'supervision.report',
  title: { zh: '签收、报送、申请', en: 'Sign for, report on, ask about a task' },
  kind: 'command',
  permission: 'supervision.report',
  input: z.object({
    taskId: z.string(),
    version: z.number().int(),
    act: actsOf(['sign', 'file-report', 'ask-closing', 'ask-extension']),
  }),
  output,
  example: {
    taskId: 'task-1',
    version: 2,
    act: {
      kind: 'file-report',
      month: '2026-03',
      unitId: 'unit-1',
      progress: 40,
      text: '已完成四成',
      isUnchanged: false,
    },
  },
  read: ({ db }: { db: Db<never> }, { taskId }) => readAssigned(db, taskId),
  decide(held, { act, version }, context) {
    // A unit reports for itself alone.
    if (act.kind === 'file-report' && act.unitId !== context.actor.unitId)
      return refuse('supervision.other-unit', {}, 'act.unitId');
    return decideAct(held, { act, version, context });
  },
});

/** What the office answers: reports, closing, more time; and what it does by itself: pause, go on, begin again. */
export const answer = defineCommand({
  name: 'supervision.answer',
  title: { zh: '审核、办结、暂停', en: 'Review, close, pause a task' },
  kind: 'command',
  permission: 'supervision.supervise',
  input: z.object({
    taskId: z.string(),
    version: z.number().int(),
    act: actsOf([
      'accept-report',
      'return-report',
      'close',
      'send-back',
      'grant-extension',
      'refuse-extension',
      'pause',
      'resume',
      'reopen',
    ]),
  }),
  output,
  example: { taskId: 'task-1', version: 3, act: { kind: 'close', grade: 'good' } },
  read: ({ db }: { db: Db<never> }, { taskId }) => readAssigned(db, taskId),
  decide: (held, { act, version }, context) => decideAct(held, { act, version, context }),
});
