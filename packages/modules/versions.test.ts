import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { comparisonSchema } from '@qipan/engines/compare';
import { rowSchema } from './documents/model.ts';
import {
  accepted,
  actorOf,
  callsOf,
  clearPlan,
  enrol,
  leader,
  officer,
  type Opened,
  openPlace,
} from './testing/langfang.ts';

let opened: Opened;
let ids: { earlier: string; later: string };
const calls = () => callsOf(opened, officer);

/** The next year's plan: one row redated and given to another lead, one reworded and refigured, one dropped, one new. */
const nextPlan = [
  '乙项工作任务分工方案',
  '一、推动产业协作',
  '1.建成承接园区5个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
  '2.出台《产业协作实施细则》，明确目录。（牵头单位：市工业和信息化局；配合单位：市财政局；完成时限：2027年3月底前）',
  '二、扩大开放',
  '3.组织进口商品展销活动，签约项目不少于10个。（牵头单位：市商务局；完成时限：2027年9月底前）',
].join('\n');

const sideSchema = z.object({ id: z.string(), rows: z.array(rowSchema) });
const comparedSchema = z.object({ earlier: sideSchema, later: sideSchema, comparison: comparisonSchema });
const parkedSchema = z.object({ parked: z.object({ approvalId: z.string() }) });

beforeAll(async () => {
  opened = await openPlace();
  await enrol(opened.host, [officer, leader]);
  const earlier = (await calls().importText(clearPlan)).documentId;
  accepted(await calls().confirm(earlier, (await calls().document(earlier)).rows));
  ids = { earlier, later: (await calls().importText(nextPlan)).documentId };
});
afterAll(() => opened.close());

async function compare() {
  const answer = accepted(
    await calls().call('documents.compare-documents', { earlierId: ids.earlier, laterId: ids.later }),
  );
  return comparedSchema.parse(answer);
}

async function historyOf(taskId: string) {
  const schema = z.object({
    parents: z.array(z.object({ documentId: z.string(), level: z.string() })),
    changes: z.array(
      z.object({
        what: z.string(),
        before: z.record(z.string(), z.unknown()),
        after: z.record(z.string(), z.unknown()),
      }),
    ),
  });
  return schema.parse(accepted(await calls().call('programme.read-history', { taskId })));
}

/** What an officer would tick: every pair, every new row, every dropped task. */
async function chosen() {
  const { earlier, later, comparison } = await compare();
  const rowOf = new Map([...earlier.rows, ...later.rows].map((row) => [row.id, row]));
  const seen = (id: string) => ({ id, version: rowOf.get(id)?.version ?? 0 });
  const taskOf = (id: string) => rowOf.get(id)?.taskId ?? '';
  return {
    documentId: ids.later,
    level: 'city',
    change: comparison.pairs.map((pair) => ({ taskId: taskOf(pair.earlier), row: seen(pair.later) })),
    add: comparison.added.map(seen),
    end: comparison.dropped.map((id) => ({ taskId: taskOf(id), reason: '新方案不再列入' })),
  };
}

