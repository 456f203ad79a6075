import { renderMessage } from '@qipan/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatsMessages } from '../messages.ts';
import { mutateText, seeded } from '../testing/mutate.ts';
import { constraintNames, linkNames, type ProjectPlan } from './project-plan.ts';
import { readProject, type ReadProject } from './read-project.ts';
import { writeProject } from './write-project.ts';

const encode = (text: string) => new TextEncoder().encode(text);
function read(bytes: Uint8Array): ReadProject {
  const outcome = readProject({ bytes });
  if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.values)}`);
  return outcome.value;
}

const date = fc
  .integer({ min: 0, max: 4_000 })
  .map((day) => new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10));
const moment = fc.tuple(date, fc.constantFrom('08:00:00', '17:00:00', '00:00:00')).map((parts) => parts.join('T'));
const maybe = fc.option(moment, { nil: null });
const name = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('<任务 & "一">', '可研\u0007报告', '＝1+1', ']]>'));
const minutes = fc.integer({ min: 0, max: 200_000 });
const plan = fc
  .record({
    name,
    start: maybe,
    finish: maybe,
    minutesPerDay: fc.constantFrom(480, 420, 1440),
    days: fc.uniqueArray(date, { maxLength: 6 }),
    tasks: fc.array(
      fc.record({
        name,
        level: fc.integer({ min: 1, max: 4 }),
        isMilestone: fc.boolean(),
        isActive: fc.boolean(),
        minutes,
        isElapsed: fc.boolean(),
        constraint: fc.constantFrom(...constraintNames),
        constraintDate: moment,
        deadline: maybe,
        start: maybe,
        finish: maybe,
        actualStart: maybe,
        actualFinish: maybe,
        percentComplete: fc.integer({ min: 0, max: 100 }),
        links: fc.array(
          fc.record({
            from: fc.nat(20),
            type: fc.constantFrom(...linkNames),
            lagMinutes: fc.integer({ min: -90_000, max: 90_000 }).map((tenths) => tenths / 10),
            isElapsed: fc.boolean(),
          }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 8 },
    ),
  })
  .map(
    ({ days, tasks, ...rest }): ProjectPlan => ({
      ...rest,
      daysOff: days.filter((_day, at) => at % 2 === 0).sort(),
      workdays: days.filter((_day, at) => at % 2 === 1).sort(),
      tasks: tasks.map((task, at) => ({
        ...task,
        uid: at * 3 + 1,
        constraintDate: /^A/.test(task.constraint) ? null : task.constraintDate,
        links: task.links.filter(({ from }) => from % 3 === 1 && from < tasks.length * 3),
      })),
    }),
  );

describe('plans of MS Project', () => {
  test('what was written is read back', () => {
    const clean = (text: string) => text.replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, '').trim();
    fc.assert(
      fc.property(plan, (given) => {
        const expected = { ...given, name: clean(given.name) };
        const tasks = given.tasks.map((task) => ({ ...task, name: clean(task.name) }));
        const bytes = writeProject(given);
        expect(read(bytes)).toEqual({ plan: { ...expected, tasks }, notes: [] });
        expect(writeProject(given)).toEqual(bytes);
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  const handMade = `<?xml version="1.0" encoding="UTF-8"?>
<p:Project xmlns:p="http://schemas.microsoft.com/project" xmlns:x="urn:other">
  <p:SaveVersion>14</p:SaveVersion><p:Name>plan.xml</p:Name><p:Title>园区建设</p:Title>
  <p:StartDate>2026-03-02T08:00:00</p:StartDate><p:CalendarUID>3</p:CalendarUID>
  <p:Calendars>
    <p:Calendar><p:UID>1</p:UID></p:Calendar>
    <p:Calendar><p:UID>3</p:UID>
      <p:WeekDays>
        <p:WeekDay><p:DayType>7</p:DayType><p:DayWorking>1</p:DayWorking></p:WeekDay>
        <p:WeekDay><p:DayType>0</p:DayType><p:DayWorking>1</p:DayWorking><p:TimePeriod><p:FromDate>2026-02-14T00:00:00</p:FromDate><p:ToDate>2026-02-14T23:59:00</p:ToDate></p:TimePeriod></p:WeekDay>
      </p:WeekDays>
      <p:Exceptions>
        <p:Exception><p:TimePeriod><p:FromDate>2026-10-01T00:00:00</p:FromDate><p:ToDate>2026-10-03T23:59:00</p:ToDate></p:TimePeriod><p:Type>1</p:Type><p:DayWorking>0</p:DayWorking></p:Exception>
        <p:Exception><p:TimePeriod><p:FromDate>2026-01-01T00:00:00</p:FromDate><p:ToDate>2030-01-01T23:59:00</p:ToDate></p:TimePeriod><p:Type>2</p:Type></p:Exception>
      </p:Exceptions>
    </p:Calendar>
  </p:Calendars>
  <p:Tasks>
    <p:Task><p:UID>0</p:UID><p:Name>整个项目</p:Name><p:OutlineLevel>0</p:OutlineLevel></p:Task>
    <p:Task><p:UID>5</p:UID><p:Name>土建</p:Name><p:OutlineLevel>1</p:OutlineLevel><p:Duration>PT40H0M0S</p:Duration><p:DurationFormat>39</p:DurationFormat><x:Name>别的</x:Name></p:Task>
    <p:Task><p:UID>9</p:UID><p:IsNull>1</p:IsNull></p:Task>
    <p:Task><p:UID>7</p:UID><p:Name>公示</p:Name><p:OutlineLevel>1</p:OutlineLevel><p:Manual>1</p:Manual><p:Duration>PT168H0M0S</p:Duration><p:DurationFormat>8</p:DurationFormat><p:ConstraintType>7</p:ConstraintType><p:ConstraintDate>2026-04-30T17:00:00</p:ConstraintDate>
      <p:PredecessorLink><p:PredecessorUID>5</p:PredecessorUID><p:Type>1</p:Type><p:LinkLag>-4800</p:LinkLag><p:LagFormat>7</p:LagFormat></p:PredecessorLink>
      <p:PredecessorLink><p:PredecessorUID>5</p:PredecessorUID><p:Type>3</p:Type><p:LinkLag>50</p:LinkLag><p:LagFormat>19</p:LagFormat></p:PredecessorLink>
      <p:PredecessorLink><p:PredecessorUID>99</p:PredecessorUID></p:PredecessorLink>
    </p:Task>
  </p:Tasks>
  <p:Resources><p:Resource><p:UID>0</p:UID></p:Resource><p:Resource><p:UID>1</p:UID></p:Resource></p:Resources>
