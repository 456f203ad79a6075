import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness } from './likeness.ts';
import { diffTexts } from './text-diff.ts';

const shown = (earlier: string, later: string) =>
  diffTexts(earlier, later)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'struck' ? `[-${text}-]` : `[+${text}+]`))
    .join('');

test('figures and words change whole, not digit by digit', () => {
  expect(shown('建成承接园区3个。', '建成承接园区5个。')).toBe('建成承接园区[-3-][+5+]个。');
  expect(shown('办结率不低于95%', '办结率不低于98%')).toBe('办结率不低于[-95%-][+98%+]');
  expect(shown('2026年12月底前', '2027年3月底前')).toBe('[-2026年12-][+2027年3+]月底前');
});

test('what is only struck or only added stands where it stood', () => {
  expect(shown('出台实施细则', '出台《实施细则》，明确目录')).toBe('出台[+《+]实施细则[+》，明确目录+]');
  expect(shown('稳步推动产业协作', '推动产业协作')).toBe('[-稳步-]推动产业协作');
  expect(shown('', '新增')).toBe('[+新增+]');
  expect(shown('不变', '不变')).toBe('不变');
  expect(shown('', '')).toBe('');
});

test('a text is never compared sign by sign beyond the limit', () => {
  const parts = diffTexts('甲'.repeat(3_000), '乙'.repeat(3_000));
  expect(parts.map((part) => part.kind)).toEqual(['struck', 'added']);
});

test('both texts can be read back from the parts', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '1', '2', '%', 'a', '，'), maxLength: 40 });
  fc.assert(
    fc.property(text, text, (earlier, later) => {
      const parts = diffTexts(earlier, later);
      const side = (left: string) =>
        parts
          .filter((part) => part.kind !== left)
          .map((part) => part.text)
          .join('');
      expect(side('added')).toBe(earlier);
      expect(side('struck')).toBe(later);
      for (const [index, part] of parts.entries()) expect(part.kind).not.toBe(parts[index + 1]?.kind);
    }),
  );
});

test('titles of the same plan in two years are likest', () => {
  const title = '2026年重点工作任务分工方案';
  const others = ['关于召开会议的通知', '2025年重点工作任务分工方案', '2026年产业协作方案'];
  expect([...others].sort((a, b) => likeness(title, b) - likeness(title, a))[0]).toBe('2025年重点工作任务分工方案');
  expect(likeness('甲乙', '甲乙')).toBe(1);
  expect(likeness('', '')).toBe(0);
});
