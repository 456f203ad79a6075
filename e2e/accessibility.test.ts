import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Office, openOffice } from './office.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const findingsSchema = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
);
let office: Office;
let axe: string;

beforeAll(async () => {
  office = await openOffice();
  axe = await readFile(axeFile, 'utf8');
}, 120_000);
afterAll(() => office?.close());

/** Serious and critical findings of axe on the page as it stands. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = findingsSchema.parse(
    await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)'),
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

const pages = {
  officer: ['/', '/approvals', '/account', '/jobs', '/permissions', '/documents', '/tasks', '/board', '/rules'],
  leader: ['/', '/approvals', '/board'],
  administrator: ['/', '/people', '/jobs'],
} as const;

describe.each(['officer', 'leader', 'administrator'] as const)('the pages of the %s', (who) => {
  test.each(pages[who])('%s has no serious finding', async (path) => {
    const context = await office.enter(office[who]);
    const page = await context.newPage();
    await page.goto(`${office.server.address}${path}`, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings(page)).toEqual([]);
    await context.close();
  });
});

test('the sign-in page has no serious finding, also in English', async () => {
  const page = await office.browser.newPage();
  await page.goto(`${office.server.address}/sign-in`, { waitUntil: 'networkidle' });
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  expect(await findings(page)).toEqual([]);
  await page.close();
});

test('a browser that is too old, or without JavaScript, is told so in both languages', async () => {
  const old = await office.browser.newPage();
  await old.addInitScript('delete Object.hasOwn');
  await old.goto(`${office.server.address}/sign-in`);
  await old.getByText('Chromium 109 或更新').waitFor();
  await old.getByText('Your browser is too old').waitFor();
  await old.close();
  const context = await office.browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${office.server.address}/sign-in`);
  await plain.locator('noscript p').first().waitFor();
  await context.close();
});
