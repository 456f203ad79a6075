import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, type Office, openOffice, textAt } from './office.ts';

const patience = { timeout: 20_000 };
let office: Office;
let unit: Caller;
let own: Page;
let theirs: Page;
const failures: string[] = [];

const plan = [
  '甲项工作任务分工方案',
  '一、推动产业协作',
  '1.出台《产业协作实施细则》，明确目录。（牵头单位：市商务局；配合单位：市财政局；完成时限：2027年12月底前）',
  '2.建成承接园区3个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
].join('\n');
const rowsSchema = z.object({ rows: z.array(z.object({ id: z.string(), version: z.number() })) });
const unitsSchema = z.object({ units: z.array(z.object({ id: z.string(), name: z.string() })) });

async function pageOf(caller: Caller): Promise<Page> {
  const page = await (await office.enter(caller)).newPage();
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
  return page;
}

beforeAll(async () => {
  office = await openOffice();
  const { units } = unitsSchema.parse(await office.officer.call('parties.list-units', {}));
  const unitId = units.find(({ name }) => name === '市商务局')?.id ?? '';
  unit = await office.add({ name: '丙同志', login: 'commerce', role: 'responsible-unit', unitId });
  const documentId = textAt(await office.officer.call('documents.import-document', { text: plan }), 'documentId');
  const { rows } = rowsSchema.parse(await office.officer.call('documents.read-document', { documentId }));
  await office.officer.call('programme.confirm-rows', {
    documentId,
    rows: rows.map(({ id, version }) => ({ id, version })),
  });
  [own, theirs] = [await pageOf(office.officer), await pageOf(unit)];
}, 120_000);
afterAll(() => office?.close());

const board = () => `${office.server.address}/board`;
const phase = (page: Page) => page.getByTestId('phase');
const acts = (page: Page) => page.getByTestId('act-buttons');
const act = (page: Page, name: string) => acts(page).getByRole('button', { name, exact: true }).click();
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();
const open = async (page: Page, number: string) => {
  await page.goto(board());
  await page.getByTestId('board').getByRole('button', { name: number }).click();
  await page.getByTestId('standing').waitFor();
};

test('a rule is chosen, tasks are handed over, signed for, reported, sent back, closed and opened again', {
  timeout: 150_000,
}, async () => {
  await own.goto(`${office.server.address}/rules`);
  await own.getByTestId('rules').getByRole('button', { name: '宿迁 2025 年蓝黄红预警' }).click();
  await own.getByRole('complementary').getByText('逾期未完成，红色预警').waitFor();
  await own.getByRole('button', { name: '启用这套规则' }).click();
  await own.getByText('亮灯规则：宿迁 2025 年蓝黄红预警').waitFor();

  await own.goto(board());
  await own.getByText('未交办 2').click();
  await own.getByRole('button', { name: '全选' }).click();
  await own.getByRole('button', { name: '交办所选 2 项' }).click();
  await expect.poll(() => own.getByTestId('board').getByText('待签收').count(), patience).toBe(0);
  await own.getByText('全部 2').click();
  await expect.poll(() => own.getByTestId('board').getByText('待签收').count(), patience).toBe(2);

  await open(theirs, '1-001');
  await act(theirs, '签收');
  await expect.poll(() => phase(theirs).textContent(), patience).toContain('办理中');
  await act(theirs, '报送进展');
  await dialog(theirs).getByLabel('完成百分比').fill('40');
  await dialog(theirs).getByLabel('进展情况').fill('已完成初稿，正在征求意见');
  await confirm(theirs, '报送进展');
  await theirs.getByTestId('acts').getByText('已完成初稿').waitFor();

  await open(own, '1-001');
  await own.getByTestId('standing').locator('[data-dimension=progress]').getByText('未知').waitFor();
  await act(own, '退回');
  await dialog(own).getByLabel('理由').fill('请附征求意见的范围');
  await confirm(own, '退回');
  await own.getByTestId('acts').getByText('请附征求意见的范围').waitFor();

  await open(theirs, '1-001');
  await act(theirs, '申请办结');
  await dialog(theirs).getByLabel('办结说明').fill('细则已印发，文号 甲办〔2026〕8号');
  await confirm(theirs, '申请办结');
  await expect.poll(() => phase(theirs).textContent(), patience).toContain('待复核');

  await open(own, '1-001');
  await act(own, '办结');
  await dialog(own).getByLabel('等次').click();
  await own.getByTitle('良好').click();
  await confirm(own, '办结');
  await expect.poll(() => phase(own).textContent(), patience).toContain('已办结');
  await act(own, '重新办理');
  await dialog(own).getByLabel('理由').fill('验收发现问题');
  await confirm(own, '重新办理');
  await expect.poll(() => phase(own).textContent(), patience).toContain('办理中');
  expect(await own.getByTestId('acts').getByRole('listitem').count()).toBe(7);

  await own.goto(`${office.server.address}/rules`);
  await own.getByTestId('replay').getByRole('button', { name: '对照' }).click();
  await own.getByTestId('replay').getByRole('table').waitFor();
  expect(await own.getByTestId('replay').getByRole('row').count()).toBe(2);
  expect(failures).toEqual([]);
});
