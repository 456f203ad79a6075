import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { writeWorkbook } from '@qipan/formats';
import { type Office, openOffice, password } from './office.ts';

const patience = { timeout: 20_000 };
let office: Office;
let page: Page;
const failures: string[] = [];

beforeAll(async () => {
  office = await openOffice();
  page = await (await office.enter(office.officer)).newPage();
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
}, 120_000);
afterAll(() => office?.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });
const part = (name: string) => page.getByRole('region', { name });

/** RFC 6238, written out once more: the code that an app shows this many steps of 30 seconds from now. */
function codeOf(secret: string, steps: number): string {
  const bits = [...secret].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

test('a second factor is confirmed with a code, and signing in then takes the next one', {
  timeout: 60_000,
}, async () => {
  await page.goto(`${office.server.address}/account`);
  await part('动态口令').getByRole('button', { name: '启用', exact: true }).click();
  const secret = (await page.getByTestId('totp-secret').textContent()) ?? '';
  await page.getByRole('img', { name: '动态口令二维码' }).waitFor();
  const code = codeOf(secret, 0);
  await page.getByLabel('6 位动态口令').fill(code === '000000' ? '000001' : '000000');
  await button('确认启用').click();
  await part('动态口令').getByRole('alert').waitFor();
  await page.getByLabel('6 位动态口令').fill(codeOf(secret, 0));
  await button('确认启用').click();
  await page.getByText('已启用。').waitFor();

  await button('退出').click();
  await page.getByLabel('用户名').fill('officer');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('6 位动态口令').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  expect(failures).toEqual([]);
});

test('a person of two posts uses the other one, with its pages and its scope, and goes back', {
  timeout: 60_000,
}, async () => {
  const { people } = z
    .object({ people: z.array(z.object({ id: z.string(), login: z.string() })) })
    .parse(await office.administrator.call('host.list-people', {}));
  const personId = people.find((person) => person.login === 'officer')?.id;
  const post = { personId, unitId: 'commerce', role: 'responsible-unit', validFrom: '2026-01-01', validTo: null };
  await office.administrator.call('host.add-post', post);
  await page.goto(`${office.server.address}/account`);
  await part('我的岗位').getByText('市商务局 · 责任单位').waitFor();
  await button('换用').click();
  await page.getByRole('region', { name: '本单位负责哪些任务？' }).waitFor();
  await page.getByRole('link', { name: '甲同志 · 市商务局 · 责任单位' }).click();
  await page.getByRole('link', { name: '任务清单' }).waitFor();
  expect(await page.getByRole('link', { name: '文件', exact: true }).count()).toBe(0);
  await button('换用').click();
  await page.getByRole('link', { name: '文件', exact: true }).waitFor();
  expect(failures).toEqual([]);
});

test('a token is shown once, works for what it was given, and no more after it is revoked', {
  timeout: 60_000,
}, async () => {
  await page.goto(`${office.server.address}/account`);
  await button('新建令牌').click();
  await page.getByLabel('用途').fill('报表程序');
  await page.getByRole('dialog').getByLabel('权限').click();
  await page.locator('.ant-select-item-option').filter({ hasText: 'programme.read' }).first().click();
  await page.getByLabel('用途').click();
  await page.getByRole('dialog').getByRole('button', { name: '新建令牌' }).click();
  const token = await page.getByTestId('token').inputValue();
  const status = async (operation: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${office.server.address}/api/${operation}`, { method: 'POST', headers, body: '{}' });
    return answer.status;
  };
  expect(await status('programme/list-tasks')).toBe(200);
  expect(await status('documents/list-documents')).toBe(403);
  await button('我已保存').click();
  await part('程序令牌').getByText('报表程序').waitFor();
  await page.reload();
  await part('程序令牌').getByText('报表程序').waitFor();
  expect(await page.content()).not.toContain(token);
  await button('收回').click();
  await page.getByRole('tooltip').getByRole('button', { name: '收回', exact: true }).click();
  await part('程序令牌').getByText('已收回').waitFor();
  expect(await status('programme/list-tasks')).toBe(401);
  expect(failures).toEqual([]);
});

function sheetOf(rows: readonly (readonly string[])[]) {
  const columns = ['姓名', '用户名', '单位', '岗位', '电话'].map((header) => ({ header, width: 16 }));
  const written = writeWorkbook({ sheets: [{ name: '人员', title: '人员名单', columns, rows }] });
  if (!written.ok) throw new Error(written.code);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: '人员.xlsx', mimeType, buffer: Buffer.from(written.value) };
}

test('people from a sheet: a fault is said, then tried out and carried out, and each new one gets a link that works', {
  timeout: 60_000,
}, async () => {
  page = await (await office.enter(office.administrator)).newPage();
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(`${office.server.address}/people`);
  await button('从表格导入人员').click();
  const choose = (rows: readonly (readonly string[])[]) =>
    page.locator('input[type=file]').setInputFiles(sheetOf(rows));
  await choose([['张三', 'zhangsan', '无此单位', '责任单位', '']]);
  await button('试算').click();
  await page.getByTestId('preview').getByText('无此单位').first().waitFor();
  await page.getByTestId('preview').getByRole('button', { name: '取消' }).click();
  await button('换一个文件').click();
  await choose([
    ['张三', 'zhangsan', '市商务局', '责任单位', '0316-1'],
    ['甲同志', 'officer', '市委改革办', '改革办', '0316-2'],
  ]);
  await button('试算').click();
  const preview = page.getByTestId('preview');
  await preview.getByText('0316-2').waitFor();
  expect(await preview.locator('.change-label').allTextContents()).toEqual(['张三', '甲同志', '张三']);
  await preview.getByRole('button', { name: '执行导入' }).click();
  const link = await page.getByTestId('link-zhangsan').inputValue();
  await button('我已保存').click();
  await page.getByRole('cell', { name: 'zhangsan' }).waitFor();
  await page.goto(link);
  await page.getByText('张三').first().waitFor();
  expect(failures).toEqual([]);
});

test('a task whose unit was merged says since when another stands in its place; so does the choice of units', {
  timeout: 60_000,
}, async () => {
  const { units } = z
    .object({ units: z.array(z.object({ id: z.string(), version: z.number(), name: z.string() })) })
    .parse(await office.administrator.call('parties.list-units', {}));
  const gone = units.find((unit) => unit.id === 'commerce');
  const renamed = units.find((unit) => unit.id === 'statistics');
  const source = { kind: 'meeting', title: '专题会议', number: null, orderedBy: null, date: null };
  const task = { text: '办好对接活动', source, lead: [gone?.name], support: [renamed?.name] };
  const second = await office.add({ name: '丁同志', login: 'second', role: 'reform-office', unitId: 'reform' });
  const { taskId } = z.object({ taskId: z.string() }).parse(await second.call('programme.add-task', task));
  const reorganise = (unit: typeof gone, on: string, change: object) =>
    office.administrator.call('parties.reorganise-unit', {
      unitId: unit?.id,
      version: unit?.version,
      on,
      basis: '机构改革方案',
      change,
    });
  await reorganise(gone, '2026-03-01', { what: 'merged', successorId: 'finance' });
  await reorganise(renamed, '2026-05-01', { what: 'renamed', name: '市统计和数据局' });
  page = await (await office.enter(second)).newPage();
  page.setDefaultTimeout(patience.timeout);
  await page.goto(`${office.server.address}/tasks/${taskId}`);
  await expect
    .poll(() => page.getByTestId('unit-hint').allTextContents(), patience)
    .toEqual([
      '原单位“市商务局”，自2026年3月1日起为“市财政局”',
      '原单位“市统计局”，自2026年5月1日起为“市统计和数据局”',
    ]);
  await page.getByRole('combobox', { name: '单位' }).fill('统计局');
  await page.getByText('又名：').first().waitFor();
  await page.getByRole('combobox', { name: '单位' }).fill('商务局');
  await page.getByText('自2026年3月1日起为“市财政局”', { exact: true }).waitFor();
  expect(failures).toEqual([]);
});

test('on paper stand all three lists; on a phone a task begins with its number and what is to be done', {
  timeout: 60_000,
}, async () => {
  await page.goto(`${office.server.address}/lists`);
  await page.getByRole('tab', { name: '任务清单 1' }).waitFor();
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['任务清单 1', '项目 0', '政策 0']);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${office.server.address}/tasks`);
  await page.getByTestId('task-table').getByText('办好对接活动').waitFor();
  const heads = await page.getByTestId('task-table').getByRole('columnheader').allTextContents();
  expect(heads).toEqual(['编号', '任务内容', '牵头单位', '完成时限']);
  expect(failures).toEqual([]);
});
