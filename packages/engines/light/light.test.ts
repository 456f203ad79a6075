import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { holds } from './condition.ts';
import {
  colourSchema,
  type Condition,
  type Facts,
  factsSchema,
  type LightRule,
  lightRuleSchema,
  periodSchema,
} from './contract.ts';
import { judge, severityOf } from './judge.ts';
import { nextLetter } from './ladder.ts';
import { replay } from './replay.ts';
import { dueDates } from './rhythm.ts';

const folder = new URL('../../standards/light-rules/', import.meta.url);
const rules = new Map(
  readdirSync(folder).map((name) => {
    const rule = lightRuleSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
    return [rule.id, rule];
  }),
);
function ruleOf(id: string): LightRule {
  const rule = rules.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}

const read = (name: string): unknown => parse(readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8'));
const shownSchema = z.array(z.record(z.string(), colourSchema));
const caseSchema = z.strictObject({
  name: z.string(),
  rule: z.string(),
  periods: z.array(periodSchema),
  lights: shownSchema,
  was: shownSchema.optional(),
  overall: z.array(colourSchema).optional(),
  because: z.string(),
});
const cases = z.array(caseSchema).parse(read('lights.yaml'));

describe('lights', () => {
  test.each(cases)('$name', ({ rule, periods, lights, was, overall }) => {
    const judged = judge(ruleOf(rule), periods);
    const shown = judged.map((entry) =>
      Object.fromEntries(entry.lights.map((light) => [light.dimension, light.colour])),
    );
    expect(shown).toMatchObject(lights);
    if (was)
      expect(
        judged.map((entry) =>
          Object.fromEntries(entry.lights.flatMap((light) => (light.was ? [[light.dimension, light.was]] : []))),
        ),
      ).toEqual(was);
    if (overall) expect(judged.map((entry) => entry.overall.colour)).toEqual(overall);
    for (const light of judged.flatMap((entry) => entry.lights)) expect(light.clause).not.toBe('');
  });

  test('every rule held here has a case', () => {
    expect([...new Set(cases.map((entry) => entry.rule))].sort()).toEqual([...rules.keys()].sort());
  });

  test('a light opens to its rule, what was measured, and what would turn it', () => {
    const facts = factsSchema.parse({ plannedProgress: 60, progress: 28 });
    const [judged] = judge(ruleOf('yinchuan-2025'), [{ period: '2025-06', asOf: '2025-06-30', facts }]);
    expect(judged?.lights.find((light) => light.dimension === 'progress')).toEqual({
      dimension: 'progress',
      colour: 'red',
      clause: '低于序时进度 30 个百分点以上，亮红灯',
      assumed: null,
      readings: [{ measure: 'progress.gap', op: '<', value: -30, now: -32 }],
      turns: [{ colour: 'yellow', how: 'all', needs: [{ measure: 'progress.gap', op: '>=', value: -30, now: -32 }] }],
      was: null,
    });
    expect(judged?.overall).toMatchObject({ colour: 'red', dimension: 'progress' });
    expect(judged?.overall.unknown).toEqual(['start', 'funds']);
  });
});

describe('letters', () => {
  const letterSchema = z.strictObject({
    letter: z.string(),
    sentOn: z.string(),
    answerBy: z.string().nullable(),
    isExcused: z.boolean(),
  });
  const letters = z
    .array(
      z.strictObject({
        name: z.string(),
        rule: z.string(),
        periods: z.array(periodSchema),
        letters: z.array(letterSchema),
        next: z.record(z.string(), z.unknown()).nullable(),
        because: z.string(),
      }),
    )
    .parse(read('letters.yaml'));

  test.each(letters)('$name', ({ rule, periods, letters: sent, next }) => {
    const found = nextLetter(ruleOf(rule), { judged: judge(ruleOf(rule), periods), periods, letters: sent });
    if (next === null) expect(found).toBeNull();
    else expect(found).toMatchObject(next);
  });

  test('carried on day by day, no letter of an episode goes out twice and none below one that is out', () => {
    const rule = ruleOf('sanming-2017');
    fc.assert(
      fc.property(fc.array(fc.record({ isUrgent: fc.boolean(), done: fc.boolean() }), { maxLength: 40 }), (days) => {
        const sent: { letter: string; sentOn: string; answerBy: string | null; isExcused: boolean }[] = [];
        const periods = days.map(({ isUrgent, done }, index) => {
          const asOf = new Date(Date.UTC(2017, 5, 2 + index)).toISOString().slice(0, 10);
          const facts = factsSchema.parse({ deadline: '2017-06-01', isUrgent, doneOn: done ? asOf : null });
          return { period: asOf, asOf, facts };
        });
        for (let day = 1; day <= periods.length; day += 1) {
          const seen = periods.slice(0, day);
          const judged = judge(rule, seen);
          const next = nextLetter(rule, { judged, periods: seen, letters: sent });
          if (!next) continue;
          const last = judged.findLast((entry) => entry.overall.colour === 'green')?.asOf ?? '';
          const out = sent.filter((entry) => entry.sentOn > last).map((entry) => rankOf(rule, entry.letter));
          expect(rankOf(rule, next.letter)).toBeGreaterThan(Math.max(-1, ...out));
          const sentOn = seen.at(-1)?.asOf ?? '';
          sent.push({ letter: next.letter, sentOn, answerBy: sentOn, isExcused: false });
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

function rankOf(rule: LightRule, letter: string): number {
  return rule.ladder.findIndex((rung) => rung.letter === letter);
}

const date = fc
  .integer({ min: 0, max: 720 })
  .map((day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const factsArbitrary = fc.record({
  plannedStart: maybe(date),
  startedOn: maybe(date),
  deadline: maybe(date),
  doneOn: maybe(date),
  plannedProgress: maybe(fc.integer({ min: 0, max: 100 })),
  progress: maybe(fc.integer({ min: 0, max: 100 })),
  plannedFunds: maybe(fc.integer({ min: 0, max: 1_000 })),
  paidFunds: maybe(fc.integer({ min: 0, max: 1_000 })),
  listedOn: maybe(date),
  reports: fc.array(fc.record({ due: date, filedOn: maybe(date) }), { maxLength: 3 }),
  lastUpdate: maybe(date),
  isPoor: maybe(fc.boolean()),
  isUrgent: fc.boolean(),
  isExcused: fc.boolean(),
}) satisfies fc.Arbitrary<Facts>;
const periodsArbitrary = fc.array(factsArbitrary, { minLength: 1, maxLength: 6 }).map((all) =>
  all.map((facts, index) => {
    const asOf = new Date(Date.UTC(2025, 6 + index + 1, 0)).toISOString().slice(0, 10);
    return { period: asOf.slice(0, 7), asOf, facts };
  }),
);
const ruleArbitrary = fc.constantFrom(...rules.values());

describe('properties', () => {
  test('a rule against itself turns nothing; every task is counted once in each period', () => {
    fc.assert(
      fc.property(ruleArbitrary, fc.array(periodsArbitrary, { maxLength: 5 }), (rule, all) => {
        const found = replay(
          all.map((periods, index) => ({ taskId: `t${index}`, periods })),
          rule,
          rule,
        );
        expect(found.differences).toEqual([]);
        for (const { period, one, other } of found.counts) {
          const tasks = all.filter((periods) => periods.some((entry) => entry.period === period)).length;
          const sum = (counts: object) =>
            Object.values(counts).reduce((total: number, count: number) => total + count, 0);
          expect([sum(one), sum(other)]).toEqual([tasks, tasks]);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('the overall light is the worst that is known, and a period to come never makes an earlier one worse', () => {
    fc.assert(
      fc.property(ruleArbitrary, periodsArbitrary, (rule, periods) => {
        const whole = judge(rule, periods);
        for (const [index, entry] of whole.entries()) {
          const known = entry.lights.map((light) => severityOf(light.colour));
          expect(severityOf(entry.overall.colour)).toBe(Math.max(-1, ...known));
          const then = judge(rule, periods.slice(0, index + 1))[index];
          for (const [at, light] of entry.lights.entries())
            expect(severityOf(light.colour)).toBeLessThanOrEqual(severityOf(then?.lights[at]?.colour ?? 'unknown'));
        }
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  test('what is true or false with something unknown stays so whatever it turns out to be', () => {
    const conditions = [...rules.values()].flatMap((rule) =>
      rule.lights.flatMap((light) => light.steps.map((step): Condition => step.when)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...conditions),
        factsArbitrary,
        fc.integer({ min: 0, max: 100 }),
        date,
        (condition, facts, number, day) => {
          const given = { facts, asOf: '2025-12-31', expected: 'plan', reds: 0, yellows: 0 } as const;
          const before = holds(condition, given);
          if (before === null) return;
          const filled = {
            ...facts,
            plannedProgress: facts.plannedProgress ?? number,
            progress: facts.progress ?? number,
            plannedFunds: facts.plannedFunds ?? number,
            paidFunds: facts.paidFunds ?? number,
            deadline: facts.deadline ?? day,
            plannedStart: facts.plannedStart ?? day,
            isPoor: facts.isPoor ?? true,
          };
          expect(holds(condition, { ...given, facts: filled })).toBe(before);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

test('the rhythm of a rule is counted in calendar days from the day of handing over', () => {
  expect(dueDates(ruleOf('shanxi-13710'), '2026-02-27').map(({ due }) => due)).toEqual([
    '2026-02-28',
    '2026-03-02',
    '2026-03-06',
  ]);
});
