import { writeWorkbook } from '@qipan/formats';
import { previewOperation } from '@qipan/host';
import { type Refusal, renderMessage } from '@qipan/kernel';
import { place } from '@qipan/place-langfang';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nameKey } from './parties/name-key.ts';
import {
  accepted,
  actorOf,
  administrator,
  agreed,
  callsOf,
  clearPlan,
  enrol,
  leader,
  officer,
  type Opened,
  openPlace,
} from './testing/langfang.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openPlace();
  await enrol(opened.host, [officer, leader]);
  const { documentId } = await callsOf(opened, officer).importText(clearPlan);
  accepted(
    await callsOf(opened, officer).confirm(documentId, (await callsOf(opened, officer).document(documentId)).rows),
  );
});
afterAll(() => opened.close());

const unitSchema = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  aliases: z.array(z.string()),
  active: z.boolean(),
  successorId: z.string().nullable(),
  endedOn: z.string().nullable(),
  contactName: z.string(),
  contactPhone: z.string(),
  regionCode: z.string(),
  kind: z.string(),
  duties: z.array(z.string()),
});
const admin = () => callsOf(opened, administrator);
const units = async () =>
  z.object({ units: z.array(unitSchema) }).parse(accepted(await admin().call('parties.list-units', {}))).units;
const unitNamed = async (name: string) => {
  const found = (await units()).find((unit) => unit.name === name);
  if (!found) throw new Error(`no unit ${name}`);
  return found;
};
const tasksOf = async (unitId: string) => {
  const known = opened.host.place.units.some((unit) => unit.id === unitId);
  const actor = known ? actorOf('responsible-unit', unitId) : { ...actorOf('responsible-unit', 'reform'), unitId };
  return (await callsOf(opened, actor).tasks()).map((task) => task.number);
};

