import { writeProject } from '@qipan/formats';
import { readAsOwner } from '@qipan/host/testing';
import type { Actor } from '@qipan/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Act, foldLife, grades } from './supervision/life.ts';
import { monthsBetween, reportDue } from './supervision/look-back.ts';
import { happenedSchema, lifeSchema } from './supervision/model.ts';
import {
  accepted,
  actorOf,
  agreed,
  auditor,
  callsOf,
  clearPlan,
  enrol,
  leader,
  officer,
  type Opened,
  openPlace,
} from './testing/langfang.ts';

let opened: Opened;
let tasks: Map<string, string>;
const second: Actor = { ...officer, personId: 'person-second', personName: '另一位' };
const reform = actorOf('responsible-unit', 'development-reform');
const finance = actorOf('responsible-unit', 'finance');

const lineSchema = z.object({
  number: z.string(),
  deadline: z.string().nullable(),
  may: z.array(z.string()),
  missing: z.array(z.string()),
  life: lifeSchema.nullable(),
  light: z
    .object({ period: z.string(), overall: z.object({ colour: z.string(), unknown: z.array(z.string()) }) })
    .nullable(),
});
const standingSchema = z.object({
  version: z.number().nullable(),
  life: lifeSchema.nullable(),
  may: z.array(z.string()),
  acts: z.array(happenedSchema),
  letter: z.object({ letter: z.string() }).nullable(),
  lights: z.array(z.object({ period: z.string(), overall: z.object({ colour: z.string() }) })),
});

const call = (actor: Actor, name: string, input: unknown) => callsOf(opened, actor).call(name, input);
const taskId = (number: string) => tasks.get(number) ?? '';
const on = (day: string) => {
  opened.clock.ms = Date.parse(`${day}T02:00:00.000Z`);
};
async function board(actor: Actor) {
  const { lines } = z
    .object({ lines: z.array(lineSchema) })
    .parse(accepted(await call(actor, 'supervision.read-board', {})));
  return new Map(lines.map((line) => [line.number, line]));
}
async function standing(number: string, actor: Actor = officer) {
  return standingSchema.parse(accepted(await call(actor, 'supervision.read-standing', { taskId: taskId(number) })));
}
/** An act by whoever may do such a thing, on the version that stands. */
async function act(actor: Actor, number: string, given: Act) {
  const { version } = await standing(number);
  const name = actor.role === 'responsible-unit' ? 'supervision.report' : 'supervision.answer';
  return call(actor, name, { taskId: taskId(number), version, act: given });
}
const reportOf = (month: string, progress: number, unitId = 'development-reform'): Act => ({
  kind: 'file-report',
  month,
  unitId,
  progress,
  text: `${month} 进展`,
  isUnchanged: false,
});

beforeAll(async () => {
  opened = await openPlace();
  await enrol(opened.host, [officer, leader]);
  const calls = callsOf(opened, officer);
  const { documentId } = await calls.importText(clearPlan);
  accepted(await calls.confirm(documentId, (await calls.document(documentId)).rows));
  tasks = new Map((await calls.tasks()).map((task) => [task.number, task.id]));
});
afterAll(() => opened.close());

