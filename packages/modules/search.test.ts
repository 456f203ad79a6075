import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { firstMatch } from './documents/search.ts';
import { accepted, actorOf, auditor, callsOf, clearPlan, officer, type Opened, openPlace } from './testing/langfang.ts';

let opened: Opened;
const foundSchema = z.object({
  words: z.array(z.string()),
  hits: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      link: z.string(),
      excerpt: z.object({ text: z.string(), from: z.number(), to: z.number() }),
    }),
  ),
  counts: z.object({ documents: z.number(), rows: z.number(), tasks: z.number() }),
  instead: z.string().nullable(),
});

beforeAll(async () => {
  opened = await openPlace();
  const calls = callsOf(opened, officer);
  const { documentId } = await calls.importText(clearPlan);
  accepted(await calls.confirm(documentId, (await calls.document(documentId)).rows.slice(0, 2)));
});
afterAll(() => opened.close());

async function find(query: string, more: object = {}, actor = officer) {
  return foundSchema.parse(accepted(await callsOf(opened, actor).call('programme.search', { query, ...more })));
}

describe('search', () => {
  test('words are cut with the units in the dictionary, all must be found, and a hit opens at its clause', async () => {
    const found = await find('建成承接园区');
    expect(found.counts).toEqual({ documents: 1, rows: 1, tasks: 1 });
    expect(found.hits.map((hit) => hit.kind)).toEqual(['task', 'row', 'document']);
    const row = found.hits.find((hit) => hit.kind === 'row');
    expect(row?.link).toMatch(/^\/documents\/[0-9a-z]{26}\?row=[0-9a-z]{26}$/);
    const document = found.hits.find((hit) => hit.kind === 'document');
    expect(document?.link).toMatch(/\?at=\d+$/);
    for (const { excerpt } of found.hits) expect(excerpt.text.slice(excerpt.from, excerpt.to)).toBe('建成');
    expect((await find('建成 黑臭水体')).hits).toEqual([]);
  });

  test('a unit is found by any of its names', async () => {
    const [task] = (await find('发改委')).hits;
    expect(task?.kind).toBe('task');
    expect(task?.excerpt.text.slice(task.excerpt.from, task.excerpt.to)).toBe('市发展改革委');
    expect((await find('市发展改革委 目录')).counts.tasks).toBe(1);
    expect((await find('发改委 承接园区')).counts.tasks).toBe(0);
  });

  test('a shortened name finds the unit, from the register and from the customary forms', async () => {
    for (const [short, full] of [
      ['发改', '市发展改革委'],
      ['工信', '市工业和信息化局'],
      ['工信局', '市工业和信息化局'],
      ['政数局', '市数据和政务服务局'],
      ['生态环境', '市生态环境局'],
      ['人社', '市人力资源和社会保障局'],
      ['环保局', '市生态环境局'],
      ['城管', '市城市管理综合行政执法局'],
      ['城管局', '市城市管理综合行政执法局'],
      ['资规', '市自然资源局'],
      ['水务局', '某县水利局'],
      ['林草', '市林业局'],
    ] as const) {
      const text = `专项方案\n一、推动协作\n1.办成一件。（责任单位：${full}）`;
      const { documentId } = await callsOf(opened, officer).importText(text, { again: true });
      const found = await find(`办成 ${short}`);
      expect([short, found.counts.rows, found.words.length]).toEqual([short, 1, 2]);
      expect(found.hits.find((hit) => hit.kind === 'row')?.excerpt.text).toBe(`${full}：办成一件。`);
      await callsOf(opened, officer).call('documents.remove-document', { documentId, version: 1 });
    }
  });

  test('quotes and signs alone are no word: nothing, never everything', async () => {
    for (const query of ['"', '“', '“”', '""', '“——”', '。，、', '〔〕', '%'])
      expect(await find(query)).toMatchObject({ words: [], hits: [], counts: { documents: 0, rows: 0, tasks: 0 } });
    expect((await find('"建成承接园区')).counts.rows).toBe(1);
  });

  test('a document number is one word, whatever brackets it is written in', async () => {
    const text = '甲市人民政府办公室文件\n甲政办发〔2026〕3号\n工作办法\n一、范围\n1.制定清单。（责任单位：市商务局）';
    await callsOf(opened, officer).importText(text);
    const spellings = ['甲政办发〔2026〕3号', '甲政办发[2026]3号', '甲政办发（2026）3号', '〔2026〕3号'];
    for (const query of [...spellings, '落实甲政办发〔2026〕第3号 清单']) {
      const found = await find(query);
      expect([query, found.counts.documents, found.words[0]]).toEqual([
        query,
        1,
        expect.stringMatching(/〔2026〕3号$/),
      ]);
    }
    expect((await find('甲政办发〔2026〕13号')).counts.documents).toBe(0);
    expect((await find('甲政办发〔2025〕3号')).counts.documents).toBe(0);
  });

  test('where nothing is found, what was probably meant is suggested, if it finds something', async () => {
    expect(await find('市财正局')).toMatchObject({ hits: [], instead: '市财政局' });
    expect((await find('市财正局 推动')).instead).toBe('市财政局 推动');
    expect((await find('分工芳案')).instead).toBe('分工方案');
    expect((await find('市财政局')).instead).toBeNull();
    expect((await find('无此一词')).instead).toBeNull();
  });

  test('a phrase in quotes is exact; width and case make no difference', async () => {
    expect((await find('“产业协作实施细则”')).counts.rows).toBe(1);
    expect((await find('“实施产业协作细则”')).counts.rows).toBe(0);
    expect((await find('９５％')).counts.rows).toBe(1);
  });

  test('place and unit narrow it', async () => {
    const unitId = opened.host.place.units.find((unit) => unit.name === '市财政局')?.id;
    expect((await find('推动', { unitId })).counts).toMatchObject({ tasks: 1 });
    expect((await find('建成', { regionCode: '131082' })).counts).toEqual({ documents: 0, rows: 0, tasks: 0 });
    expect((await find('建成', { regionCode: '131000' })).counts.tasks).toBe(1);
  });

  test('rights apply to hits and to counts', async () => {
    const unit = actorOf(
      'responsible-unit',
      opened.host.place.units.find((entry) => entry.name === '市财政局')?.id ?? '',
    );
    expect((await find('产业', {}, unit)).counts).toEqual({ documents: 0, rows: 0, tasks: 1 });
    expect((await find('承接园区', {}, unit)).counts).toEqual({ documents: 0, rows: 0, tasks: 0 });
    expect((await find('承接园区', {}, auditor)).counts.tasks).toBe(1);
    expect((await find('承接园区', {}, { ...officer, demonstration: true })).counts.tasks).toBe(0);
  });

  test('signs of the pattern language are only signs', async () => {
    for (const query of ['%', '_', '\\', "'; drop table programme.task; --", '100%_\\'])
      expect((await find(query)).counts.tasks).toBe(0);
  });
});

test('where a match stands in the text itself, whatever folding did', () => {
  expect(firstMatch('ＡＢＣ项目', [['项目']])).toEqual({ start: 3, end: 5 });
  expect(firstMatch('㈱甲项目', [['项目']])).toEqual({ start: 2, end: 4 });
  expect(firstMatch('没有', [['项目']])).toBeNull();
});