describe('two versions of a plan', () => {
  test('are matched by meaning, not by number', async () => {
    const { earlier, later, comparison } = await compare();
    const textOf = (id: string) => [...earlier.rows, ...later.rows].find((row) => row.id === id)?.item.text.slice(0, 6);
    const pairs = comparison.pairs.map((pair) => [textOf(pair.earlier), textOf(pair.later), pair.differences]);
    expect(pairs).toEqual([
      ['出台《产业协', '出台《产业协', expect.arrayContaining(['deadline', 'lead'])],
      ['建成承接园区', '建成承接园区', expect.arrayContaining(['text', 'targets'])],
    ]);
    expect(comparison.dropped.map(textOf)).toEqual(['印发《走访服']);
    expect(comparison.added.map(textOf)).toEqual(['组织进口商品']);
    expect(
      await calls().call('documents.compare-documents', { earlierId: ids.earlier, laterId: ids.earlier }),
    ).toMatchObject({
      code: 'documents.same-document',
    });
  });

  test('applied as one step that a leader agrees to: tasks keep their number and what they were', async () => {
    const before = await calls().tasks();
    const parked = parkedSchema.parse(accepted(await calls().call('programme.apply-version', await chosen())));
    expect(await calls().tasks()).toEqual(before);
    const lead = callsOf(opened, leader);
    const read = z
      .object({ shownHash: z.string(), shown: z.object({ subject: z.string() }) })
      .parse(accepted(await lead.call('host.read-approval', parked.parked)));
    expect(read.shown.subject).toBe('按《乙项工作任务分工方案》更新任务：改 2，增 1，终止 1');
    const answer = { ...parked.parked, shownHash: read.shownHash, answer: 'agree' };
    accepted(await lead.call('host.answer-approval', answer));
    expect(accepted(await lead.call('host.read-approval', parked.parked))).toMatchObject({
      approval: { state: 'done' },
    });
    const after = await calls().tasks();
    expect(after.map((task) => task.number).sort()).toEqual(['1-001', '1-002', '2-003']);
    const redated = after.find((task) => task.number === '1-001');
    expect(redated).toMatchObject({
      deadline: '2027-03-31',
      documentId: ids.later,
      lead: [{ name: '市工业和信息化局' }],
    });
    expect(redated?.lead[0]?.unitIds).toHaveLength(1);
    const history = await historyOf(redated?.id ?? '');
    expect(history.parents.map((parent) => parent.documentId).sort()).toEqual([ids.earlier, ids.later].sort());
    expect(history.changes).toMatchObject([
      { what: 'changed', before: { deadline: '2026-12-31' }, after: { deadline: '2027-03-31' } },
    ]);
    const ended = await calls().tasks({ ended: true });
    expect(ended).toMatchObject([{ number: '1-003', ended: { reason: '新方案不再列入' } }]);
    expect(await calls().call('programme.apply-version', { documentId: ids.later })).toMatchObject({
      code: 'programme.nothing-chosen',
    });
  });

  test('rows that say the same go on without a leader, in the order and under the headings of the later version', async () => {
    const [first, second] = [
      [
        '丁项方案',
        '一、总体要求',
        '到2026年底，全市承接项目达到120个。',
        '二、承接产业',
        '1.建设物流园区2个。（牵头单位：市商务局；完成时限：2027年6月底前）',
        '2.改造老旧管网30公里。（牵头单位：市住房城乡建设局；完成时限：2027年6月底前）',
      ],
      [
        '丁项方案',
        '一、总体要求',
        '到2027年底，全市承接项目达到150个。',
        '二、城市更新',
        '1.改造老旧管网30公里。（牵头单位：市住房城乡建设局；完成时限：2027年6月底前）',
        '2.新建社区食堂8个。（牵头单位：市民政局；完成时限：2027年6月底前）',
        '三、承接产业',
        '3.建设物流园区2个。（牵头单位：市商务局；完成时限：2027年6月底前）',
      ],
    ].map((lines) => lines.join('\n'));
    const earlier = (await calls().importText(first ?? '')).documentId;
    accepted(await calls().confirm(earlier, (await calls().document(earlier)).rows));
    const later = (await calls().importText(second ?? '')).documentId;
    const answer = await calls().call('documents.compare-documents', { earlierId: earlier, laterId: later });
    const { earlier: before, later: after, comparison } = comparedSchema.parse(accepted(answer));
    const rowOf = new Map([...before.rows, ...after.rows].map((row) => [row.id, row]));
    const seen = (id: string) => ({ id, version: rowOf.get(id)?.version ?? 0 });
    const changeOf = (pairs: typeof comparison.pairs) =>
      pairs.map((pair) => ({ taskId: rowOf.get(pair.earlier)?.taskId, row: seen(pair.later) }));
    const aim = comparison.pairs.filter((pair) => rowOf.get(pair.earlier)?.item.kind === 'principle');
    expect(aim).toMatchObject([{ differences: expect.arrayContaining(['text', 'targets']) }]);
    const same = comparison.pairs.filter((pair) => !aim.includes(pair));
    const step = { documentId: later, change: changeOf(same), add: comparison.added.map(seen) };
    expect(await calls().call('programme.apply-version', step)).toMatchObject({
      ok: true,
      value: { changed: 0, carried: 2, added: 1, ended: 0 },
    });
    const tasks = (await calls().tasks()).filter((task) => task.documentId === later);
    expect(tasks.map((task) => [task.path[0], task.text.slice(0, 4)])).toEqual([
      ['二、城市更新', '改造老旧'],
      ['二、城市更新', '新建社区'],
      ['三、承接产业', '建设物流'],
    ]);
    expect((await historyOf(tasks[0]?.id ?? '')).changes).toEqual([]);
    expect(await calls().call('programme.apply-version', { documentId: later, change: changeOf(aim) })).toMatchObject({
      ok: true,
      value: { parked: expect.anything() },
    });
  });

  test('a task with a history is not taken back: number and history stay', async () => {
    const task = (await calls().tasks()).find((entry) => entry.number === '1-001');
    const withdraw = { taskId: task?.id, version: task?.version };
    expect(await calls().call('programme.withdraw-task', withdraw)).toMatchObject({
      code: 'programme.task-has-history',
    });
    expect((await historyOf(task?.id ?? '')).changes).toHaveLength(1);
  });

  test('the unit that a task has moved to sees it, the one that it left does not', async () => {
    const see = async (unitId: string) =>
      (await callsOf(opened, actorOf('responsible-unit', unitId)).tasks()).map((task) => task.number);
    const units = (await calls().tasks()).find((task) => task.number === '1-001');
    const now = units?.lead[0]?.unitIds[0] ?? '';
    expect(await see(now)).toContain('1-001');
    expect(await see('development-reform')).not.toContain('1-001');
  });

  test('new rows alone need nobody else; a row of another document joins a task as one more source', async () => {
    const more = (
      await calls().importText(
        '丙项方案\n一、推动协作\n1.建设物流枢纽2个。（牵头单位：市商务局；完成时限：2027年6月底前）\n2.再建承接园区5个。（牵头单位：市工业和信息化局；完成时限：2027年6月底前）',
      )
    ).documentId;
    const [first, second] = (await calls().document(more)).rows;
    if (!first || !second) throw new Error('two rows are read');
    const add = { documentId: more, level: 'province', add: [{ id: first.id, version: first.version }] };
    expect(await calls().call('programme.apply-version', add)).toMatchObject({ ok: true, value: { added: 1 } });
    const task = (await calls().tasks()).find((entry) => entry.number === '1-002');
    const join = {
      taskId: task?.id,
      documentId: more,
      row: { id: second.id, version: second.version },
      level: 'province',
    };
    const count = (await calls().tasks()).length;
    expect(await calls().call('programme.link-parent', join)).toMatchObject({ ok: true, value: { number: '1-002' } });
    expect((await calls().tasks()).length).toBe(count);
    const history = await historyOf(task?.id ?? '');
    expect(history.parents.map((parent) => parent.level).sort()).toEqual(['city', 'city', 'province']);
    expect(await calls().call('programme.link-parent', join)).toMatchObject({ code: 'programme.already-confirmed' });
  });
});
