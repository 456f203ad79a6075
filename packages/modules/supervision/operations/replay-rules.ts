import { colourSchema, replay } from '@qipan/engines/light';
import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { listTasks } from '../../programme/index.ts';
import { usualReportDay } from '../judged.ts';
import { monthSchema } from '../life.ts';
import { periodsOf, timelineOf } from '../look-back.ts';
import { choiceFinder, lightRules } from '../rules.ts';
import { actsOf, ruleChoices } from '../store.ts';

const countsSchema = z.partialRecord(colourSchema, z.number().int());

/** The months that have passed under two rules, side by side, before anybody is judged by the other one. Nothing is kept. */
export const replayRules = defineQuery({
  name: 'supervision.replay-rules',
  title: { zh: '两种规则对照', en: 'Two rules side by side' },
  kind: 'query',
  permission: 'supervision.read',
  input: z.object({ one: z.string(), other: z.string(), from: monthSchema, to: monthSchema }),
  output: z.object({
    counts: z.array(z.object({ period: z.string(), one: countsSchema, other: countsSchema })),
    differences: z.array(
      z.object({
        taskId: z.string(),
        number: z.string(),
        text: z.string(),
        period: z.string(),
        one: colourSchema,
        other: colourSchema,
      }),
    ),
  }),
  example: { one: 'suqian-2025', other: 'days-late', from: '2026-01', to: '2026-03' },
  async read({ db }: { db: Db<never> }, { one, other, from, to }, { today, place }) {
    const [first, second] = [lightRules().get(one), lightRules().get(other)];
    if (!first || !second)
      return refuse('supervision.unknown-rule', { rule: first ? other : one }, first ? 'other' : 'one');
    if (from > to) return refuse('supervision.months-turned-round', { from, to }, 'from');
    const tasks = [...(await listTasks(db, {})), ...(await listTasks(db, { ended: true }))];
    const acts = await actsOf(
      db,
      tasks.map((task) => task.id),
    );
    const choiceOf = choiceFinder(await ruleChoices(db), { today, place });
    const looked = tasks.flatMap(({ id: taskId, regionCode }) => {
      const reportDay = choiceOf(regionCode)?.reportDay ?? usualReportDay;
      // Months before the first one asked for still count: a run or a thing made good begins there.
      const periods = periodsOf(timelineOf(acts.get(taskId) ?? []), { today, reportDay }).filter(
        ({ period }) => period <= to,
      );
      return periods.length > 0 ? [{ taskId, periods }] : [];
    });
    const found = replay(looked, first, second);
    const taskOf = new Map(tasks.map((task) => [task.id, task]));
    return ok({
      counts: found.counts.filter(({ period }) => period >= from).sort((a, b) => (a.period < b.period ? -1 : 1)),
      differences: found.differences
        .filter(({ period }) => period >= from)
        .map((entry) => ({
          ...entry,
          number: taskOf.get(entry.taskId)?.number ?? '',
          text: taskOf.get(entry.taskId)?.text ?? '',
        })),
    });
  },
});
