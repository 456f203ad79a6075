import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecomposeResult, Item } from './contract.ts';
import { resultSchema } from './contract.ts';
import { fold } from './fold.ts';
import { numberedSourceOf, read, sourceOf, tableOf } from './testing/source.ts';

const SEED = 20_240_613;
const settings = { seed: SEED, numRuns: 150, verbose: 1 as const };

const WORDS = [
  '一、',
  '（一）',
  '1.',
  '（1）',
  '①',
  '——',
  '第一条',
  '目录',
  '附件',
  '附件：1.',
  '责任单位：',
  '牵头单位：',
  '配合单位：',
  '（',
  '）',
  '《',
  '》',
  '“',
  '”',
  '。',
  '，',
  '；',
  '：',
  '、',
  '\n',
  ' ',
  '\u3000',
  '\t',
  '**',
  '\u200b',
  '市科技局',
  '各区、县级市',
  '等',
  '牵头',
  '负责',
  '会同',
  '由',
  '要',
  '建设',
  '推动',
  '到2025年',
  '6月底前',
  '年底前',
  '十四五',
  '2023—2025年',
  '10个以上',
  '8—10家',
  '达到5%',
  '百项',
  '最高500万元',
  '会议议定',
  '请',
  '批示',
  '主要目标',
  '保障措施',
  '序号',
  '任务',
  '1',
  '2',
  '三年行动计划',
  '关于印发',
  '的通知',
  '〔2024〕3号',
  '2024年3月1日',
  '廣東',
  '責任單位',
  '😀',
  '\ud800',
  'a',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 80 }).map((words) => words.join('')),
);

function checkSpans(result: DecomposeResult): void {
  let last = 0;
  for (const entry of result.coverage.entries) {
    expect(entry.span.start).toBeGreaterThanOrEqual(last);
    expect(entry.span.end).toBeLessThanOrEqual(result.normalizedText.length);
    last = entry.span.end;
  }
  let before = -1;
  for (const item of result.items) {
    expect(item.span.start).toBeGreaterThan(before);
    expect(item.span.end).toBeGreaterThan(item.span.start);
    expect(result.normalizedText.slice(item.span.start, item.span.end)).toBe(item.text);
    before = item.span.start;
    for (const { spans } of Object.values(item.provenance))
      for (const span of spans ?? []) {
        expect(span.end).toBeLessThanOrEqual(result.normalizedText.length);
        expect(span.start).toBeLessThanOrEqual(span.end);
      }
    for (const target of item.targets)
      expect(result.normalizedText.slice(target.span.start, target.span.end)).toBe(target.quote);
  }
}

function checkCounts(result: DecomposeResult): void {
  const { sentences, counts, entries } = result.coverage;
  expect(entries).toHaveLength(sentences);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(sentences);
  for (const entry of entries) {
    if (entry.item !== null) expect(result.items[entry.item]).toBeDefined();
    if (entry.as === 'skipped' || entry.as === 'envelope') expect(entry.reason).not.toBeNull();
  }
}

describe(`any text (seed ${SEED})`, () => {
  test('gives an answer that fits the contract, spans in order and inside, counts that add up', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = read(text);
        checkSpans(result);
        checkCounts(result);
        expect(resultSchema.safeParse(result).error?.issues ?? []).toEqual([]);
      }),
      settings,
    );
  });

  test('is answered the same way twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(read(text)).toEqual(read(text));
      }),
      { ...settings, numRuns: 40 },
    );
  });

  test('folds to the same length', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).toHaveLength(text.length);
      }),
      settings,
    );
  });

  test('as cells of a table gives an answer too', () => {
    const cell = fc.oneof(fc.constantFrom('任务', '责任单位', '完成时限', '序号', '备注'), anyText, fc.constant(null));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (rows) => {
        const result = read(tableOf(rows));
        checkCounts(result);
        for (const item of result.items)
          expect(result.normalizedText.slice(item.span.start, item.span.end)).toBe(item.text);
      }),
      settings,
    );
  });
});