describe('from handing over to closing', () => {
  test('handed over once, told to those who lead, seen by them with what they may do', async () => {
    const all = { taskIds: [...tasks.values()] };
    expect(await call(officer, 'supervision.assign', all)).toMatchObject({ ok: true, value: { assigned: 3 } });
    expect(await call(officer, 'supervision.assign', all)).toMatchObject({ code: 'supervision.assigned-already' });
    const [task] = await callsOf(opened, officer).tasks();
    expect(await call(officer, 'programme.withdraw-task', { taskId: task?.id, version: task?.version })).toMatchObject({
      code: 'host.in-use',
    });
    const seen = await board(reform);
    expect([...seen.keys()]).toEqual(['1-001']);
    expect(seen.get('1-001')).toMatchObject({ may: ['sign'], deadline: '2026-12-31', light: null });
    expect((await board(finance)).get('1-001')?.may).toEqual([]);
    expect((await board(auditor)).get('1-001')?.may).toEqual([]);
    expect(await call(reform, 'host.list-notices', {})).toMatchObject({
      value: { notices: expect.arrayContaining([expect.objectContaining({ code: 'supervision.told-assign' })]) },
    });
  });

  test('signed for, reported, sent back, reported again, accepted; each by whose it is', async () => {
    expect(await act(reform, '1-001', reportOf('2026-03', 10))).toMatchObject({ code: 'supervision.not-now' });
    expect(await act(reform, '1-002', { kind: 'sign' })).toMatchObject({ code: 'programme.unknown-task' });
    expect(await act(finance, '1-001', { kind: 'sign' })).toMatchObject({ code: 'supervision.not-now' });
    accepted(await act(reform, '1-001', { kind: 'sign' }));
    expect(await act(reform, '1-001', reportOf('2026-03', 10, 'finance'))).toMatchObject({
      code: 'supervision.other-unit',
    });
    accepted(await act(reform, '1-001', reportOf('2026-03', 10)));
    accepted(await act(finance, '1-001', reportOf('2026-03', 80, 'finance')));
    accepted(
      await act(officer, '1-001', {
        kind: 'return-report',
        month: '2026-03',
        unitId: 'development-reform',
        reason: '缺少数据来源',
      }),
    );
    accepted(await act(reform, '1-001', reportOf('2026-03', 15)));
    accepted(await act(officer, '1-001', { kind: 'accept-report', month: '2026-03', unitId: 'development-reform' }));
    const { life } = await standing('1-001');
    expect(life).toMatchObject({ phase: 'working', progress: 15 });
    expect(life?.reports.map(({ unitId, state }) => [unitId, state])).toEqual([
      ['development-reform', 'accepted'],
      ['finance', 'filed'],
    ]);
  });

  test('a version seen before somebody else acted is refused, and nothing is lost', async () => {
    const { version } = await standing('1-001');
    accepted(await act(officer, '1-001', { kind: 'accept-report', month: '2026-03', unitId: 'finance' }));
    const late = { taskId: taskId('1-001'), version, act: { kind: 'ask-closing', text: '已完成' } };
    expect(await call(reform, 'supervision.report', late)).toMatchObject({ code: 'host.conflict' });
  });

  test('more time is asked for and granted; paused and gone on with; closed by another, opened again', async () => {
    accepted(await act(reform, '1-001', { kind: 'ask-extension', until: '2027-03-31', reason: '征求意见延后' }));
    accepted(await act(officer, '1-001', { kind: 'grant-extension' }));
    expect((await board(reform)).get('1-001')?.deadline).toBe('2027-03-31');
    accepted(await act(officer, '1-001', { kind: 'pause', reason: '等待上级批复' }));
    expect((await standing('1-001', reform)).may).toEqual([]);
    accepted(await act(officer, '1-001', { kind: 'resume' }));
    accepted(await act(reform, '1-001', { kind: 'ask-closing', text: '细则已印发' }));
    accepted(await act(officer, '1-001', { kind: 'send-back', reason: '请附印发文件' }));
    accepted(await act(reform, '1-001', { kind: 'ask-closing', text: '细则已印发，文号附后' }));
    accepted(await act(second, '1-001', { kind: 'close', grade: 'good' }));
    expect(await standing('1-001')).toMatchObject({ life: { phase: 'closed', grade: 'good' }, may: ['reopen'] });
    accepted(await act(officer, '1-001', { kind: 'reopen', reason: '验收发现问题' }));
    expect((await standing('1-001')).life).toMatchObject({ phase: 'working', closedOn: null, grade: null });
  });
});

