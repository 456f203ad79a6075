import { judgedSchema, nextLetter } from '@qipan/engines/light';
import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { judgedMonths } from '../judged.ts';
import { mayDo } from '../life.ts';
import { dueReports, timelineOf } from '../look-back.ts';
import { happenedSchema, lifeSchema, ruleChoiceSchema } from '../model.ts';
import { choiceFinder } from '../rules.ts';
import { sideOf } from '../sides.ts';
import { actsOf, readHeld, ruleChoices } from '../store.ts';

/** Everything that happened to one task, where it stands, its lights month by month, and what may be done now. */
export const readStanding = defineQuery({
  name: 'supervision.read-standing',
  title: { zh: '查看办理情况', en: 'Read where a task stands' },
  kind: 'query',
  permission: 'supervision.read',
  input: z.object({ taskId: z.string() }),
  output: z.object({
    life: lifeSchema.nullable(),
    version: z.number().int().nullable(),
    may: z.array(z.string()),
    acts: z.array(happenedSchema),
    reports: z.array(z.object({ month: z.string(), due: z.string(), filedOn: z.string().nullable() })),
    rule: ruleChoiceSchema.omit({ from: true }).nullable(),
    lights: z.array(judgedSchema),
    /** The letter that the rule asks for next; a person releases each above the first. */
    letter: z.object({ letter: z.string(), clause: z.string(), release: z.enum(['automatic', 'person']) }).nullable(),
  }),
  async read({ db }: { db: Db<never> }, { taskId }, context) {
    const { task, standing } = await readHeld(db, taskId);
    if (!task) return refuse('programme.unknown-task', {}, 'taskId');
    const acts = (await actsOf(db, [taskId])).get(taskId) ?? [];
    const timeline = timelineOf(acts);
    const choice = choiceFinder(await ruleChoices(db), context)(task.regionCode);
    const { rule, reportDay, periods, judged } = judgedMonths(timeline, choice, context.today);
    const letter = rule && nextLetter(rule, { judged, periods, letters: [] });
    const side = sideOf(task, context.actor);
    return ok({
      life: standing?.life ?? null,
      version: standing?.version ?? null,
      may: side ? mayDo(standing?.life ?? null, side) : [],
      acts,
      reports: dueReports(timeline, { asOf: context.today, reportDay }),
      rule: rule && { ruleId: rule.id, title: rule.title, source: rule.source, reportDay },
      lights: [...judged],
      letter: letter && { letter: letter.letter, clause: letter.clause, release: letter.release },
    });
  },
});