const task = fc
  .record({
    what: fc.constantFrom(
      '建设创新平台3个',
      '培育龙头企业5—8家',
      '推动企业研发投入占比达到3%以上',
      '完善服务机制',
      '出台扶持办法',
    ),
    when: fc.constantFrom('', '到2025年，', '6月底前，', '2024年9月底前，', '尽快'),
    who: fc.constantFrom(
      '',
      '（责任单位：市科技局、市财政局）',
      '（市发展改革委牵头，各县（市、区）政府配合）',
      '（牵头单位：市商务局；配合单位：各区、县级市等）',
    ),
    why: fc.constantFrom('。', '。强化要素保障，营造良好环境。'),
  })
  .map(({ what, when, who, why }) => `${when}${what}${why}${who}`);
const section = fc.record({
  heading: fc.constantFrom('强化创新', '扩大开放', '优化服务'),
  tasks: fc.array(task, { minLength: 1, maxLength: 4 }),
});
const plan = fc.record({
  sections: fc.array(section, { minLength: 2, maxLength: 4 }),
  goal: fc.constantFrom('', '到2026年，产业规模突破900亿元。', '到2025年，建成园区3个。到2027年，建成园区6个。'),
  rule: fc.constantFrom('', '本方案中列第一位的责任单位为牵头单位。'),
});
type Plan = { sections: { heading: string; tasks: string[] }[]; goal: string; rule: string };

const NUMERALS = ['一', '二', '三', '四', '五', '六'];

function write(one: Plan, only: number | null): string {
  const lines = ['某市产业发展三年行动计划（2024—2026年）', '为落实部署，制定本计划。'];
  if (one.rule !== '') lines.push(one.rule);
  if (one.goal !== '') lines.push('一、主要目标', one.goal);
  one.sections.forEach(({ heading, tasks }, i) => {
    if (only !== null && only !== i) return;
    lines.push(`${NUMERALS[i + (one.goal === '' ? 0 : 1)]}、${heading}`);
    tasks.forEach((text, k) => {
      lines.push(`（${NUMERALS[k]}）${text}`);
    });
  });
  return lines.join('\n');
}

function rowOf(item: Item): unknown {
  const { kind, mark, text, units, lead, support, open, deadline, targets } = item;
  const aims = targets.map(({ comparator, value, valueMax, unit, by }) => ({ comparator, value, valueMax, unit, by }));
  return { kind, mark, text, units, lead, support, open, deadline: deadline?.date ?? null, aims };
}

function rowsOf(text: string): unknown[] {
  return read(text).items.map(rowOf);
}

function widened(text: string): string {
  return text
    .replace(/[0-9%]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replaceAll('，', ',')
    .replaceAll('（', '(')
    .replaceAll('）', ')');
}

function narrow(value: unknown): string {
  return JSON.stringify(value).normalize('NFKC');
}

describe(`plans (seed ${SEED})`, () => {
  test('a section given again with title, goal and rules gives the same rows', () => {
    fc.assert(
      fc.property(plan, fc.nat(3), (one, index) => {
        const at = index % one.sections.length;
        const before = one.sections.slice(0, at).reduce((sum, { tasks }) => sum + tasks.length, 0);
        const count = one.sections[at]?.tasks.length ?? 0;
        expect(rowsOf(write(one, at))).toEqual(rowsOf(write(one, null)).slice(before, before + count));
      }),
      settings,
    );
  });

  test('blank lines and width change nothing in the rows', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const text = write(one, null);
        expect(rowsOf(text.replaceAll('\n', '\n\n　\n'))).toEqual(rowsOf(text));
        expect(narrow(rowsOf(widened(text)))).toBe(narrow(rowsOf(text)));
      }),
      settings,
    );
  });

  test('automatic numbers give the rows of printed ones, marks included', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const text = write(one, null);
        expect(read(numberedSourceOf(text)).items.map(rowOf)).toEqual(read(sourceOf(text)).items.map(rowOf));
      }),
      settings,
    );
  });
});
