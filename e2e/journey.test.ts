import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { readWorkbook, writeNumberedDocument } from '@qipan/formats';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, start, type Started } from '../apps/server/testing/run-server.ts';
import { openBrowser } from './browser.ts';

const password = 'kite over the river 7';
const patience = { timeout: 20_000 };
let folder: string;
let server: Started;
let browser: Browser;
let page: Page;
const failures: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-e2e-'));
  server = start(['--data', path.join(folder, 'data'), '--port', String(await freePort()), '--without-demonstration']);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.setDefaultTimeout(patience.timeout);
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (entry) => {
    if (/Content Security Policy|Refused to/i.test(entry.text())) failures.push(entry.text());
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.interrupt();
  await rm(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const rows = () => page.getByTestId('row-list').getByRole('option');
const selectedRow = () => page.getByTestId('row-list').locator('[role=option][aria-selected=true]');
const textOf = async (target: Locator) => (await target.textContent()) ?? '';
const becomes = <T>(read: () => Promise<T>) => expect.poll(read, patience);

async function fill(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(values)) await page.locator(`#${id}`).fill(value);
}

/** The office's first minute: set-up by the printed link, then the officer's own link. Ends signed in as the officer. */
async function setUpOffice(): Promise<void> {
  const [, link = ''] = await server.line(/一次性链接.*：(\S+)/);
  await page.goto(link);
  await fill({
    administratorName: '管理员',
    administratorLogin: 'admin',
    password,
    again: password,
    officerName: '甲同志',
    officerLogin: 'officer',
  });
  await page.locator('#unitId').fill('改革办');
  await page.keyboard.press('Enter');
  await button('完成设置').click();
  const own = await page.getByTestId('one-time-link').inputValue();
  expect(own).toMatch(/\/join#[\w-]{43,}$/);
  await button('进入系统').click();
  await page.getByText('甲同志').first().waitFor();
  await button('退出').click();
  await button('登录').waitFor();
  await page.goto(own);
  await fill({ password, again: password });
  await button('设置密码').click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
}

const orders = ['建成承接园区3个', '新改建道路35公里', '引进区域总部项目5个以上'];

/** A plan as an office sends it: numbered by Word, responsibility in brackets. */
function plan(): Uint8Array {
  const brackets = [
    '（牵头单位：市商务局；配合单位：市财政局；完成时限：2026年12月底前）',
    '（牵头单位：市交通运输局；完成时限：2027年6月底前）',
    '（责任单位：市商务局；完成时限：2026年9月底前）',
  ];
  return writeNumberedDocument({
    title: ['甲项重点工作分工方案'],
    number: '甲办〔2026〕1号',
    blocks: [
      { kind: 'heading', level: 0, text: '推动产业协作' },
      { kind: 'heading', level: 1, text: '抓好项目建设' },
      ...orders.map((order, index) => ({
        kind: 'heading' as const,
        level: 2 as const,
        text: '',
        rest: `${order}，严格工程质量管理，按期投入使用。${brackets[index]}`,
      })),
      { kind: 'paragraph', text: '各单位要加强组织领导，压实工作责任。' },
    ],
    closing: { offices: ['甲办公室'], date: '2026年1月8日' },
  });
}

test('from an empty folder to the sheet to hand in, in at most twelve clicks after sign-in', {
  timeout: 120_000,
}, async () => {
  await setUpOffice();
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };
  const file = path.join(folder, '甲项方案.docx');
  await writeFile(file, plan());
  await click(page.getByRole('link', { name: '文件' }));
  await click(button('导入文件').first());
  clicks += 1;
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByTestId('row-list').waitFor();
  await becomes(() => rows().count()).toBeGreaterThanOrEqual(orders.length);
  const listed = (await rows().allInnerTexts()).join('\n');
  for (const order of orders) expect(listed).toContain(order);
  await becomes(() => textOf(page.getByTestId('source-text'))).toContain(orders[0]);
  await click(rows().first());
  await becomes(() => page.getByTestId('row-detail').locator('#row-text').inputValue()).not.toBe('');
  await click(button(/^确认全部 \d+ 行$/));
  await click(page.getByText('查看任务清单'));
  await becomes(() => textOf(page.getByTestId('task-table'))).toContain(orders[0]);
  const downloading = page.waitForEvent('download');
  await click(button('导出'));
  await click(page.getByRole('menuitem', { name: '任务清单（Excel）' }));
  const download = await downloading;
  const saved = path.join(folder, 'sheet.xlsx');
  await download.saveAs(saved);
  expect(download.suggestedFilename()).toMatch(/^任务清单-\d{4}-\d\d-\d\d\.xlsx$/);
  const sheet = readWorkbook({ bytes: new Uint8Array(await readFile(saved)) });
  const cells = sheet.ok
    ? sheet.value.sheets.flatMap((entry) => entry.rows.flatMap((row) => row.cells.map((cell) => cell.text)))
    : [];
  for (const order of orders) expect(cells.join('\n')).toContain(order);
  expect(cells).toEqual(expect.arrayContaining(['任务内容', '牵头单位', '完成时限', '市交通运输局', '2027年6月30日']));
  expect(clicks).toBeLessThanOrEqual(12);
  expect(failures).toEqual([]);
});

const pasted = [
  '乙项重点工作分工方案',
  '一、推动协作',
  '1.建成展示中心2个，按期投入使用。（责任单位：市商务局；完成时限：2026年12月底前）',
  '2.编制服务企业清单，每月更新一次。',
  '3.新改建道路20公里，按期通车。（责任单位：市交通运输局；完成时限：2027年6月底前）',
  '二、优化服务',
  '4.办好对接活动5场，促成合作。（责任单位：市工商联；完成时限：2026年9月底前）',
].join('\n');

/** A key as an input method sends it while it composes. */
const composing = (key: string) =>
  page.evaluate(
    `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, isComposing: true, bubbles: true, cancelable: true }))`,
  );

test('the review page by keyboard alone; no shortcut while an input method composes', { timeout: 90_000 }, async () => {
  const address = await page.evaluate(
    `fetch('/api/documents/import-document', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(${JSON.stringify({ text: pasted })}) }).then((answer) => answer.json()).then((done) => '/documents/' + done.documentId)`,
  );
  await page.goto(`${server.address}${String(address)}`);
  await becomes(() => rows().count()).toBeGreaterThanOrEqual(4);
  const count = await rows().count();
  const selected = async () =>
    (await rows().evaluateAll((options) => options.map((option) => option.getAttribute('aria-selected')))).indexOf(
      'true',
    );
  const press = (key: string) => page.keyboard.press(key);
  const isChecked = () => selectedRow().getByRole('checkbox').isChecked();

  await press('j');
  await becomes(selected).toBe(0);
  await press('j');
  await becomes(selected).toBe(1);
  await press('k');
  await becomes(selected).toBe(0);
  await press('n');
  await becomes(() => textOf(selectedRow())).toContain('待明确');
  const unclear = await selected();
  await press('Space');
  await becomes(isChecked).toBe(true);

  for (const key of ['j', 'k', 'x', 'u', ' ', 'n', 'm', 'c', 'a']) await composing(key);
  expect(await selected()).toBe(unclear);
  expect(await isChecked()).toBe(true);
  expect(await rows().count()).toBe(count);
  await press('Space');
  await becomes(isChecked).toBe(false);

  await press('x');
  await becomes(() => rows().count()).toBe(count - 1);
  await press('u');
  await becomes(() => rows().count()).toBe(count);

  await press('j');
  await press('e');
  await becomes(() => page.evaluate('document.activeElement && document.activeElement.id')).toBe('row-text');
  const before = await selected();
  await page.keyboard.type('xujk');
  expect(await rows().count()).toBe(count);
  expect(await selected()).toBe(before);
  await press('Control+Enter');
  await becomes(() => textOf(selectedRow())).toContain('xujk');
  await press('Escape');
  await press('u');
  await becomes(() => textOf(selectedRow())).not.toContain('xujk');

  await press('a');
  await press('c');
  await becomes(() => page.getByTestId('row-list').getByRole('checkbox').count()).toBeLessThan(count);
  await becomes(() => textOf(page.getByTestId('row-list'))).toContain('已确认');
  expect(failures).toEqual([]);
});
