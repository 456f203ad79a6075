import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { DecomposeResult, Item, Target } from './contract.ts';
import { read } from './testing/source.ts';

/** Labelled documents beside the repository; the project never needs them. */
const CASES = fileURLToPath(new URL('../../../../shared/cases/programme/', import.meta.url));
const present = existsSync(CASES);

const labelSchema = z.object({
  items: z.array(
    z.object({
      anchor: z.string(),
      path: z.array(z.string()),
      kind: z.string(),
      units: z.array(z.string()),
      lead: z.array(z.string()),
      support: z.array(z.string()),
      deadline: z.object({ date: z.string() }).nullable(),
    }),
  ),
  targets: z.array(z.object({ quote: z.string(), comparator: z.string(), value: z.number(), unit: z.string() })),
});
type Label = z.infer<typeof labelSchema>;

function norm(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

interface Tally {
  found: number;
  given: number;
  wanted: number;
  units: number;
  lead: number;
  support: number;
  date: number;
  targets: { found: number; given: number; wanted: number };
}

function hitOf(label: Label['items'][number], tasks: readonly Item[], used: ReadonlySet<Item>): Item | undefined {
  const anchor = norm(label.anchor).slice(0, 20);
  const room = Math.max(14, norm(label.path.at(-1) ?? '').length + 4);
  return tasks.find((item) => {
    const at = norm(item.text).indexOf(anchor);
    return !used.has(item) && at >= 0 && at <= room;
  });
}

function scoreTargets(wanted: Label['targets'], given: readonly Target[]): number {
  const used = new Set<Target>();
  for (const label of wanted) {
    const hit = given.find((target) => {
      const [quote, other] = [norm(target.quote), norm(label.quote)];
      const same =
        target.value === label.value &&
        norm(target.unit) === norm(label.unit) &&
        target.comparator === label.comparator;
      return !used.has(target) && same && (quote.includes(other) || other.includes(quote));
    });
    if (hit !== undefined) used.add(hit);
  }
  return used.size;
}

function score(label: Label, result: DecomposeResult, tally: Tally): void {
  const tasks = result.items.filter(({ kind }) => kind === 'task');
  const wanted = label.items.filter(({ kind }) => kind === 'task');
  const used = new Set<Item>();
  const same = (a: readonly string[], b: readonly string[]): number =>
    a.map(norm).join('|') === b.map(norm).join('|') ? 1 : 0;
  for (const one of wanted) {
    const hit = hitOf(one, tasks, used);
    if (hit === undefined) continue;
    used.add(hit);
    tally.found += 1;
    tally.units += same(hit.units, one.units);
    tally.lead += same(hit.lead, one.lead);
    tally.support += same(hit.support, one.support);
    tally.date += hit.deadline?.date === one.deadline?.date ? 1 : 0;
  }
  tally.given += tasks.length;
  tally.wanted += wanted.length;
  const targets = [...result.items.flatMap((item) => item.targets), ...result.targets];
  tally.targets.found += scoreTargets(label.targets, targets);
  tally.targets.given += targets.length;
  tally.targets.wanted += label.targets.length;
}

describe.skipIf(!present)(
  `labelled documents${present ? '' : ' (skipped: ../shared/cases/programme is absent)'}`,
  () => {
    test('reach the goals for rows, units, lead, support, deadlines and targets', () => {
      const tally: Tally = {
        found: 0,
        given: 0,
        wanted: 0,
        units: 0,
        lead: 0,
        support: 0,
        date: 0,
        targets: { found: 0, given: 0, wanted: 0 },
      };
      for (const file of readdirSync(CASES).filter((name) => name.endsWith('.expected.json'))) {
        const text = `${CASES}${file.replace('.expected.json', '.txt')}`;
        if (!existsSync(text)) continue;
        const label = labelSchema.parse(JSON.parse(readFileSync(CASES + file, 'utf8')));
        const result = read(readFileSync(text, 'utf8').replace(/^TITLE:[^\n]*\n/, ''));
        for (const item of result.items)
          expect(result.normalizedText.slice(item.span.start, item.span.end)).toBe(item.text);
        score(label, result, tally);
      }
      const f1 = ({ found, given, wanted }: { found: number; given: number; wanted: number }): number =>
        (2 * found) / Math.max(1, given + wanted);
      expect(f1(tally)).toBeGreaterThanOrEqual(0.98);
      for (const field of ['units', 'lead', 'support'] as const)
        expect(tally[field] / tally.found).toBeGreaterThanOrEqual(0.97);
      expect(tally.date / tally.found).toBeGreaterThanOrEqual(0.98);
      expect(f1(tally.targets)).toBeGreaterThanOrEqual(0.93);
    });
  },
);