</p:Project>`;

  test('one made by hand is read, and what has no place is noted', () => {
    const { plan: found, notes } = read(encode(handMade));
    expect(found).toMatchObject({
      name: '园区建设',
      start: '2026-03-02T08:00:00',
      finish: null,
      minutesPerDay: 480,
      daysOff: ['2026-10-01', '2026-10-02', '2026-10-03'],
      workdays: ['2026-02-14'],
    });
    expect(found.tasks).toMatchObject([
      { uid: 5, name: '土建', minutes: 2400, isElapsed: false, constraint: 'ASAP', isActive: true, links: [] },
      {
        uid: 7,
        minutes: 10_080,
        isElapsed: true,
        constraint: 'FNLT',
        constraintDate: '2026-04-30T17:00:00',
        links: [
          { from: 5, type: 'FS', lagMinutes: -480, isElapsed: false },
          { from: 5, type: 'SS', lagMinutes: 0 },
        ],
      },
    ]);
    expect(notes.map(({ code }) => code.replace('formats.project-', ''))).toEqual([
      'exceptions',
      'manual',
      'outside',
      'percent',
      'resources',
      'week',
    ]);
    for (const note of notes) expect(renderMessage(formatsMessages, note, 'zh').because).not.toMatch(/formats|\{/);
  });

  const project = (tasks: string) =>
    `<Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14</SaveVersion><Tasks>${tasks}</Tasks></Project>`;
  const task = (inner: string, uid = '1') => project(`<Task><UID>${uid}</UID><Name>甲</Name>${inner}</Task>`);
  test.each([
    ['nothing', '', 'formats.empty'],
    ['another kind of file', '<a><b/></a>', 'formats.project-other'],
    ['another namespace', '<Project><Tasks><Task><UID>1</UID></Task></Tasks></Project>', 'formats.project-other'],
    ['no end', project('').slice(0, -5), 'formats.xml-broken'],
    ['an entity', `<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${task('')}`, 'formats.xml-doctype'],
    ['depth', task(`${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`), 'formats.xml-too-large'],
    ['a huge uid', task('', '99999999999'), 'formats.project-number'],
    ['no uid', project('<Task><Name>甲</Name></Task>'), 'formats.project-number'],
    ['a huge duration', task('<Duration>PT999999999H0M0S</Duration>'), 'formats.project-number'],
    ['a duration without end', task(`<Duration>PT${'9'.repeat(100_000)}H</Duration>`), 'formats.project-number'],
    [
      'a huge lag',
      task('<PredecessorLink><PredecessorUID>1</PredecessorUID><LinkLag>1e300</LinkLag></PredecessorLink>'),
      'formats.project-number',
    ],
    ['a depth of outline', task('<OutlineLevel>100000</OutlineLevel>'), 'formats.project-number'],
    ['no date', task('<Deadline>2026-02-30T08:00:00</Deadline>'), 'formats.project-date'],
    ['one uid twice', project('<Task><UID>1</UID></Task><Task><UID>1</UID></Task>'), 'formats.project-uid'],
    [
      'an endless exception',
      project('').replace(
        '<Tasks>',
        '<Calendars><Calendar><UID>1</UID><Exceptions><Exception><TimePeriod><FromDate>0001-01-01T00:00:00</FromDate><ToDate>9999-12-31T00:00:00</ToDate></TimePeriod></Exception></Exceptions></Calendar></Calendars><Tasks>',
      ),
      'formats.project-too-many',
    ],
  ])('refused: %s', (_name, xml, code) => {
    const outcome = readProject({ bytes: encode(xml) });
    expect(outcome).toMatchObject({ ok: false, code });
    if (!outcome.ok) expect(renderMessage(formatsMessages, outcome, 'zh').because).not.toMatch(/formats|\{/);
  });

  test('a file of the own format is told apart, and changed ones are answered or refused, never thrown', () => {
    const binary = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(readProject({ bytes: binary })).toMatchObject({ code: 'formats.project-binary' });
    const random = seeded(20_261_124);
    for (let run = 0; run < 400; run += 1) {
      const outcome = readProject({ bytes: encode(mutateText(handMade, random)) });
      if (!outcome.ok) expect(Object.keys(formatsMessages)).toContain(outcome.code);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