describe('lights', () => {
  test('are none before a rule is chosen; then month by month, and what is not filed is missing, not green', async () => {
    expect((await board(officer)).get('1-003')?.light).toBeNull();
    const choice = { ruleId: 'suqian-2025', from: '2026-03-01', reportDay: 28 };
    expect(await call(officer, 'supervision.choose-rule', { ...choice, from: '2024-12-31' })).toMatchObject({
      code: 'supervision.rule-too-early',
    });
    accepted(await call(officer, 'supervision.choose-rule', choice));
    on('2026-05-29');
    const line = (await board(officer)).get('1-003');
    expect(line).toMatchObject({ missing: ['2026-03', '2026-04', '2026-05'] });
    expect(line?.light?.overall).toMatchObject({ colour: 'green', unknown: ['progress'] });
    expect((await board(officer)).get('1-001')?.missing).toEqual(['2026-04', '2026-05']);
    on('2026-10-08');
    expect((await board(officer)).get('1-003')?.light?.overall.colour).toBe('red');
    const { lights } = await standing('1-003');
    expect(lights.map((entry) => [entry.period, entry.overall.colour])).toEqual([
      ...['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'].map((month) => [month, 'green']),
      ['2026-09', 'blue'],
      ['2026-10', 'red'],
    ]);
  });

  test('two rules over the months that have passed, side by side; nothing is kept', async () => {
    const asked = { one: 'suqian-2025', other: 'days-late', from: '2026-09', to: '2026-10' };
    expect(accepted(await call(leader, 'supervision.replay-rules', asked))).toMatchObject({
      counts: [
        { period: '2026-09', one: { blue: 1, green: 2 }, other: { green: 3 } },
        { period: '2026-10', one: { red: 1, green: 2 }, other: { orange: 1, green: 2 } },
      ],
      differences: [
        { number: '1-003', period: '2026-09', one: 'blue', other: 'green' },
        { number: '1-003', period: '2026-10', one: 'red', other: 'orange' },
      ],
    });
    const again = { ...asked, one: 'nonsense' };
    expect(await call(leader, 'supervision.replay-rules', again)).toMatchObject({ code: 'supervision.unknown-rule' });
  });

  test('a later choice leaves the earlier one for its days, and a letter is asked for by the rule that holds', async () => {
    const choice = { ruleId: 'sanming-2017', from: '2026-10-01', reportDay: 25 };
    accepted(await call(officer, 'supervision.choose-rule', choice));
    expect((await standing('1-003')).letter).toMatchObject({ letter: '蓝色督查单' });
    expect((await standing('1-001')).letter).toBeNull();
    expect(accepted(await call(reform, 'supervision.list-rules', {}))).toMatchObject({
      chosen: { ruleId: 'sanming-2017', reportDay: 25 },
    });
  });
});

