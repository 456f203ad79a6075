import { readFileSync } from 'node:fs';
import { addWorkdays, type CalendarYear } from '@qipan/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Link, type Schedule, type ScheduleInput, scheduleInputSchema, scheduleSchema } from './contract.ts';
import { schedule } from './schedule.ts';
import { dateOf, dayOf, evening, lagCode, makeWorkdays, morning, moved, movedBack } from './workdays.ts';

const calendarFolder = new URL('../../standards/calendar/', import.meta.url);
const calendar = [2024, 2025, 2026].map(
  (year): CalendarYear => parse(readFileSync(new URL(`${year}.yaml`, calendarFolder), 'utf8')),
);

type Loose = Omit<z.input<typeof scheduleInputSchema>, 'calendar' | 'start'>;
const inputOf = (loose: Loose): ScheduleInput => scheduleInputSchema.parse({ start: '2026-03-02', calendar, ...loose });
function scheduled(input: ScheduleInput): Schedule {
  const outcome = schedule(input);
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.values)}`);
  return scheduleSchema.parse(outcome.value);
}

/** Links go from a task to a later one, so that there is no ring. */
const linksOf = (types: readonly Link['type'][], lags: fc.Arbitrary<Link['lag']>, count = 7) =>
  fc.array(
    fc
      .tuple(fc.nat(count - 1), fc.nat(count - 1), fc.constantFrom(...types), lags)
      .filter(([one, other]) => one !== other)
      .map(([one, other, type, lag]) => ({
        from: `t${Math.min(one, other)}`,
        to: `t${Math.max(one, other)}`,
        type,
        lag,
      })),
    { maxLength: 12 },
  );
const unit = fc.constantFrom('workday' as const, 'calendar' as const);
const day = fc.integer({ min: 0, max: 200 }).map((shift) => dateOf(dayOf('2026-01-05') + shift));
const lagOf = (min: number) => fc.record({ days: fc.integer({ min, max: 8 }), unit });
const durationArbitrary = fc.record({ days: fc.nat(9), unit });
const every = ['FS', 'SS', 'FF', 'SF'] as const;
const constraintArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'ASAP' as const }) },
  fc.constant({ type: 'ALAP' as const }),
  fc.record({ type: fc.constantFrom('MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT'), date: day }),
);
const tasksOf = (constraint: fc.Arbitrary<z.input<typeof scheduleInputSchema>['tasks'][number]['constraint']>) =>
  fc
    .array(fc.record({ duration: durationArbitrary, constraint, deadline: fc.option(day, { nil: null }) }), {
      minLength: 7,
      maxLength: 7,
    })
    .map((all) => all.map((entry, at) => ({ id: `t${at}`, name: `任务${at}`, ...entry })));
const noConstraint = fc.constant({ type: 'ASAP' as const });
const early = fc.oneof(noConstraint, fc.record({ type: fc.constant('SNET' as const), date: day }));

describe('properties', () => {
  test('a lag goes back to the last moment from which it leads there', () => {
    const work = makeWorkdays(calendar, { daysOff: ['2026-03-03'], workdays: ['2026-03-07'] });
    const moment = fc.integer({ min: morning(dayOf('2023-12-25')), max: evening(dayOf('2027-01-10')) });
    fc.assert(
      fc.property(moment, lagOf(-8), (limit, lag) => {
        const latest = movedBack(work, limit, lagCode(lag));
        expect(moved(work, latest, lagCode(lag))).toBeLessThanOrEqual(limit);
        expect(moved(work, latest + 1, lagCode(lag))).toBeGreaterThan(limit);
      }),
      { seed: 11, numRuns: 1_500 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf('2023-12-01'), max: dayOf('2026-11-01') }),
        fc.integer({ min: 1, max: 30 }),
        (from, count) => {
          const plain = makeWorkdays(calendar, { daysOff: [], workdays: [] });
          const kernel = addWorkdays(calendar, dateOf(from), count);
          if (kernel.ok) expect(dateOf(plain.nth(plain.before(from + 1) + count - 1))).toBe(kernel.value);
        },
      ),
      { seed: 12, numRuns: 200 },
    );
  });

  test('the finish is that of the longest path, against trying all (calendar days)', () => {
    const spans = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 7, maxLength: 7 });
    const lags = fc.record({ days: fc.integer({ min: -3, max: 5 }), unit: fc.constant('calendar' as const) });
    fc.assert(
      fc.property(spans, linksOf(['FS'], lags), (days, links) => {
        const tasks = days.map((length, at) => ({
          id: `t${at}`,
          name: `${at}`,
          duration: { days: length, unit: 'calendar' as const },
        }));
        const begin = (id: string): number =>
          links
            .filter(({ to }) => to === id)
            .reduce((most, { from, lag }) => Math.max(most, begin(from) + (days[Number(from[1])] ?? 0) + lag.days), 0);
        const found = scheduled(inputOf({ tasks, links }));
        for (const { id, start } of found.tasks) expect(start).toBe(dateOf(dayOf('2026-03-02') + begin(id)));
        const ends = tasks.map(({ id, duration }) => begin(id) + duration.days);
        expect(found.finish).toBe(dateOf(dayOf('2026-03-02') + Math.max(...ends) - 1));
        const slack = found.tasks.filter(({ id }) => found.longestChain.includes(id));
        expect(slack.every((row) => row.totalSlack === 0 && row.isCritical)).toBe(true);
      }),
      { seed: 13, numRuns: 150 },
    );
  });

  test('a new link never shortens, and another order or other ids change nothing', () => {
    const extra = linksOf(every, lagOf(-5)).filter((links) => links.length > 0);
    fc.assert(
      fc.property(tasksOf(constraintArbitrary), linksOf(every, lagOf(-5)), extra, (tasks, links, [more]) => {
        const before = scheduled(inputOf({ tasks, links, keeps: 'link' }));
        const forward = tasks.every(({ constraint }) => constraint?.type !== 'ALAP');
        if (more && forward)
          expect(scheduled(inputOf({ tasks, links: [...links, more], keeps: 'link' })).finish >= before.finish).toBe(
            true,
          );
        const name = (id: string) => `新${9 - Number(id[1])}`;
        const other = scheduled(
          inputOf({
            keeps: 'link',
            tasks: [...tasks].reverse().map((task) => ({ ...task, id: name(task.id) })),
            links: [...links].reverse().map((link) => ({ ...link, from: name(link.from), to: name(link.to) })),
          }),
        );
        const bare = (found: Schedule) =>
          found.tasks.map(({ start, finish, lateStart, lateFinish, totalSlack, freeSlack, isCritical, assumed }) =>
            [start, finish, lateStart, lateFinish, totalSlack, freeSlack, isCritical, assumed].join(' '),
          );
        expect(bare(other).reverse()).toEqual(bare(before));
      }),
      { seed: 14, numRuns: 150 },
    );
  });

  test('as late as possible moves neither the finish of the plan nor what others could keep', () => {
    fc.assert(
      fc.property(tasksOf(constraintArbitrary), linksOf(every, lagOf(-5)), (tasks, links) => {
        const late = scheduled(inputOf({ tasks, links, keeps: 'link' }));
        const soon = tasks.map((task) =>
          task.constraint?.type === 'ALAP' ? { ...task, constraint: { type: 'ASAP' as const } } : task,
        );
        const early = scheduled(inputOf({ tasks: soon, links, keeps: 'link' }));
        expect(late.finish).toBe(early.finish);
        for (const [at, row] of late.tasks.entries()) {
          const other = early.tasks[at];
          expect([row.earlyStart, row.lateFinish]).toEqual([other?.earlyStart, other?.lateFinish]);
          if (row.totalSlack < 0) expect(row.start).toBe(other?.start);
          else expect(row.finish <= row.lateFinish).toBe(true);
        }
      }),
      { seed: 19, numRuns: 200 },
    );
  });

  test('a day off more never makes a task earlier', () => {
    fc.assert(
      fc.property(tasksOf(early), linksOf(['FS', 'SS'], lagOf(0)), day, (tasks, links, off) => {
        const before = scheduled(inputOf({ tasks, links }));
        const after = scheduled(inputOf({ tasks, links, exceptions: { daysOff: [off], workdays: [] } }));
        for (const [at, row] of after.tasks.entries()) expect(row.start >= (before.tasks[at]?.start ?? '')).toBe(true);
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  test('links are kept or said to be broken, slack is what can really be moved, and free slack moves nobody else', () => {
    fc.assert(
      fc.property(tasksOf(constraintArbitrary), linksOf(every, lagOf(-5)), (tasks, links) => {
        const found = scheduled(inputOf({ tasks, links }));
        const hard = tasks.some(({ constraint }) => /MSO|MFO|SNLT|FNLT/.test(constraint?.type ?? ''));
        if (!hard) expect(found.brokenLinks).toEqual([]);
        const misses = found.tasks.filter((row) => row.totalSlack < 0);
        for (const row of found.tasks) {
          expect(row.start <= row.finish && row.lateStart <= row.lateFinish).toBe(true);
          if (misses.length === 0)
            expect(row.lateStart >= row.earlyStart && row.lateFinish >= row.earlyFinish).toBe(true);
          expect(row.missed !== null).toBe(row.totalSlack < 0);
          if (row.totalSlack >= 0) expect(row.freeSlack).toBeLessThanOrEqual(row.totalSlack);
        }
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  test('a task moved by its slack keeps the finish and every deadline; by one workday more it does not', () => {
    fc.assert(
      fc.property(tasksOf(noConstraint), linksOf(every, lagOf(-5)), fc.nat(6), (tasks, links, at) => {
        const workTasks = tasks.map((task) => ({
          ...task,
          deadline: null,
          duration: { days: task.duration.days + 1, unit: 'workday' as const },
        }));
        const found = scheduled(inputOf({ tasks: workTasks, links }));
        const row = found.tasks[at];
        if (!row) return;
        const shifted = (date: string) =>
          scheduled(
            inputOf({
              tasks: workTasks.map((task) =>
                task.id === row.id ? { ...task, constraint: { type: 'SNET' as const, date } } : task,
              ),
              links,
            }),
          );
        expect(shifted(row.lateStart).finish).toBe(found.finish);
        const next = addWorkdays(calendar, row.lateStart, 1);
        if (next.ok) expect(shifted(next.value).finish > found.finish).toBe(true);
        const freely = row.freeSlack ? addWorkdays(calendar, row.start, row.freeSlack) : null;
        if (freely?.ok)
          for (const other of shifted(freely.value).tasks)
            if (other.id !== row.id) expect(other.start).toBe(found.tasks.find(({ id }) => id === other.id)?.start);
      }),
      { seed: 17, numRuns: 80 },
    );
  });

  test('a link of a summary task is a link of each of its tasks', () => {
    const families = fc.array(fc.nat(2), { minLength: 7, maxLength: 7 });
    const outer = fc.array(
      fc.record({
        group: fc.nat(1),
        task: fc.nat(6),
        isInto: fc.boolean(),
        from: fc.constantFrom('FS' as const, 'FF' as const),
        into: fc.constantFrom('FS' as const, 'SS' as const),
        lag: lagOf(-3),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(tasksOf(early), families, linksOf(every, lagOf(-3)), outer, (tasks, groups, links, bonds) => {
        const members = (group: number) => tasks.filter((_task, at) => groups[at] === group);
        const summaries = [0, 1]
          .filter((group) => members(group).length > 0)
          .map((group) => ({ id: `s${group}`, name: `总${group}`, duration: { days: 0 } }));
        const used = bonds.filter(({ group, task }) => members(group).length > 0 && groups[task] !== group);
        const tree = schedule(
          inputOf({
            tasks: [
              ...tasks.map((task, at) => ({ ...task, parentId: [`s0`, `s1`][groups[at] ?? 2] ?? null })),
              ...summaries,
            ],
            links: [
              ...links,
              ...used.map(({ group, task, isInto, from, into, lag }) =>
                isInto
                  ? { from: `t${task}`, to: `s${group}`, type: into, lag }
                  : { from: `s${group}`, to: `t${task}`, type: from, lag },
              ),
            ],
          }),
        );
        if (!tree.ok) {
          expect(tree.code).toBe('schedule.ring');
          return;
        }
        const flat = scheduled(
          inputOf({
            tasks,
            links: [
              ...links,
              ...used.flatMap(({ group, task, isInto, from, into, lag }) =>
                members(group).map(({ id }) =>
                  isInto
                    ? { from: `t${task}`, to: id, type: into, lag }
                    : { from: id, to: `t${task}`, type: from, lag },
                ),
              ),
            ],
          }),
        );
        const bare = ({ id, start, finish, lateStart, lateFinish, totalSlack, freeSlack }: Schedule['tasks'][number]) =>
          [id, start, finish, lateStart, lateFinish, totalSlack, freeSlack].join(' ');
        expect(tree.value.tasks.filter((row) => !row.isSummary).map(bare)).toEqual(flat.tasks.map(bare));
      }),
      { seed: 18, numRuns: 150 },
    );
  });
});
