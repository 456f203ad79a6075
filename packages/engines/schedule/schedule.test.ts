import { readFileSync } from 'node:fs';
import { type CalendarYear, renderMessage } from '@qipan/kernel';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Schedule, type ScheduleInput, scheduleInputSchema, scheduleSchema } from './contract.ts';
import { scheduleMessages } from './messages.ts';
import { schedule } from './schedule.ts';

const calendarFolder = new URL('../../standards/calendar/', import.meta.url);
const calendar = [2024, 2025, 2026].map(
  (year): CalendarYear => parse(readFileSync(new URL(`${year}.yaml`, calendarFolder), 'utf8')),
);

type Loose = Omit<z.input<typeof scheduleInputSchema>, 'calendar' | 'start'> & { readonly start?: string };
const inputOf = (loose: Loose): ScheduleInput => scheduleInputSchema.parse({ start: '2026-03-02', calendar, ...loose });
function scheduled(input: ScheduleInput): Schedule {
  const outcome = schedule(input);
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.values)}`);
  return scheduleSchema.parse(outcome.value);
}
const codeOf = (loose: Loose) => schedule(inputOf(loose));

const caseSchema = z.strictObject({
  name: z.string(),
  start: z.string(),
  finish: z.string().optional(),
  keeps: z.enum(['constraint', 'link']).optional(),
  tasks: z.array(z.string()),
  links: z.array(z.string()).default([]),
  daysOff: z.array(z.string()).default([]),
  workdays: z.array(z.string()).default([]),
  dates: z.record(z.string(), z.string()),
  chain: z.array(z.string()).optional(),
  critical: z.array(z.string()).optional(),
  cancelled: z.array(z.string()).optional(),
  missed: z.record(z.string(), z.string()).default({}),
  broken: z.array(z.string()).default([]),
  assumed: z.array(z.string()).default([]),
  notes: z.array(z.string()).default([]),
  because: z.string(),
});
const cases = z.array(caseSchema).parse(parse(readFileSync(new URL('./golden/plans.yaml', import.meta.url), 'utf8')));

const lengthOf = (text: string) => ({
  days: Number.parseInt(text, 10) || 0,
  unit: text.endsWith('自然日') ? ('calendar' as const) : ('workday' as const),
});
const constraints = { '不得早于 开始': 'SNET', '不得早于 完成': 'FNET', '不得晚于 开始': 'SNLT' } as const;
const more = { '不得晚于 完成': 'FNLT', '必须于 开始': 'MSO', '必须于 完成': 'MFO' } as const;

/** What a wish written in words means. */
function wishOf(wish: string): Partial<z.input<typeof scheduleInputSchema>['tasks'][number]> {
  const [first = '', second = '', third = '', fourth] = wish.split(' ');
  if (first === '') return {};
  if (first === '上级') return { parentId: second };
  if (first === '时限') return { deadline: second };
  if (first === '已取消') return { isCancelled: true };
  if (first === '越晚越好') return { constraint: { type: 'ALAP' } };
  if (first === '实际') return { actualStart: second, ...(fourth ? { actualFinish: fourth } : {}) };
  const type = new Map(Object.entries({ ...constraints, ...more })).get(`${first} ${third}`);
  if (!type) throw new Error(wish);
  return { constraint: { type, date: second } };
}

function taskOf(line: string) {
  const [name = '', length = '', ...wishes] = line.split('|').map((part) => part.trim());
  return { id: name, name, duration: lengthOf(length), ...Object.assign({}, ...wishes.map(wishOf)) };
}

function linkOf(line: string) {
  const [from = '', word = '', to = '', , lag] = line.split(' ');
  const type = ({ 完成后: 'FS', 同时开始: 'SS', 同时完成: 'FF', 开始后: 'SF' } as const)[word];
  if (!type) throw new Error(line);
  return { from, to: to.replace(/完成$/, ''), type, ...(lag ? { lag: lengthOf(lag) } : {}) };
}

describe('golden', () => {
  test.each(cases)('$name', (given) => {
    const found = scheduled(
      inputOf({
        start: given.start,
        finish: given.finish ?? null,
        ...(given.keeps ? { keeps: given.keeps } : {}),
        tasks: given.tasks.map(taskOf),
        links: given.links.map(linkOf),
        exceptions: { daysOff: given.daysOff, workdays: given.workdays },
      }),
    );
    const rows = new Map(found.tasks.map((row) => [row.id, row]));
    for (const [id, expected] of Object.entries(given.dates)) {
      const row = rows.get(id);
      expect(`${id}: ${row?.start} ~ ${row?.finish} 时差 ${row?.totalSlack}`).toBe(`${id}: ${expected}`);
    }
    for (const [id, expected] of Object.entries(given.missed)) {
      const missed = rows.get(id)?.missed;
      expect(`${missed?.kind} ${missed?.taskId} ${missed?.date}`).toBe(expected);
    }
    if (given.critical) expect(found.criticalPath).toEqual(given.critical);
    if (given.cancelled) expect(found.cancelled).toEqual(given.cancelled);
    if (given.chain) expect(found.longestChain).toEqual(given.chain);
    expect(found.brokenLinks.map(({ from, to }) => `${from} ${to}`)).toEqual(given.broken);
    expect(found.tasks.filter((row) => row.assumed).map(({ id }) => id)).toEqual(given.assumed);
    expect(found.notes.map(({ code }) => code)).toEqual(given.notes);
    for (const note of found.notes) expect(renderMessage(scheduleMessages, note, 'zh').because).not.toContain('{');
  });
});

test('each task says what drives it, and the path is told in order', () => {
  const found = scheduled(
    inputOf({
      tasks: [
        { id: 'c', name: '丙', duration: { days: 2 }, constraint: { type: 'SNET', date: '2026-03-04' } },
        { id: 'a', name: '甲', duration: { days: 5 } },
        { id: 's', name: '总', duration: { days: 0 } },
        { id: 'b', name: '乙', parentId: 's', duration: { days: 1 } },
        { id: 'd', name: '丁', duration: { days: 1 }, constraint: { type: 'ALAP' } },
        { id: 'e', name: '戊', duration: { days: 3 }, actualStart: '2026-03-03' },
      ],
      links: [{ from: 'a', to: 's' }],
    }),
  );
  expect(found.tasks.map((row) => row.because)).toEqual([
    { kind: 'constraint', type: 'SNET', date: '2026-03-04', through: null },
    { kind: 'project-start' },
    { kind: 'children' },
    { kind: 'link', taskId: 'a', type: 'FS', through: 's' },
    { kind: 'as-late-as-possible' },
    { kind: 'actual' },
  ]);
  expect(found).toMatchObject({ criticalPath: ['a', 'b', 'd'], longestChain: ['a', 'b'], finish: '2026-03-09' });
  expect(found.tasks.map((row) => row.freeSlack)).toEqual([2, 0, null, 0, 0, 2]);
});

test('a year that late dates alone reach is said without tasks', () => {
  const tasks = [{ id: 'a', name: '甲', duration: { days: 3 } }];
  const found = scheduled(inputOf({ start: '2026-12-01', finish: '2027-02-01', tasks }));
  expect([found.unpublished, found.tasks[0]?.assumed]).toEqual([[{ year: 2027, taskIds: [] }], false]);
  expect(found.notes.map(({ code }) => code)).toEqual(['schedule.unpublished-late']);
});

describe('refusals', () => {
  const task = (id: string, parentId: string | null = null) => ({
    id,
    name: `事${id}`,
    parentId,
    duration: { days: 1 },
  });
  test.each<[string, Loose, object]>([
    [
      'ring',
      {
        tasks: ['a', 'b', 'c'].map((id) => task(id)),
        links: [
          { from: 'b', to: 'c' },
          { from: 'c', to: 'a' },
          { from: 'a', to: 'b' },
        ],
      },
      { code: 'schedule.ring', values: { names: '事a → 事b → 事c → 事a' } },
    ],
    [
      'ring through parents',
      {
        tasks: [task('A'), task('a', 'A'), task('B'), task('b', 'B')],
        links: [
          { from: 'a', to: 'b' },
          { from: 'B', to: 'A' },
        ],
      },
      { code: 'schedule.ring', values: { names: '事A → 事a → 事b → 事B → 事A' } },
    ],
    [
      'ring of parents',
      { tasks: [task('a', 'b'), task('b', 'a')] },
      { code: 'schedule.ring', values: { names: '事a → 事b → 事a' } },
    ],
    ['unknown parent', { tasks: [task('a', 'x')] }, { code: 'schedule.unknown-parent', at: 'tasks[0]' }],
    [
      'unknown task',
      { tasks: [task('a')], links: [{ from: 'a', to: 'x' }] },
      { code: 'schedule.unknown-task', at: 'links[0]' },
    ],
    ['same id', { tasks: [task('a'), task('a')] }, { code: 'schedule.same-id', at: 'tasks[1]' }],
    ['itself', { tasks: [task('a')], links: [{ from: 'a', to: 'a' }] }, { code: 'schedule.self-link' }],
    [
      'ancestor',
      { tasks: [task('a'), task('b', 'a'), task('c', 'b')], links: [{ from: 'c', to: 'a' }] },
      { code: 'schedule.ancestor-link', values: { child: '事c', parent: '事a' } },
    ],
    [
      'finish of a summary',
      { tasks: [task('a'), task('b', 'a'), task('c')], links: [{ from: 'c', to: 'a', type: 'FF' }] },
      { code: 'schedule.summary-link' },
    ],
    [
      'constraint of a summary',
      { tasks: [{ ...task('a'), constraint: { type: 'ALAP' } }, task('b', 'a')] },
      { code: 'schedule.summary-constraint' },
    ],
    [
      'actuals',
      { tasks: [{ ...task('a'), actualStart: '2026-03-04', actualFinish: '2026-03-03' }] },
      { code: 'schedule.finish-before-start' },
    ],
    ['the plan', { finish: '2026-03-01', tasks: [] }, { code: 'schedule.plan-finish-before-start' }],
    [
      'too far',
      {
        tasks: ['a', 'b', 'c', 'd'].map((id) => ({ ...task(id), duration: { days: 20_000 } })),
        links: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'c' },
        ],
      },
      { code: 'schedule.too-far', values: { name: '事c' } },
    ],
    [
      'exceptions',
      { tasks: [], exceptions: { daysOff: ['2026-03-03'], workdays: ['2026-03-03'] } },
      { code: 'schedule.day-twice' },
    ],
    ['a date out of reach', { tasks: [{ ...task('a'), deadline: '3000-01-01' }] }, { code: 'schedule.date-too-far' }],
  ])('%s', (_name, loose, expected) => {
    const outcome = codeOf(loose);
    expect(outcome).toMatchObject({ ok: false, ...expected });
    if (outcome.ok) return;
    for (const language of ['zh', 'en'] as const) {
      const message = renderMessage(scheduleMessages, outcome, language);
      expect(`${message.because}${message.remedy}`).not.toMatch(/[{}]|schedule\./);
    }
  });

  test('a plan made to be slow: a deep tree is refused, a long chain and a long ring are not too much', () => {
    const many = Array.from({ length: 20_000 }, (_task, at) => task(`${at}`));
    const deep = many.map((entry, at) => ({ ...entry, parentId: at === 0 ? null : `${at - 1}` }));
    expect(codeOf({ tasks: deep })).toMatchObject({ code: 'schedule.too-deep', at: 'tasks[100]' });
    const chain = many.slice(1).map((entry, at) => ({ from: `${at}`, to: entry.id }));
    expect(codeOf({ tasks: many, links: chain })).toMatchObject({ ok: true, value: { finish: '2102-11-08' } });
    const ring = codeOf({ tasks: many, links: [...chain, { from: '19999', to: '0' }] });
    expect(ring).toMatchObject({ code: 'schedule.ring' });
    if (!ring.ok) expect(String(ring.values.names)).toMatch(/^事0 → 事1 → .* … → .* → 事19999 → 事0$/);
  });

  test('numbers that are none, from a caller that checks nothing', () => {
    const input = inputOf({ tasks: [task('a'), task('b')], links: [{ from: 'a', to: 'b' }] });
    for (const days of [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e9]) {
      const tasks = input.tasks.map((entry) => ({ ...entry, duration: { ...entry.duration, days } }));
      expect(schedule({ ...input, tasks })).toMatchObject({ code: 'schedule.no-duration' });
    }
    for (const days of [Number.NaN, Number.NEGATIVE_INFINITY, 1e9]) {
      const links = input.links.map((entry) => ({ ...entry, lag: { ...entry.lag, days } }));
      expect(schedule({ ...input, links })).toMatchObject({ code: 'schedule.no-lag', at: 'links[0]' });
    }
    expect(schedule({ ...input, start: '2026-02-30' })).toMatchObject({ code: 'schedule.no-date', at: 'start' });
    expect(schedule({ ...input, criticalSlack: Number.NaN })).toMatchObject({ code: 'schedule.no-number' });
  });
});
