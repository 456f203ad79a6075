import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { emptyItem } from '../../documents/index.ts';
import { listUnits } from '../../parties/index.ts';
import { ownSeries, sourceSchema } from '../model.ts';
import { namedUnits } from '../named-units.ts';
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
    const named = namedUnits(input, facts.units);
    if (!named.ok) return named;
    const { lead, support, units } = named.value;
    const { date } = input.source;
    if (input.deadline !== null && date !== null && input.deadline < date)
      return refuse('programme.deadline-before-source', { deadline: input.deadline, date }, 'deadline');
    const number = `0-${String(facts.next).padStart(3, '0')}`;
    const item = {
      ...emptyItem(input.text),
      path: input.front === '' ? [] : [input.front],
      lead,
      support,
      units: units.length > 0 ? units : [...lead, ...support],
      leaders: input.leaders,
      contact: input.contact,
      deadline: input.deadline ? { date: input.deadline, basis: 'own' as const, quote: input.deadline } : null,
    };
    const stamp = { by: context.actor.personName, at: context.now };
    const made = taskRows(
      {
        item,
        number,
        series: ownSeries,
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
