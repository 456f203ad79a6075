import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Caller, type Office, openOffice } from './office.ts';

const patience = { timeout: 20_000 };
let office: Office;
let page: Page;
const failures: string[] = [];

const planOf = (rows: readonly string[]) =>
  ['乙项工作任务分工方案', '一、推动产业协作', ...rows.map((row, index) => `${index + 1}.${row}`)].join('\n');
const earlier = planOf([
  '出台《产业协作实施细则》，明确目录。（牵头单位：市商务局；配合单位：市财政局；完成时限：2026年12月底前）',
  '建成承接园区3个。（牵头单位：市商务局；完成时限：2027年6月底前）',
]);
const later = planOf([
  '出台《产业协作实施细则》，明确目录。（牵头单位：市商务局；配合单位：市财政局；完成时限：2027年3月底前）',
  '建成承接园区5个。（牵头单位：市商务局；完成时限：2027年6月底前）',
]);

const rowSchema = z.object({ id: z.string(), version: z.number(), taskId: z.string().nullable().optional() });
const sideSchema = z.object({ rows: z.array(rowSchema) });
const comparedSchema = z.object({
  earlier: sideSchema,
  later: sideSchema,
  comparison: z.object({ pairs: z.array(z.object({ earlier: z.string(), later: z.string() })) }),
});
const importedSchema = z.object({ documentId: z.string() });
const parkedSchema = z.object({ parked: z.object({ approvalId: z.string() }) });

async function importText(text: string): Promise<string> {
  return importedSchema.parse(await office.officer.call('documents.import-document', { text })).documentId;
}

/** The later plan applied to the tasks of the earlier one: a leader must agree. */
async function submit(): Promise<string> {
  const earlierId = await importText(earlier);
  const { rows } = sideSchema.parse(await office.officer.call('documents.read-document', { documentId: earlierId }));
  const confirmed = rows.map(({ id, version }) => ({ id, version }));
  await office.officer.call('programme.confirm-rows', { documentId: earlierId, rows: confirmed });
  const laterId = await importText(later);
  const compared = comparedSchema.parse(
    await office.officer.call('documents.compare-documents', { earlierId, laterId }),
  );
  const rowOf = new Map([...compared.earlier.rows, ...compared.later.rows].map((row) => [row.id, row]));
  const change = compared.comparison.pairs.map((pair) => ({
    taskId: rowOf.get(pair.earlier)?.taskId,
    row: { id: pair.later, version: rowOf.get(pair.later)?.version },
  }));
  const asked = { documentId: laterId, level: 'city', change, add: [], end: [] };
  return parkedSchema.parse(await office.officer.call('programme.apply-version', asked)).parked.approvalId;
}

beforeAll(async () => {
  office = await openOffice();
}, 120_000);
afterAll(() => office?.close());

async function openAs(
  who: 'officer' | 'leader' | Caller,
  size: { width: number; height: number } = { width: 1280, height: 720 },
): Promise<Page> {
  const context = await office.enter(typeof who === 'string' ? office[who] : who);
  const opened = await context.newPage();
  await opened.setViewportSize(size);
  opened.setDefaultTimeout(patience.timeout);
  opened.on('pageerror', (error) => failures.push(error.message));
  return opened;
}

test('an officer submits, a leader agrees on a phone, it is carried out and the officer is told', {
  timeout: 90_000,
}, async () => {
  const approvalId = await submit();
  page = await openAs('leader', { width: 390, height: 844 });
  await page.goto(office.server.address);
  await page.getByRole('region', { name: '哪些事等我办？' }).getByRole('link').first().click();
  await page.getByTestId('approval').waitFor();
  const shown = (await page.getByTestId('approval').textContent()) ?? '';
  for (const word of ['甲同志', '待我答复', '2027年3月31日', '建成承接园区5个']) expect(shown).toContain(word);
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('已执行').first().waitFor();

  page = await openAs('officer', { width: 1280, height: 720 });
  await page.goto(`${office.server.address}/approvals/${approvalId}`);
  await page.getByText('已执行').first().waitFor();
  await page.getByRole('button', { name: /提醒，1 条未读/ }).click();
  await page.getByTestId('notices').getByText('各方已同意').waitFor();
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await page.getByRole('button', { name: '提醒', exact: true }).waitFor();
  await page.goto(`${office.server.address}/tasks`);
  await page.getByTestId('task-table').getByText('建成承接园区5个').first().waitFor();
  expect(failures).toEqual([]);
});

