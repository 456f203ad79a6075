import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { assign, type Candidate } from './assign.ts';
import { compareVersions, differencesOf } from './compare.ts';
import type { ComparedRow, Comparison } from './contract.ts';

const caseSchema = z.strictObject({
  name: z.string(),
  earlier: z.array(z.string()),
  later: z.array(z.string()),
  pairs: z.array(z.string()),
  differences: z.record(z.string(), z.array(z.string())).optional(),
  dropped: z.array(z.string()).default([]),
  added: z.array(z.string()).default([]),
  doubtful: z.array(z.string()).default([]),
  weak: z.array(z.string()).default([]),
  related: z.array(z.string()).default([]),
  because: z.string(),
});
const golden = z
  .array(caseSchema)
  .parse(parse(readFileSync(new URL('./golden/versions.yaml', import.meta.url), 'utf8')));

function rowOf(line: string): ComparedRow {
  const [id = '', text = '', lead = '', deadline = '', heading = ''] = line.split('|').map((part) => part.trim());
  const units = lead === '' ? [] : [lead];
  return {
    id,
    text,
    path: heading === '' ? [] : [heading],
    lead: units,
    support: [],
    units,
    deadline: deadline === '' ? null : deadline,
    targets: [],
  };
}

function compared(earlier: readonly ComparedRow[], later: readonly ComparedRow[]): Comparison {
  const outcome = compareVersions(earlier, later);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

describe('golden', () => {
  test.each(golden)('$name', ({ earlier, later, ...expected }) => {
    const found = compared(earlier.map(rowOf), later.map(rowOf));
    expect(found.pairs.map((pair) => `${pair.earlier}-${pair.later}`)).toEqual(expected.pairs);
    expect([found.dropped, found.added]).toEqual([expected.dropped, expected.added]);
    const doubted = (doubt: string) => found.pairs.filter((pair) => pair.doubt === doubt).map((pair) => pair.earlier);
    expect([doubted('rival'), doubted('weak')]).toEqual([expected.doubtful, expected.weak]);
    expect(found.related.map(({ earlier: from, later: to, how }) => `${from}-${to} ${how}`)).toEqual(expected.related);
    for (const [id, differences] of Object.entries(expected.differences ?? {}))
      expect(found.pairs.find((pair) => pair.earlier === id)?.differences.filter((entry) => entry !== 'units')).toEqual(
        differences,
      );
  });
});

const words = [
  '推进',
  '建设',
  '园区',
  '企业',
  '走访',
  '河道',
  '整治',
  '学校',
  '医院',
  '快巴',
  '算力',
  '物流',
  '基站',
  '审批',
  '信用',
  '招商',
  '绿化',
  '管网',
];
const rowsArbitrary = fc
  .array(fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 9 }), { maxLength: 25 })
  .map((texts) => texts.map((text, index) => rowOf(`r${index} | ${text.join('')} | 市商务局 |`)));

describe('properties', () => {
  test('a version against itself: every row is paired without a difference', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const found = compared(rows, rows);
        expect([found.dropped, found.added]).toEqual([[], []]);
        expect(found.pairs.every((pair) => pair.differences.length === 0)).toBe(true);
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  test('every row is told of once, whatever the versions', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, (earlier, later) => {
        const found = compared(earlier, later);
        expect([...found.pairs.map((pair) => pair.earlier), ...found.dropped].sort()).toEqual(
          earlier.map((row) => row.id).sort(),
        );
        expect([...found.pairs.map((pair) => pair.later), ...found.added].sort()).toEqual(
          later.map((row) => row.id).sort(),
        );
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  test('the order of the later version changes no pair of unlike rows', () => {
    fc.assert(
      fc.property(rowsArbitrary, (rows) => {
        const unlike = [...new Map(rows.map((row) => [row.text, row])).values()];
        const found = compared(unlike, [...unlike].reverse());
        expect(found.pairs.map((pair) => pair.later)).toEqual(found.pairs.map((pair) => pair.earlier));
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  test('turned round, dropped is added and the pairs are the same', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, (earlier, later) => {
        const [there, back] = [compared(earlier, later), compared(later, earlier)];
        const sum = (found: Comparison) =>
          Math.round(found.pairs.reduce((total, pair) => total + pair.likeness, 0) * 100);
        expect(Math.abs(sum(there) - sum(back))).toBeLessThanOrEqual(there.pairs.length);
        expect(there.pairs.length).toBe(back.pairs.length);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('the pairing is the best one: no other has a greater sum (against trying all)', () => {
    const candidateArbitrary = fc.array(
      fc.record({
        earlier: fc.nat(4),
        later: fc.nat(4),
        likeness: fc.integer({ min: 1, max: 99 }).map((n) => n / 100),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(candidateArbitrary, (given) => {
        const candidates = [...new Map(given.map((entry) => [`${entry.earlier},${entry.later}`, entry])).values()];
        const sum = (entries: readonly Candidate[]) => entries.reduce((total, entry) => total + entry.likeness, 0);
        expect(sum(assign(candidates))).toBeCloseTo(best(candidates), 9);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('two thousand rows on each side, renumbered and refigured, are all found again', () => {
    const earlier = Array.from({ length: 2_000 }, (_, index) =>
      rowOf(
        `e${index} | ${words[index % 18]}${words[(index * 7) % 17]}${words[(index * 5) % 13]}第${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'子丑寅卯辰巳午未申酉戌亥'[Math.floor(index / 10) % 12]}${'东西南北中上下前后'[Math.floor(index / 120) % 9]}${index % 2 ? '县' : '区'}项目，2025年完成${index}个 | 市商务局 |`,
      ),
    );
    const later = earlier
      .map((row, index) => ({ ...row, id: `l${index}`, text: row.text.replace('2025', '2026') }))
      .reverse();
    const found = compared(earlier, later);
    const right = found.pairs.filter((pair) => pair.earlier.slice(1) === pair.later.slice(1)).length;
    expect(right).toBeGreaterThan(1_900);
  });
});

function best(candidates: readonly Candidate[]): number {
  const [first, ...rest] = candidates;
  if (!first) return 0;
  const without = rest.filter((entry) => entry.earlier !== first.earlier && entry.later !== first.later);
  return Math.max(first.likeness + best(without), best(rest));
}

test('spaces, widths, signs and the order of units make no difference; a number does', () => {
  const row = rowOf('a | 建成 园区3个。 | 市商务局 |');
  expect(differencesOf(row, { ...row, text: '建成园区３个', units: [...row.units] })).toEqual([]);
  expect(differencesOf(row, { ...row, text: '建成园区4个' })).toEqual(['text']);
  expect(differencesOf({ ...row, path: ['三、推动协作'] }, { ...row, path: ['四、推动协作'] })).toEqual([]);
  expect(differencesOf({ ...row, path: ['三、推动协作'] }, { ...row, path: ['三、扩大开放'] })).toEqual(['place']);
});

test('two rows with one id are refused', () => {
  const row = rowOf('a | 建成园区3个 | 市商务局 |');
  expect(compareVersions([row, row], [])).toMatchObject({ code: 'compare.same-id' });
});
