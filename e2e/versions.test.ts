import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Office, openOffice, textAt } from './office.ts';

const patience = { timeout: 20_000 };
let office: Office;
let page: Page;
const failures: string[] = [];

const earlier = [
  '2025年甲项工作任务分工方案',
  '一、推动产业协作',
  '1.出台《产业协作实施细则》，明确目录。（牵头单位：市发展改革委；配合单位：市财政局；完成时限：2026年12月底前）',
  '2.建成承接园区3个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
  '二、优化营商环境',
  '3.印发《走访服务企业办法》，办结率不低于95%。（牵头单位：市数据和政务服务局；完成时限：2026年9月底前）',
].join('\n');
const later = [
  '2026年甲项工作任务分工方案',
  '一、推动产业协作',
  '1.出台《产业协作实施细则》，明确目录。（牵头单位：市工业和信息化局；配合单位：市财政局；完成时限：2027年3月底前）',
  '2.建成承接园区5个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
  '二、扩大开放',
  '3.组织进口商品展销活动，签约项目不少于10个。（牵头单位：市商务局；完成时限：2027年9月底前）',
].join('\n');

const rowsSchema = z.object({ rows: z.array(z.object({ id: z.string(), version: z.number() })) });
const tasksSchema = z.object({
  tasks: z.array(z.object({ id: z.string(), number: z.string(), deadline: z.string().nullable() })),
});

beforeAll(async () => {
  office = await openOffice();
  page = await (await office.enter(office.officer)).newPage();
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
}, 120_000);
afterAll(() => office?.close());

const importText = async (text: string) =>
  textAt(await office.officer.call('documents.import-document', { text }), 'documentId');
const tasks = async (filter: object = {}) =>
  tasksSchema.parse(await office.officer.call('programme.list-tasks', filter)).tasks;
const button = (name: string) => page.getByRole('button', { name });

test('a later version is compared, tried out, agreed to, and stands on the task with its history', {
  timeout: 120_000,
}, async () => {
  const earlierId = await importText(earlier);
  const { rows } = rowsSchema.parse(await office.officer.call('documents.read-document', { documentId: earlierId }));
  const asked = { documentId: earlierId, rows: rows.map(({ id, version }) => ({ id, version })) };
  await office.officer.call('programme.confirm-rows', asked);
  const laterId = await importText(later);

  await page.goto(`${office.server.address}/documents/${laterId}`);
  await button('与其他版本比较').click();
  await page.getByTestId('versions').getByRole('button').first().click();
  const comparison = page.getByTestId('comparison');
  await comparison.waitFor();
  const lines = (group: string) => comparison.locator(`[data-group=${group}]`);
  await expect.poll(() => lines('changed').count(), patience).toBe(2);
  expect(await lines('changed').nth(1).locator('del').allTextContents()).toContain('3');
  expect(await lines('changed').nth(1).locator('ins').allTextContents()).toContain('5');
  expect(await lines('changed').getByRole('checkbox', { checked: true }).count()).toBe(2);
  expect(await lines('added').getByRole('checkbox', { checked: true }).count()).toBe(1);
  expect(await lines('dropped').getByRole('checkbox', { checked: true }).count()).toBe(0);

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('b');
  await expect.poll(() => lines('changed').count(), patience).toBe(1);
  await button('恢复配对').first().click();
  await expect.poll(() => lines('changed').count(), patience).toBe(2);

  await lines('dropped').getByRole('checkbox').check();
  await expect.poll(() => button('执行').isDisabled(), patience).toBe(true);
  await page.getByTestId('group-dropped').getByRole('textbox').fill('新方案不再列入');
  await button('试算').click();
  await page.getByTestId('preview').getByText('改 2，增 1，终止 1').waitFor();
  await page.getByTestId('preview').getByRole('button', { name: '提请同意' }).click();
  const link = page.getByTestId('submitted').getByRole('link');
  await link.waitFor();
  const approvalId = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  expect((await tasks()).find((task) => task.number === '1-001')?.deadline).toBe('2026-12-31');

  const read = await office.leader.call('host.read-approval', { approvalId });
  const answer = { approvalId, shownHash: textAt(read, 'shownHash'), answer: 'agree' };
  await office.leader.call('host.answer-approval', answer);
  const changed = (await tasks()).find((task) => task.number === '1-001');
  expect(changed?.deadline).toBe('2027-03-31');
  expect((await tasks({ ended: true })).map((task) => task.number)).toEqual(['1-003']);

  await page.goto(`${office.server.address}/tasks/${changed?.id}`);
  const history = page.getByTestId('task-history');
  await history.getByText('2027年3月31日').waitFor();
  expect(await history.textContent()).toContain('2026年12月31日');
  expect(await page.getByTestId('task-sources').getByRole('listitem').count()).toBe(2);
  await page.getByRole('checkbox', { name: '已终止' }).check();
  await button('1-003').click();
  await page.getByTestId('task-detail').getByText('新方案不再列入').first().waitFor();
  expect(failures).toEqual([]);
});