test('what a command would change is shown before it is run, and trying it out changes nothing', {
  timeout: 60_000,
}, async () => {
  const documentId = await importText(
    planOf(['办好对接活动5场，促成合作。（责任单位：市商务局；完成时限：2026年9月底前）']),
  );
  await page.goto(`${office.server.address}/documents/${documentId}`);
  await page.getByRole('button', { name: '试算' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('任务总数').waitFor();
  const shown = (await panel.textContent()) ?? '';
  for (const word of ['还没有执行', '+1', '新增 1', '办好对接活动5场', '2026年9月30日', '市商务局'])
    expect(shown).toContain(word);
  await panel.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '确认全部 1 行' }).waitFor();
  expect(failures).toEqual([]);
});

/** Tasks of a unit of the own city, each also naming a unit across the border: two sides must agree to handing them over. */
async function submitHandOver(reason: string): Promise<string> {
  const asked = { fromUnitId: 'statistics', toUnitId: 'commerce', reason };
  return parkedSchema.parse(await office.officer.call('programme.hand-over', asked)).parked.approvalId;
}
const addTask = (text: string) =>
  office.officer.call('programme.add-task', {
    text,
    source: { kind: 'meeting', title: '专题会议', number: null, orderedBy: null, date: null },
    lead: ['市统计局'],
    support: ['北京市通州区政府'],
  });

test('declined, withdrawn, and voided by a change until both sides have agreed to the new content', {
  timeout: 90_000,
}, async () => {
  const neighbour = await office.add({ name: '丙同志', login: 'neighbour', role: 'reform-office', unitId: 'tongzhou' });
  await addTask('建立两地统计数据共享机制');
  const [declined, withdrawn, changed] = [
    await submitHandOver('职责划转一'),
    await submitHandOver('职责划转二'),
    await submitHandOver('职责划转三'),
  ];
  const [ofLeader, ofNeighbour, ofOfficer] = [await openAs('leader'), await openAs(neighbour), await openAs('officer')];
  const look = async (at: Page, id: string) => {
    await at.goto(`${office.server.address}/approvals/${id}`);
    await at.getByTestId('approval').waitFor();
  };
  const agree = async (at: Page) => {
    await at.getByRole('button', { name: '同意', exact: true }).click();
    await at.getByRole('tooltip').getByRole('button', { name: '同意', exact: true }).click();
  };

  await look(ofLeader, declined);
  await ofLeader.getByRole('button', { name: '不同意', exact: true }).click();
  const dialog = ofLeader.getByRole('dialog');
  await dialog.getByRole('textbox').fill('先理顺职责');
  await dialog.getByRole('button', { name: '不同意', exact: true }).click();
  await ofLeader.getByTestId('approval').getByText('先理顺职责').first().waitFor();
  await look(ofOfficer, declined);
  expect(await ofOfficer.getByTestId('approval').textContent()).toContain('乙同志');
  expect(await ofOfficer.getByRole('button', { name: '撤回', exact: true }).count()).toBe(0);

  await look(ofOfficer, withdrawn);
  await ofOfficer.getByRole('button', { name: '撤回', exact: true }).click();
  await ofOfficer.getByRole('tooltip').getByRole('button', { name: '撤回', exact: true }).click();
  await ofOfficer.getByText('已撤回').first().waitFor();

  await look(ofLeader, changed);
  expect(await ofLeader.getByTestId('approval').textContent()).toContain('建立两地统计数据共享机制');
  await agree(ofLeader);
  await ofLeader.getByText('已同意').first().waitFor();
  await addTask('共建统计服务窗口');
  await look(ofNeighbour, changed);
  await agree(ofNeighbour);
  await ofNeighbour.getByRole('heading', { name: '内容有变' }).waitFor();
  const shown = (await ofNeighbour.locator('.differences').textContent()) ?? '';
  expect(shown).toContain('共建统计服务窗口');
  expect(shown).not.toContain('建立两地统计数据共享机制');
  expect(await ofNeighbour.getByText('按先前内容，不再算数').count()).toBe(2);
  await agree(ofNeighbour);
  await ofNeighbour.getByText('已同意').first().waitFor();
  await look(ofLeader, changed);
  await agree(ofLeader);
  await ofLeader.getByText('已执行').first().waitFor();
  expect(failures).toEqual([]);
});
