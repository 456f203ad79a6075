import type { Task } from '@qipan/modules/programme';
import type { Page } from 'playwright-core';
import { openOffice } from '../../e2e/office.ts';
import type { Measurement } from '../measurement.ts';

const count = 10_000;
const frames = 240;
const units = ['市发展改革委', '市工业和信息化局', '市商务局', '市财政局', '市交通运输局', '市数据和政务服务局'];
const works = [
  '建成承接园区',
  '新改建道路',
  '组织供需对接活动',
  '完善物流枢纽功能，货物吞吐量增长',
  '清理不合理收费项目',
];

/** A task as a plan of some years would hold it: its texts as long as they are in offices. */
function taskOf(index: number): Task {
  const named = (at: number) => [{ name: units[at % units.length] ?? '', unitIds: [`unit-${at % units.length}`] }];
  const text = `${works[index % works.length]}${index}个，明确责任分工，建立工作台账，按季度调度进展情况，确保按期完成并取得实效。`;
  const provenance = { kind: 'quoted' as const, because: '原文' };
  return {
    id: `task-${index}`,
    version: 1,
    regionCode: '131000',
    demonstration: false,
    number: `${1 + Math.floor(index / 500)}-${String(index % 500).padStart(3, '0')}`,
    documentId: `document-${Math.floor(index / 500)}`,
    rowId: `row-${index}`,
    series: 1 + Math.floor(index / 500),
    position: index,
    path: [`${'一二三四五六'[index % 6]}、推动重点工作`, `（${'一二三'[index % 3]}）完善机制`],
    text,
    clause: `${text}（牵头单位：${units[index % 6]}；配合单位：${units[(index + 1) % 6]}）`,
    source: {
      kind: 'document',
      title: '重点工作任务分工方案',
      number: '甲办〔2026〕1号',
      date: null,
      orderedBy: null,
      place: '一、推动',
    },
    units: named(index),
    lead: named(index),
    support: named(index + 1),
    open: false,
    leaders: [],
    contact: [],
    deadline: index % 7 === 0 ? null : `2027-0${1 + (index % 9)}-15`,
    deadlineBasis: null,
    softDeadline: null,
    stages: [],
    targets: [],
    projects: [],
    policies: [],
    citations: [],
    extra: [],
    artefact: null,
    needsMeasure: false,
    unclear: index % 7 === 0 ? ['deadline'] : [],
    provenance: { text: provenance, lead: provenance },
    edits: {},
    confirmedBy: '甲同志',
    confirmedByUnit: '改革办',
    confirmedAt: '2026-03-01T01:00:00.000Z',
    ended: null,
  };
}

/** The list of 10,000 tasks in a real Chromium: how long until it stands, each frame of a scroll, each letter of a filter. */
export async function measureWeb(): Promise<Measurement[]> {
  const office = await openOffice();
  try {
    const page = await (await office.enter(office.officer)).newPage();
    const tasks = Array.from({ length: count }, (_task, index) => taskOf(index));
    const body = JSON.stringify({ tasks, next: null });
    await page.route('**/api/programme/list-tasks', (route) =>
      route.fulfill({ contentType: 'application/json', body }),
    );
    const began = performance.now();
    await page.goto(`${office.server.address}/tasks`);
    await page.getByTestId('task-table').getByRole('row').nth(5).waitFor();
    const shownMs = performance.now() - began;
    await page.waitForTimeout(3_000);
    const scroll = await scrollFrames(page);
    const letters = await filterTimes(page, '7539');
    const [usual, worst] = [scroll[Math.floor(scroll.length * 0.95)] ?? Number.NaN, scroll.at(-1) ?? Number.NaN];
    return [
      { work: `${count} tasks shown`, own: shownMs, unit: 'ms', peer: 'limit', peerValue: 3_000 },
      {
        work: 'a frame of scrolling them, 95 of 100',
        own: usual,
        unit: 'ms',
        peer: 'limit (30 a second)',
        peerValue: 34,
      },
      { work: 'the longest frame', own: worst, unit: 'ms', peer: 'limit', peerValue: 100 },
      {
        work: 'a letter of their filter, the longest',
        own: Math.max(...letters),
        unit: 'ms',
        peer: 'limit',
        peerValue: 100,
      },
    ];
  } finally {
    await office.close();
  }
}

/** Milliseconds between the frames of a scroll through the list, shortest first. Half of it in steps, half in leaps. */
async function scrollFrames(page: Page): Promise<number[]> {
  const times = await page.evaluate<number[]>(`new Promise((resolve) => {
    const list = document.querySelector('[data-testid=task-table]');
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      if (times.length >= ${frames}) return resolve(times.slice(2));
      list.scrollTop += times.length < ${frames / 2} ? 120 : 2400;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  return times.sort((a, b) => a - b);
}

/** Each letter must leave fewer tasks. Milliseconds from each key to the frame that shows the filtered list. */
async function filterTimes(page: Page, letters: string): Promise<number[]> {
  const box = page.locator('.filter-line input').first();
  const times: number[] = [];
  await box.focus();
  for (const letter of letters) {
    const measured = page.evaluate<number>(`new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('the letter ${letter} left the list as it was')), 10_000);
      const table = document.querySelector('[data-testid=task-table] [role=table]');
      let start = 0;
      window.addEventListener('keydown', () => { start = performance.now(); }, { once: true, capture: true });
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      });
      observer.observe(table, { attributes: true, attributeFilter: ['aria-rowcount'] });
    })`);
    await page.waitForTimeout(200);
    await page.keyboard.press(letter);
    times.push(await measured);
  }
  return times;
}