describe('what is stored', () => {
  test('a later document’s date holds, also over one that was granted before', async () => {
    const calls = callsOf(opened, officer);
    const text = '丙项方案\n1.出台《产业协作实施细则》，明确目录。（牵头单位：市发展改革委；完成时限：2027年6月底前）';
    const { documentId } = await calls.importText(text);
    const [row] = (await calls.document(documentId)).rows;
    const change = [{ taskId: taskId('1-001'), row: { id: row?.id, version: row?.version } }];
    const asked = await call(officer, 'programme.apply-version', { documentId, change });
    expect(await agreed(opened, asked, [leader])).toBe('done');
    const { life, acts } = await standing('1-001');
    expect([life?.deadline, acts.at(-1)?.act.kind]).toEqual(['2027-06-30', 'redate']);
  });

  test('a task that its document dropped is no longer supervised, in the same step', async () => {
    const calls = callsOf(opened, officer);
    const { documentId } = await calls.importText(
      '乙项方案\n1.建设平台1个。（牵头单位：市商务局；完成时限：2027年6月底前）',
    );
    const end = [{ taskId: taskId('1-002'), reason: '新方案不再列入' }];
    const asked = await call(officer, 'programme.apply-version', { documentId, end });
    expect(await agreed(opened, asked, [leader])).toBe('done');
    const { life, may, acts } = await standing('1-002');
    expect([life?.phase, may, acts.at(-1)?.side]).toEqual(['ended', [], 'program']);
  });

  test('whatever anybody tries, the stored state is the fold of what happened, and nobody sees more', async () => {
    const kinds: readonly (readonly [Actor, Act])[] = [
      [reform, { kind: 'sign' }],
      [reform, reportOf('2026-10', 30)],
      [finance, reportOf('2026-10', 30, 'finance')],
      [officer, { kind: 'accept-report', month: '2026-10', unitId: 'development-reform' }],
      [officer, { kind: 'return-report', month: '2026-10', unitId: 'finance', reason: '重复' }],
      [reform, { kind: 'ask-closing', text: '完成' }],
      [reform, { kind: 'ask-extension', until: '2027-12-31', reason: '延后' }],
      [officer, { kind: 'grant-extension' }],
      [officer, { kind: 'send-back', reason: '不足' }],
      [second, { kind: 'close', grade: grades[1] }],
      [officer, { kind: 'pause', reason: '等待' }],
      [officer, { kind: 'resume' }],
      [officer, { kind: 'reopen', reason: '复查' }],
    ];
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { minLength: 4, maxLength: 14 }), async (course) => {
        for (const [actor, given] of course) if ((await act(actor, '1-001', given)).ok) done += 1;
        const { life, acts, version } = await standing('1-001');
        expect(foldLife(acts)).toEqual({ ok: true, value: life });
        expect(acts.map((entry) => entry.seq)).toEqual(acts.map((_, index) => index + 1));
        expect(version).toBe(acts.length);
      }),
      { seed: 11, numRuns: 16 },
    );
    expect(done).toBeGreaterThan(15);
    const stored = await readAsOwner(opened.host, (db) =>
      sql<{ count: number }>`select count(*)::int as count from supervision.act where kind = 'assign'`.execute(db),
    );
    expect(stored.rows).toEqual([{ count: 3 }]);
    expect(
      await call(actorOf('responsible-unit', 'commerce'), 'supervision.read-standing', { taskId: taskId('1-001') }),
    ).toMatchObject({ code: 'programme.unknown-task' });
  });
});

test('a plan of MS Project is scheduled by the official calendar, and says what it rests on', async () => {
  const task = {
    isMilestone: false,
    isActive: true,
    isElapsed: false,
    constraint: 'ASAP',
    constraintDate: null,
    deadline: null,
    start: null,
    finish: null,
    actualStart: null,
    actualFinish: null,
    percentComplete: 0,
    links: [],
  } as const;
  const bytes = writeProject({
    name: '园区建设',
    start: '2026-02-12T08:00:00',
    finish: null,
    minutesPerDay: 480,
    daysOff: [],
    workdays: [],
    tasks: [
      { ...task, uid: 1, name: '可研报告', level: 1, minutes: 3 * 480 },
      {
        ...task,
        uid: 2,
        name: '立项批复',
        level: 1,
        minutes: 600,
        deadline: '2026-02-24T17:00:00',
        links: [{ from: 1, type: 'FS', lagMinutes: 0, isElapsed: false }],
      },
    ],
  });
  const found = await call(officer, 'supervision.schedule-plan', { file: { name: '计划.xml', bytes } });
  // Saturday 14 February is a make-up workday, the Spring Festival lasts until the 23rd.
  expect(accepted(found)).toMatchObject({
    tasks: [
      { name: '可研报告', start: '2026-02-12', finish: '2026-02-14', isCritical: true },
      { name: '立项批复', start: '2026-02-24', finish: '2026-02-25', missed: { kind: 'deadline', workdays: 1 } },
    ],
    criticalPath: ['1', '2'],
    rounded: ['立项批复'],
    unpublished: [],
  });
  const empty = { file: { name: '计划.xml', bytes: new TextEncoder().encode('<a/>') } };
  expect(await call(officer, 'supervision.schedule-plan', empty)).toMatchObject({ ok: false });
});

test('months and their report day', () => {
  expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect([reportDue('2026-02', 28), reportDue('2026-02', 31), reportDue('2026-04', 31)]).toEqual([
    '2026-02-28',
    '2026-02-28',
    '2026-04-30',
  ]);
});
