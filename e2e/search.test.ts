import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice, textAt } from './office.ts';

const patience = { timeout: 20_000 };
let office: Office;
let page: Page;
let documentId: string;
const failures: string[] = [];

const plan = [
  '乙项工作任务分工方案',
  '一、推动产业协作',
  '1.出台《产业协作实施细则》，明确目录。（牵头单位：市发展改革委；配合单位：市财政局；完成时限：2026年12月底前）',
  '2.建成承接园区3个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
].join('\n');

beforeAll(async () => {
  office = await openOffice();
  documentId = textAt(await office.officer.call('documents.import-document', { text: plan }), 'documentId');
  page = await (await office.enter(office.officer)).newPage();
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
}, 120_000);
afterAll(() => office?.close());

test('from any page by the key /, to the clause by Enter; advice where nothing is found', {
  timeout: 90_000,
}, async () => {
  await page.goto(`${office.server.address}/documents`);
  await page.getByRole('link', { name: '乙项工作任务分工方案' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('承接园区');
  await page.keyboard.press('Enter');
  const hits = page.getByTestId('hits');
  await hits.getByRole('region', { name: '条款' }).waitFor();
  expect(await hits.locator('mark').first().textContent()).toBe('承接园区');
  expect(await hits.getByRole('region', { name: '任务' }).count()).toBe(0);

  const words = page.locator('#search-words');
  await words.fill('完全没有写过的事');
  await page.getByText('没有找到“完全没有写过的事”').waitFor();
  await page.getByText('加引号按原句查找').waitFor();

  await words.fill('“建成承接园区”');
  await words.press('Enter');
  await page.waitForURL(new RegExp(`/documents/${documentId}\\?row=`));
  const selected = page.getByTestId('row-list').locator('[aria-selected=true]');
  await expect.poll(() => selected.textContent(), patience).toContain('建成承接园区3个');

  await page.goto(`${office.server.address}/documents/${documentId}?at=${plan.indexOf('承接园区')}`);
  const found = page.getByTestId('source-text').locator('.found');
  await expect.poll(() => found.textContent(), patience).toContain('建成承接园区3个');
  expect(failures).toEqual([]);
});
