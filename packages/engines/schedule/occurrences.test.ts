import { readFileSync } from 'node:fs';
import { type CalendarYear, isWorkday, renderMessage } from '@qipan/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { scheduleMessages } from './messages.ts';
import { occurrences, type Recurrence, recurrenceSchema } from './occurrences.ts';

const folder = new URL('../../standards/calendar/', import.meta.url);
const calendar = [2024, 2025, 2026].map(
  (year): CalendarYear => parse(readFileSync(new URL(`${year}.yaml`, folder), 'utf8')),
);
const cases = z
  .array(
    z.strictObject({
      name: z.string(),
      rule: recurrenceSchema,
      from: z.string(),
      to: z.string(),
      dates: z.array(z.string()),
      unpublished: z.array(z.number()).default([]),
      because: z.string(),
    }),
  )
  .parse(parse(readFileSync(new URL('./golden/recurring.yaml', import.meta.url), 'utf8')));

describe('recurring work', () => {
  test.each(cases)('$name', ({ rule, from, to, dates, unpublished }) => {
    const found = occurrences({ rule, from, to, calendar });
    if (!found.ok) throw new Error(found.code);
    expect(found.value.occurrences.map(({ date }) => date)).toEqual(dates);
    expect(found.value.notes.map(({ values }) => values.year)).toEqual(unpublished);
  });

  test('a period cut in two lists the same days, each on a workday where it is moved', () => {
    const rule = recurrenceSchema.parse.bind(recurrenceSchema);
    const common = { every: fc.integer({ min: 1, max: 5 }), onDayOff: fc.constantFrom('keep', 'before', 'after') };
    const day = fc.integer({ min: 1, max: 31 });
    const since = fc.constantFrom('2024-01-01', '2024-02-29', '2025-05-17');
    const rules = fc.oneof(
      fc.record({ kind: fc.constant('weekly'), weekday: fc.integer({ min: 1, max: 7 }), since, ...common }),
      fc.record({ kind: fc.constant('monthly'), day, since, ...common }),
      fc.record({ kind: fc.constant('quarterly'), month: fc.integer({ min: 1, max: 3 }), day, since, ...common }),
      fc.record({ kind: fc.constant('yearly'), month: fc.integer({ min: 1, max: 12 }), day, since, ...common }),
    );
    const cut = fc.integer({ min: 1, max: 800 }).map((days) => new Date(Date.UTC(2024, 1, days)).toISOString());
    fc.assert(
      fc.property(rules, cut, (given, instant) => {
        const list = (from: string, to: string) => {
          const found = occurrences({ rule: rule(given), from, to, calendar });
          return found.ok ? found.value.occurrences : [];
        };
        const middle = instant.slice(0, 10);
        const next = new Date(Date.parse(instant) + 86_400_000).toISOString().slice(0, 10);
        const whole = list('2024-01-15', '2026-11-30');
        expect([...list('2024-01-15', middle), ...list(next, '2026-11-30')]).toEqual(whole);
        if (given.onDayOff !== 'keep')
          for (const { date } of whole) expect(isWorkday(calendar, date)).toEqual({ ok: true, value: true });
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  test('what cannot be listed is refused', () => {
    const rule = (more: object): Recurrence => ({
      kind: 'monthly',
      day: 1,
      every: 1,
      since: '2026-01-01',
      onDayOff: 'keep',
      ...more,
    });
    const range = { from: '2026-01-01', to: '2026-12-31', calendar };
    expect(occurrences({ rule: rule({}), ...range, to: '2025-01-01' })).toMatchObject({ code: 'schedule.no-range' });
    for (const more of [{ every: 0 }, { every: Number.NaN }, { day: 32 }, { day: 1.5 }]) {
      const refused = occurrences({ rule: rule(more), ...range });
      expect(refused).toMatchObject({ code: 'schedule.no-rule', at: Object.keys(more)[0] });
      if (!refused.ok) expect(renderMessage(scheduleMessages, refused, 'zh').because).not.toContain('{');
    }
    expect(occurrences({ rule: rule({ since: 'x' }), ...range })).toMatchObject({ code: 'schedule.no-date' });
  });
});
