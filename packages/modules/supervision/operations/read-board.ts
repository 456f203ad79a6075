import { judgedSchema } from '@qipan/engines/light';
import { cursorOf, defineQuery, keyOfCursor, ok, pageInput, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { listTasks, taskFilterSchema, taskKey, taskSchema } from '../../programme/index.ts';
import { judgedMonths } from '../judged.ts';
import { mayDo } from '../life.ts';
import { dueReports, timelineOf } from '../look-back.ts';
import { lifeSchema } from '../model.ts';
import { choiceFinder } from '../rules.ts';
import { sideOf } from '../sides.ts';
import { actsOf, ruleChoices, standingsOf } from '../store.ts';

const lineSchema = taskSchema
  .pick({ number: true, text: true, path: true, lead: true, support: true, units: true })
  .extend({
    taskId: z.string(),
    /** The one that holds now, also after an extension; null: none is known. */
    deadline: z.string().nullable(),
    /** Null: not handed over yet. */
    life: lifeSchema.nullable(),
    version: z.number().int().nullable(),
    /** What this person may do about it now. */
    may: z.array(z.string()),
    /** Months whose report is due and not filed. */
    missing: z.array(z.string()),
    /** The light of today with its basis; null where no rule is chosen or the task is not handed over. */
    light: judgedSchema.nullable(),
  });

/** 督办台: every task that this person may see, where it stands, what is missing, its light and what may be done. */
export const readBoard = defineQuery({
  name: 'supervision.read-board',
  title: { zh: '督办台', en: 'The board' },
  kind: 'query',
  permission: 'supervision.read',
  input: taskFilterSchema.extend(pageInput),
  output: z.object({ lines: z.array(lineSchema), asOf: z.string(), next: z.string().nullable() }),
  example: { limit: 100 },
  async read({ db }: { db: Db<never> }, { limit, cursor, ...filter }, context) {
    const after = cursor === undefined ? undefined : keyOfCursor(cursor, ['number', 'number', 'string']);
    if (after === null) return refuse('host.bad-cursor', {}, 'cursor');
    const tasks = await listTasks(db, filter, { limit, after });
    const taskIds = tasks.map((task) => task.id);
    const [standings, acts] = [await standingsOf(db, taskIds), await actsOf(db, taskIds)];
    const choiceOf = choiceFinder(await ruleChoices(db), context);
    const lines = tasks.map((task) => {
      const standing = standings.get(task.id) ?? null;
      const done = timelineOf(acts.get(task.id) ?? []);
      const { judged, reportDay } = judgedMonths(done, choiceOf(task.regionCode), context.today);
      const side = sideOf(task, context.actor);
      const due = dueReports(done, { asOf: context.today, reportDay });
      return {
        taskId: task.id,
        number: task.number,
        text: task.text,
        path: task.path,
        lead: task.lead,
        support: task.support,
        units: task.units,
        deadline: standing ? standing.life.deadline : task.deadline,
        life: standing?.life ?? null,
        version: standing?.version ?? null,
        may: side ? mayDo(standing?.life ?? null, side) : [],
        missing: due.filter((entry) => entry.filedOn === null && entry.due < context.today).map((entry) => entry.month),
        light: judged.at(-1) ?? null,
      };
    });
    const last = tasks.at(-1);
    return ok({ lines, asOf: context.today, next: last && tasks.length === limit ? cursorOf(taskKey(last)) : null });
  },
});
