import { writeNumberedDocument, writeWorkbook } from '@qipan/formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runOperation } from '../run-operation.ts';
import { previewOperation } from '../run/preview.ts';
import { accepted, countAllRows, type Opened, openModules } from '../testing/open-modules.ts';
import { samplePlace } from '../testing/sample.ts';
import { systemActor } from './posts.ts';
import { findActor, usePasswordLink } from './sessions.ts';

let opened: Opened;
const administrator = systemActor(samplePlace, false);
beforeAll(async () => {
  opened = await openModules(samplePlace);
});
afterAll(() => opened.close());

function sheetOf(rows: readonly (readonly string[])[], headers = ['姓名', '用户名', '单位', '岗位', '电话']) {
  const columns = headers.map((header) => ({ header, width: 16 }));
  return {
    name: '人员.xlsx',
    bytes: accepted(writeWorkbook({ sheets: [{ name: '人员', title: '人员名单', columns, rows }] })),
  };
}
const ask = (file: ReturnType<typeof sheetOf>) =>
  runOperation(opened.host, administrator, { name: 'host.import-people', input: { file } });

test('new people get a post and a link that works once, known ones their changes; a preview writes nothing', async () => {
  const file = sheetOf([
    ['张三', 'zhangsan', '改革办', '改革办', '0316-1'],
    ['李四', 'lisi', '改革办', '领导', ''],
  ]);
  const before = await countAllRows(opened.host);
  const preview = await previewOperation(opened.host, administrator, { name: 'host.import-people', input: { file } });
  expect(preview).toMatchObject({ ok: true, value: { subject: '从 人员.xlsx 导入人员：增 2，改 0' } });
  expect(await countAllRows(opened.host)).toEqual(before);
  const { added } = z
    .object({ added: z.array(z.object({ login: z.string(), linkToken: z.string() })) })
    .parse(accepted(await ask(file)));
  expect(added.map((person) => person.login)).toEqual(['zhangsan', 'lisi']);
  const { token } = accepted(
    await usePasswordLink(opened.host, { token: added[1]?.linkToken ?? '', password: 'kite over the river 7' }),
  );
  expect(await findActor(opened.host, token)).toMatchObject({ personName: '李四', role: 'leader', unitName: '改革办' });
  const again = sheetOf([
    ['张三', 'ZhangSan', '改革办', '改革办', '0316-2'],
    ['李四', 'lisi', '改革办', '领导', ''],
  ]);
  expect(accepted(await ask(again))).toEqual({ added: [], changed: 1, same: 1, repeated: 0, ignoredColumns: [] });
});

test('another name for a known login is a fault unless asked for; another unit or post changes nothing and counts as nothing', async () => {
  const renamed = sheetOf([['李四二', 'LISI', '改革办', '领导', '']]);
  const refusal = await ask(renamed);
  expect(refusal).toMatchObject({ code: 'formats.bad-cells' });
  expect(refusal.ok || String(refusal.values.cells)).toContain('A3：用户名“LISI”已是“李四”，与表中“李四二”不同');
  const given = { name: 'host.import-people', input: { file: renamed, rename: true } };
  expect(await previewOperation(opened.host, administrator, given)).toMatchObject({
    ok: true,
    value: { changes: [{ op: 'update', after: { name: '李四二' } }] },
  });
  const moved = sheetOf(
    [['李四', 'lisi', '无此单位', '审计', '', '1']],
    ['姓名', '登录名', '单位', '岗位', '手机号', '工号'],
  );
  expect(accepted(await ask(moved))).toEqual({ added: [], changed: 0, same: 1, repeated: 0, ignoredColumns: ['工号'] });
});

test('all that cannot be read is refused at once, cell by cell, and nothing is written', async () => {
  const before = await countAllRows(opened.host);
  expect(await ask(sheetOf([['甲', 'jia']], ['姓名', '用户名']))).toMatchObject({ code: 'host.people-columns' });
  const word = writeNumberedDocument({ title: ['人员名单'], blocks: [{ kind: 'heading', level: 0, text: '人员' }] });
  for (const bytes of [word, new TextEncoder().encode('姓名,用户名')])
    expect(await ask({ name: '人员.docx', bytes })).toMatchObject({ code: 'formats.not-a-sheet', values: {} });
  const rows = [
    ['甲', 'jia1', '无此单位', '领导', ''],
    ['乙', '乙', '无此单位', '厨师', ''],
    ['', 'bing', '', '', ''],
    ['丁', 'ding', '改革办', '领导', ''],
    ['丁', 'DING', '改革办', '审计', ''],
  ];
  const refusal = await ask(sheetOf(rows));
  expect(refusal).toMatchObject({ ok: false, code: 'formats.bad-cells', values: { count: 8 } });
  const cells = refusal.ok ? [] : String(refusal.values.cells).split('\n');
  expect(cells.map((line) => line.slice(0, 9))).toEqual([
    'C3：单位“无此单',
    'B4：应为 3 到',
    'D4：岗位“厨师”',
    'C4：单位“无此单',
    'A5：不能为空',
    'C5：不能为空',
    'D5：没有填写岗位',
    'B7：用户名“DI',
  ]);
  expect(refusal.ok || String(refusal.values.cellsEn)).toContain('D4: the post "厨师" is not known');
  expect(await countAllRows(opened.host)).toEqual(before);
});

test('spaces within names and full widths are folded, and a row that is there twice counts once', async () => {
  const rows = [
    ['王 五', 'ｗａｎｇｗｕ', '改 革 办', '改 革办', '１３８ '],
    ['王五', 'wangwu', '改革办', '改革办', '138'],
  ];
  expect(accepted(await ask(sheetOf(rows)))).toMatchObject({
    added: [{ name: '王五', login: 'wangwu' }],
    repeated: 1,
  });
});
