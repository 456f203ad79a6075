import { defineCommand, defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { ruleChoiceSchema } from '../model.ts';
import { choiceFinder, lightRules } from '../rules.ts';
import { ruleChoices } from '../store.ts';

/** Which rule of lights holds in the region from a day on, and by which day of a month its report is due. Earlier choices stay for earlier days. */
export const chooseRule = defineCommand({
  name: 'supervision.choose-rule',
  title: { zh: '选用亮灯规则', en: 'Choose the rule of lights' },
  kind: 'command',
  permission: 'supervision.supervise',
  input: z.object({ ruleId: z.string(), from: z.iso.date(), reportDay: z.number().int().min(1).max(31) }),
  output: z.object({ ruleId: z.string() }),
  example: { ruleId: 'suqian-2025', from: '2026-01-01', reportDay: 28 },
  read: async () => ok(null),
  decide(_facts, { ruleId, from, reportDay }, { actor, now, newId }) {
    const rule = lightRules().get(ruleId);
    if (!rule) return refuse('supervision.unknown-rule', { rule: ruleId }, 'ruleId');
    if (from < rule.from) return refuse('supervision.rule-too-early', { from: rule.from }, 'from');
    const values = {
      region_code: actor.regionCode,
      demonstration: actor.demonstration,
      rule_id: ruleId,
      report_day: reportDay,
      from_day: from,
      by_name: actor.personName,
      at: now,
    };
    return ok({
      changes: [{ op: 'insert', table: 'supervision.rule_choice', id: newId(), values }],
      restsOn: [],
      files: [],
      subject: `自 ${from} 起按“${rule.title}”亮灯，每月 ${reportDay} 日前报送`,
      result: { ruleId },
    });
  },
});

/** The rules that the product holds, each with its source, and the one that is chosen today. */
export const listRules = defineQuery({
  name: 'supervision.list-rules',
  title: { zh: '亮灯规则', en: 'Rules of lights' },
  kind: 'query',
  permission: 'supervision.read',
  input: z.object({}),
  output: z.object({
    rules: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.string(),
        from: z.string(),
        clauses: z.array(
          z.object({ dimension: z.string(), colour: z.string(), clause: z.string(), assumed: z.string().nullable() }),
        ),
        ladder: z.array(z.string()),
      }),
    ),
    chosen: ruleChoiceSchema.nullable(),
  }),
  async read({ db }: { db: Db<never> }, _input, { actor, today, place }) {
    const rules = [...lightRules().values()].map(({ id, title, source, from, lights, ladder }) => ({
      id,
      title,
      source,
      from,
      clauses: lights.flatMap(({ dimension, steps, otherwise }) =>
        [...steps, otherwise].map(({ colour, clause, assumed = null }) => ({ dimension, colour, clause, assumed })),
      ),
      ladder: ladder.map((rung) => rung.clause),
    }));
    const choice = choiceFinder(await ruleChoices(db), { today, place })(actor.regionCode);
    const rule = choice && lightRules().get(choice.ruleId);
    const chosen =
      choice && rule
        ? { ruleId: rule.id, title: rule.title, source: rule.source, reportDay: choice.reportDay, from: choice.from }
        : null;
    return ok({ rules, chosen });
  },
});
