import { defineCommand, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { emptyItem } from '../../documents/index.ts';
import { listUnits } from '../../parties/index.ts';
import { sourceSchema } from '../model.ts';
import { nextOwnNumber } from '../store.ts';
import { taskRows } from '../task-rows.ts';

/** One task typed by hand, with who ordered it, where and when. */
export const addTask = defineCommand({
  name: 'programme.add-task',
  title: { zh: '手工录入任务', en: 'Add a task by hand' },
  kind: 'command',
  permission: 'programme.confirm',
  inTurn: true,
  input: z.object({
    text: z.string().trim().min(2).max(4_000),
    source: sourceSchema.omit({ place: true }).extend({ title: z.string().trim().min(2).max(200) }),
    lead: z.array(z.string().trim().min(1)).max(50).default([]),
    support: z.array(z.string().trim().min(1)).max(100).default([]),
    units: z.array(z.string().trim().min(1)).max(100).default([]),
    deadline: z.iso.date().nullable().default(null),
    front: z.string().trim().max(200).default(''),
    leaders: z.array(z.string()).max(20).default([]),
    contact: z.array(z.string()).max(20).default([]),
  }),
  output: z.object({ taskId: z.string(), number: z.string() }),
  example: {
    text: '建成承接园区3个',
    source: { kind: 'meeting', title: '市委常委会会议', number: null, date: '2026-03-02', orderedBy: null },
    lead: ['市商务局'],
    deadline: '2026-12-31',
  },
  async read(ports: { db: Db<never> }, _input, context) {
    return ok({ units: await listUnits(ports.db), next: await nextOwnNumber(ports.db, context.actor.regionCode) });
  },
  decide(facts, input, context) {
    const number = `0-${String(facts.next).padStart(3, '0')}`;
    const item = {
      ...emptyItem(input.text),
      path: input.front === '' ? [] : [input.front],
      lead: input.lead,
      support: input.support,
      units: input.units.length > 0 ? input.units : [...input.lead, ...input.support],
      leaders: input.leaders,
      contact: input.contact,
      deadline: input.deadline ? { date: input.deadline, basis: 'own' as const, quote: input.deadline } : null,
    };
    const stamp = { by: context.actor.personName, at: context.now };
    const made = taskRows(
      {
        item,
        number,
        position: facts.next,
        documentId: null,
        rowId: null,
        clause: input.text,
        source: { ...input.source, place: '' },
        regionCode: context.actor.regionCode,
        demonstration: context.actor.demonstration,
        edits: { text: stamp },
      },
      facts.units,
      context,
    );
    return ok({
      changes: made.changes,
      restsOn: [],
      files: [],
      events: [{ name: 'programme.task-added', payload: { taskId: made.taskId } }],
      subject: `手工录入任务 ${number}`,
      result: { taskId: made.taskId, number },
    });
  },
});
