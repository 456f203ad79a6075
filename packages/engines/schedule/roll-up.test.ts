import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Child, childSchema, rollUp, type RollUpInput, rollUpInputSchema, rollUpSchema } from './roll-up.ts';

const cases = z
  .array(
    z.strictObject({
      name: z.string(),
      by: z.string(),
      asOf: z.string().default('2026-06-30'),
      colours: z.array(z.string()).default([]),
      children: z.array(z.unknown()),
      result: z.record(z.string(), z.unknown()),
      notes: z.array(z.string()).optional(),
      because: z.string(),
    }),
  )
  .parse(parse(readFileSync(new URL('./golden/roll-ups.yaml', import.meta.url), 'utf8')));

describe('roll-up', () => {
  test.each(cases)('$name', ({ by, asOf, colours, children, result, notes }) => {
    const found = rollUp(rollUpInputSchema.parse({ by, asOf, colours, children }));
    if (!found.ok) throw new Error(found.code);
    expect(rollUpSchema.parse(found.value)).toMatchObject(result);
    if (notes) expect(found.value.notes.map(({ code }) => code)).toEqual(notes);
  });

  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const child = fc.record({
    state: fc.constantFrom('open' as const, 'cancelled' as const, 'merged' as const),
    isDone: maybe(fc.boolean()),
    progress: maybe(fc.integer({ min: 0, max: 100 })),
    weight: fc.integer({ min: 0, max: 50 }),
    milestones: fc.array(
      fc.record({
        dueOn: fc.constantFrom('2026-03-31', '2026-12-31'),
        share: fc.nat(5),
        isReached: maybe(fc.boolean()),
      }),
      { maxLength: 4 },
    ),
    light: maybe(fc.constantFrom('绿', '黄', '红')),
  });
  const input = fc.record({
    by: fc.constantFrom('count' as const, 'weight' as const, 'milestone' as const),
    children: fc.array(child, { maxLength: 8 }),
  });
  const inputOf = (by: RollUpInput['by'], children: readonly object[]): RollUpInput => ({
    by,
    asOf: '2026-06-30',
    colours: ['绿', '黄', '红'],
    children: children.map((entry, at): Child => childSchema.parse({ id: `c${at}`, name: `${at}`, ...entry })),
  });

  test('the three shares are the whole, cancelled ones and the size of weights change nothing, a report only takes from the unreported', () => {
    fc.assert(
      fc.property(input, ({ by, children }) => {
        const found = rollUp(inputOf(by, children));
        if (!found.ok) throw new Error(found.code);
        const { done, open, unreported } = found.value;
        if (done !== null) expect((done ?? 0) + (open ?? 0) + (unreported ?? 0)).toBeCloseTo(100, 1);
        const kept = rollUp(
          inputOf(
            by,
            children.filter(({ state }) => state === 'open'),
          ),
        );
        expect(kept.ok && [kept.value.done, kept.value.unreported, kept.value.light.colour]).toEqual([
          done,
          unreported,
          found.value.light.colour,
        ]);
        const tenfold = rollUp(
          inputOf(
            by,
            children.map((entry) => ({ ...entry, weight: entry.weight * 10 })),
          ),
        );
        expect(tenfold.ok && tenfold.value.done).toBe(done);
        const zero = rollUp(
          inputOf(
            by,
            children.map((entry) => ({ ...entry, isDone: entry.isDone ?? false, progress: entry.progress ?? 0 })),
          ),
        );
        if (by === 'count' && zero.ok) expect([zero.value.done, zero.value.unreported ?? 0]).toEqual([done, 0]);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  test('what cannot be summed is refused with its name', () => {
    const wrong = (by: RollUpInput['by'], more: object) => {
      const { children, ...rest } = inputOf(by, [{}]);
      return rollUp({ ...rest, children: children.map((entry) => ({ ...entry, ...more })) });
    };
    expect(wrong('weight', {})).toMatchObject({ code: 'schedule.no-weight', at: 'children[0]' });
    expect(wrong('count', { weight: Number.NaN })).toMatchObject({ code: 'schedule.no-weight' });
    expect(wrong('weight', { weight: Number.POSITIVE_INFINITY })).toMatchObject({ code: 'schedule.no-weight' });
    expect(wrong('count', { progress: Number.NaN })).toMatchObject({ code: 'schedule.no-progress' });
    expect(wrong('count', { light: '紫' })).toMatchObject({ code: 'schedule.unknown-colour' });
    const milestones = [{ dueOn: '2026-03-31', share: Number.NaN, isReached: null }];
    expect(wrong('milestone', { milestones })).toMatchObject({ code: 'schedule.no-number' });
  });
});