describe('机构变更', () => {
  test('a renamed unit keeps its old name as an alias and its history', async () => {
    const unit = await unitNamed('市财政局');
    const change = { unitId: unit.id, version: unit.version, on: '2026-03-01', basis: '市机构改革方案' };
    const rename = { ...change, change: { what: 'renamed', name: '市财政和国资局' } };
    expect(await admin().call('parties.reorganise-unit', rename)).toMatchObject({ ok: true });
    expect(await unitNamed('市财政和国资局')).toMatchObject({
      id: unit.id,
      aliases: expect.arrayContaining(['市财政局']),
    });
    expect(accepted(await admin().call('parties.read-unit-history', { unitId: unit.id }))).toMatchObject({
      changes: [
        {
          what: 'renamed',
          formerName: '市财政局',
          name: '市财政和国资局',
          onDate: '2026-03-01',
          basis: '市机构改革方案',
        },
      ],
    });
    expect(await tasksOf(unit.id)).toEqual(['1-001']);
  });

  test('a merged unit: its successor sees its tasks and answers to its names; the task keeps what was printed', async () => {
    const [gone, successor] = [await unitNamed('市商务局'), await unitNamed('市工业和信息化局')];
    const merge = {
      unitId: gone.id,
      version: gone.version,
      on: '2026-03-02',
      basis: '市机构改革方案',
      change: { what: 'merged', successorId: successor.id },
    };
    const preview = await previewOperation(opened.host, administrator, {
      name: 'parties.reorganise-unit',
      input: merge,
    });
    expect(preview).toMatchObject({
      ok: true,
      value: {
        changes: [
          { table: 'parties.unit', label: '市商务局' },
          { table: 'parties.unit', label: '市工业和信息化局' },
          { table: 'parties.unit_change', label: '市商务局' },
          { table: 'programme.task_unit', label: '市工业和信息化局' },
        ],
        events: [{ name: 'parties.unit-ended' }],
        figures: expect.arrayContaining([expect.objectContaining({ name: 'parties.units', computed: true })]),
      },
    });
    accepted(await admin().call('parties.reorganise-unit', merge));
    expect(await units().then((all) => all.find((unit) => unit.id === gone.id))).toMatchObject({
      active: false,
      endedOn: '2026-03-02',
      successorId: successor.id,
    });
    const tasks = await callsOf(opened, officer).tasks();
    expect(tasks.find((task) => task.number === '1-002')?.support).toMatchObject([
      { name: '市商务局', unitIds: [gone.id] },
    ]);
    const { documentId } = await callsOf(opened, officer).importText(clearPlan.replace('甲项', '丁项'), {
      again: true,
    });
    const { rows } = await callsOf(opened, officer).document(documentId);
    accepted(await callsOf(opened, officer).confirm(documentId, rows.slice(1, 2)));
    const again = (await callsOf(opened, officer).tasks({ documentId }))[0];
    expect(again?.support).toMatchObject([{ name: '市商务局', unitIds: [successor.id] }]);
    expect(await admin().call('parties.reorganise-unit', { ...merge, version: 2 })).toMatchObject({
      code: 'parties.unit-ended',
    });
  });

  test('a unit ends without a successor when no living task stands on it, and on no day to come', async () => {
    const unit = await unitNamed('市工商联');
    const end = {
      unitId: unit.id,
      version: unit.version,
      on: '2026-03-02',
      basis: '市机构改革方案',
      change: { what: 'abolished' },
    };
    expect(await admin().call('parties.reorganise-unit', end)).toMatchObject({
      code: 'programme.tasks-without-unit',
      values: { count: 1 },
    });
    expect(await unitNamed('市工商联')).toEqual(unit);
    const free = await unitNamed('市妇联');
    const endFree = { ...end, unitId: free.id, version: free.version };
    expect(await admin().call('parties.reorganise-unit', { ...endFree, on: '2099-01-01' })).toMatchObject({
      code: 'parties.not-yet',
      values: { on: '2099-01-01', today: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    accepted(await admin().call('parties.reorganise-unit', endFree));
    expect(await unitNamed('市妇联')).toMatchObject({ active: false, successorId: null });
    const self = { ...end, change: { what: 'merged', successorId: unit.id } };
    expect(await admin().call('parties.reorganise-unit', self)).toMatchObject({ code: 'parties.bad-successor' });
  });

  test('living tasks are handed over: in every part the other unit, with who, when and why', async () => {
    const [from, to] = [await unitNamed('市数据和政务服务局'), await unitNamed('市财政和国资局')];
    const input = { fromUnitId: from.id, toUnitId: to.id, reason: '职责划转' };
    const asked = await callsOf(opened, officer).call('programme.hand-over', input);
    expect(await tasksOf(to.id)).not.toContain('1-003');
    expect(await agreed(opened, asked, [leader])).toBe('done');
    expect(await tasksOf(from.id)).toEqual([]);
    expect(await tasksOf(to.id)).toContain('1-003');
    const task = (await callsOf(opened, officer).tasks()).find((entry) => entry.number === '1-003');
    expect(task?.lead).toEqual([{ name: '市财政和国资局', unitIds: [to.id] }]);
    expect(accepted(await callsOf(opened, officer).call('programme.read-history', { taskId: task?.id }))).toMatchObject(
      {
        changes: [
          { what: 'changed', before: { lead: [{ name: '市数据和政务服务局' }] }, after: { reason: '职责划转' } },
        ],
      },
    );
    expect(await callsOf(opened, officer).call('programme.hand-over', input)).toMatchObject({
      code: 'programme.nothing-to-hand-over',
    });
  });
});

describe('units from a sheet', () => {
  const sheetOf = (headers: readonly string[], rows: readonly (readonly string[])[]) => {
    const file = writeWorkbook({
      sheets: [{ name: '单位', title: '单位名录', columns: headers.map((header) => ({ header, width: 20 })), rows }],
    });
    return { name: '名录.xlsx', bytes: accepted(file) };
  };

  test('previewed and taken over: new ones are added, differing ones changed, the rest left alone', async () => {
    const known = await unitNamed('市教育局');
    const file = sheetOf(
      ['单位名称', '简称', '联络员', '联系电话'],
      [
        ['市教育局', '教育局、市教委', '张三', '0316-1234567'],
        ['市测绘中心', '测绘中心', '', ''],
        ['市审计局', '', '', ''],
      ],
    );
    const preview = await previewOperation(opened.host, administrator, {
      name: 'parties.import-units',
      input: { file },
    });
    expect(preview).toMatchObject({
      ok: true,
      value: { changes: [{ op: 'update', after: { contact_name: '张三' } }, { op: 'insert' }] },
    });
    expect(await unitNamed('市教育局')).toEqual(known);
    expect(accepted(await admin().call('parties.import-units', { file }))).toEqual({
      added: 1,
      changed: 1,
      same: 1,
      repeated: 0,
      ignoredColumns: [],
    });
    const now = await unitNamed('市教育局');
    expect(now).toMatchObject({ contactName: '张三', duties: known.duties });
    expect(now.aliases).toEqual(expect.arrayContaining([...known.aliases, '市教委']));
    expect(accepted(await admin().call('parties.import-units', { file }))).toEqual({
      added: 0,
      changed: 0,
      same: 3,
      repeated: 0,
      ignoredColumns: [],
    });
  });

  test('all that cannot be read is refused at once, cell by cell, and nothing is written', async () => {
    const before = await units();
    const ask = (headers: string[], rows: string[][]) =>
      admin().call('parties.import-units', { file: sheetOf(headers, rows) });
    expect(await ask(['姓名'], [['甲']])).toMatchObject({ code: 'parties.no-unit-column' });
    const headers = ['性质', '单位名称', '地区', '简称'];
    const refusal = await ask(headers, [
      ['不明', '新局', '某某市', ''],
      ['政府', '局', '', '好、一'],
      ['政府', '某局', '', ''],
      ['党委', '某 局', '', ''],
    ]);
    expect(refusal).toMatchObject({ code: 'formats.bad-cells', values: { count: 5 } });
    const { because } = renderMessage(opened.host.registry.messages, refusal as Refusal, 'zh');
    const cells = because.split('\n').slice(1);
    expect(cells.map((line: string) => line.replace(/“(不明|某某市)”.*/, '$1'))).toEqual([
      'A3：性质不明',
      'C3：地区某某市',
      'B4：至少 2 个字',
      'D4：至少 2 个字',
      'B6：“某局”在第 5 行已经出现，而且内容不同，请只留一行',
    ]);
    expect(await units()).toEqual(before);
  });

  test('what offices really write is understood: words for kinds, short regions, spaces, full widths, a row twice', async () => {
    const rows = [
      ['市 委 甲办', '廊坊', '党委', '张  三', '０３１６－７６５４３２１'],
      ['市委甲办', '廊坊市', '党委部门', '张三', '0316-7654321'],
      ['三河市乙局', '三河', '市直部门', '', ''],
      ['大厂丙园', '大厂县', '经开区', 'Li Si', ''],
    ];
    const file = sheetOf(['单位名称', '地区', '类别', '联系人', '电话'], rows);
    expect(accepted(await admin().call('parties.import-units', { file }))).toEqual({
      added: 3,
      changed: 0,
      same: 0,
      repeated: 1,
      ignoredColumns: [],
    });
    const made = { contactName: '张三', contactPhone: '0316-7654321', kind: 'party', regionCode: place.regionCode };
    expect(await unitNamed('市委甲办')).toMatchObject(made);
    const [sanhe, dachang] = [await unitNamed('三河市乙局'), await unitNamed('大厂丙园')];
    expect([sanhe.regionCode, dachang.regionCode]).toEqual(['131082', '131028']);
    expect(dachang).toMatchObject({ kind: 'zone', contactName: 'Li Si' });
  });
});

describe('names that a unit has already', () => {
  const ask = (rows: string[][], headers = ['单位名称', '简称', '地区', '类型', '手机号', '编号']) => {
    const sheet = writeWorkbook({
      sheets: [{ name: '单位', columns: headers.map((header) => ({ header, width: 20 })), rows }],
    });
    return admin().call('parties.import-units', { file: { name: '名录.xlsx', bytes: accepted(sheet) } });
  };

  test('a row that names a unit by any of its names is that unit, also without its region', async () => {
    const rows = [
      ['市发展和改革委员会', '', '', '政府部门', '0316-2', '1'],
      ['永 清 县 政 府', '永清人民政府', '', '', '', '2'],
      ['', '', '', '', '', '3'],
      ['市甲乙中心', '市甲乙办', '', '', '', '4'],
    ];
    const before = await units();
    expect(accepted(await ask(rows))).toEqual({
      added: 1,
      changed: 2,
      same: 0,
      repeated: 0,
      ignoredColumns: ['编号'],
    });
    expect((await units()).length).toBe(before.length + 1);
    const [planning, county] = [await unitNamed('市发展改革委'), await unitNamed('永清县政府')];
    expect(planning).toMatchObject({ contactPhone: '0316-2', kind: 'government' });
    expect(planning.aliases.filter((name) => name === '市发展和改革委员会')).toHaveLength(1);
    expect(county).toMatchObject({ regionCode: '131023', aliases: expect.arrayContaining(['永清人民政府']) });
  });

  test('a row that fits several, shares a name or has none is a fault, all at once', async () => {
    const before = await units();
    const refusal = await ask([
      ['市发改委', '', '', '', '', ''],
      ['市发展改革委', '', '', '', '', ''],
      ['市丁局', '市教委、市戊局', '', '', '', ''],
      ['市己局', '市科委、市教委', '', '', '', ''],
      ['', '市庚局', '', '', '', ''],
      ['永清县政府', '', '固安', '', '', ''],
      ['市辛局', '市壬局', '', '', '', ''],
      ['市癸局', '市 壬 局', '', '', '', ''],
      ['市教育局', '市民委、市科委、市科协', '', '', '', ''],
    ]);
    expect(refusal).toMatchObject({ ok: false, code: 'formats.bad-cells' });
    const { because } = renderMessage(opened.host.registry.messages, refusal as Refusal, 'zh');
    expect(because.split('\n').slice(1)).toEqual([
      'A3：“市发展改革委”与第 2 行是同一个单位“市发展改革委”，请只留一行',
      'A5：“市己局”这一行对应名录里的 2 个单位（市科技局、市教育局），请写其中一个的全称，别名只写它自己的',
      'A6：没有填写单位名称；这一行如果不要，请整行清空',
      'A7：“永清县政府”已是“永清县政府”（永清县）的名称或别名，与表中的地区不同；请核对地区，如是另一个单位，请写全称',
      'B9：“市壬局”在第 8 行也写了，两个单位不能同名；请只留一处',
      'A10：“市教育局”与第 4 行是同一个单位“市教育局”，请只留一行',
    ]);
    expect(await ask([['市教育局', '市科委', '', '', '', '']])).toMatchObject({
      code: 'formats.bad-cells',
      values: { cells: 'B2：“市科委”已是“市科技局”的名称或别名，两个单位不能同名；请删去，或写全称' },
    });
    expect(await units()).toEqual(before);
  });

  test('nor does a unit that is added or changed by hand take a name of another', async () => {
    const add = (name: string, aliases: string[] = [], regionCode = '131023') =>
      admin().call('parties.add-units', { units: [{ regionCode, name, aliases }] });
    const taken = { code: 'parties.name-taken' };
    expect(await add('市 发改委')).toMatchObject({ ...taken, values: { unit: '市发展改革委' }, at: 'name' });
    expect(await add('市子局', ['各县市区', '市教委'])).toMatchObject({ ...taken, at: 'aliases' });
    accepted(await add('市子局', ['各县市区']));
    const unit = await unitNamed('市子局');
    const change = { unitId: unit.id, version: unit.version, name: unit.name, aliases: unit.aliases };
    expect(await admin().call('parties.change-unit', { ...change, aliases: ['市教委'] })).toMatchObject(taken);
    const rename = { unitId: unit.id, version: unit.version, on: '2026-03-01', basis: '市机构改革方案' };
    expect(
      await admin().call('parties.reorganise-unit', { ...rename, change: { what: 'renamed', name: '市教委' } }),
    ).toMatchObject({ ...taken, at: 'change.name' });
    accepted(await admin().call('parties.change-unit', { ...change, duties: ['丑'] }));
  });
});

test('names are put in order by their readings, whatever the database', () => {
  const names = [
    '重庆路街道',
    '长安街道',
    '市财政局',
    '安次区',
    '廊坊开发区',
    '三河市',
    'ABC公司',
    '12345热线',
    '行政审批局',
    '银行',
  ];
  const sorted = [...names].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
  expect(sorted).toEqual([
    '12345热线',
    'ABC公司',
    '安次区',
    '长安街道',
    '重庆路街道',
    '廊坊开发区',
    '三河市',
    '市财政局',
    '行政审批局',
    '银行',
  ]);
});
