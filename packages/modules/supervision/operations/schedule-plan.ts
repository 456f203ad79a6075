import { schedule, scheduleSchema } from '@qipan/engines/schedule';
import { readProject } from '@qipan/formats';
import { defineCalculation, fileSchema, ok } from '@qipan/kernel';
import { loadCalendar } from '@qipan/standards';
import { z } from 'zod';
import { planInput } from '../project-input.ts';

/** A plan of MS Project (saved as XML) by the official workday calendar: dates, slack, the critical path, and why. Nothing is kept. */
export const schedulePlan = defineCalculation({
  name: 'supervision.schedule-plan',
  title: { zh: '推算计划', en: 'Schedule a plan' },
  kind: 'calculation',
  heavy: true,
  input: z.object({ file: fileSchema }),
  output: scheduleSchema.extend({
    tasks: z.array(scheduleSchema.shape.tasks.element.extend({ name: z.string() })),
    /** Tasks whose duration or lag was no whole number of days: rounded up. */
    rounded: z.array(z.string()),
    /** What of the file was not read: codes of the message catalogue. */
    unread: z.array(z.string()),
  }),
  async calculate({ file }) {
    const read = readProject({ bytes: file.bytes });
    if (!read.ok) return read;
    const { plan, notes } = read.value;
    const made = planInput(plan, loadCalendar());
    if (!made.ok) return made;
    const { input, rounded } = made.value;
    const found = schedule(input);
    if (!found.ok) return found;
    const nameOf = new Map(input.tasks.map((task) => [task.id, task.name]));
    const tasks = found.value.tasks.map((task) => ({ ...task, name: nameOf.get(task.id) ?? '' }));
    return ok({ ...found.value, tasks, rounded: [...rounded], unread: notes.map((note) => note.code) });
  },
});
