import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Item, Target } from './contract.ts';
import { read } from './testing/source.ts';

const rowSchema = z.strictObject({
  kind: z.string().optional(),
  mark: z.string().optional(),
  text: z.string(),
  units: z.array(z.string()).optional(),
  lead: z.array(z.string()).optional(),
  support: z.array(z.string()).optional(),
  open: z.boolean().optional(),
  deadline: z.string().nullable().optional(),
  basis: z.string().optional(),
  targets: z.array(z.string()).optional(),
});
const caseSchema = z.strictObject({
  name: z.string(),
  given: z.string(),
  expect: z.array(rowSchema),
  targets: z.array(z.string()).optional(),
  because: z.string(),
  source: z.string(),
});
type Row = z.infer<typeof rowSchema>;

function targetText(target: Target, dated: boolean): string {
  const value = target.valueMax === null ? `${target.value}` : `${target.value}-${target.valueMax}`;
  return [target.comparator, value, target.unit, ...(dated ? [target.by ?? 'null'] : [])].join(' ');
}

/** Only the fields that the case names. */
function seen(item: Item, row: Row): Row {
  return {
    ...(row.kind === undefined ? {} : { kind: item.kind }),
    ...(row.mark === undefined ? {} : { mark: item.mark }),
    text: item.text,
    ...(row.units === undefined ? {} : { units: item.units }),
    ...(row.lead === undefined ? {} : { lead: item.lead }),
    ...(row.support === undefined ? {} : { support: item.support }),
    ...(row.open === undefined ? {} : { open: item.open }),
    ...(row.deadline === undefined ? {} : { deadline: item.deadline?.date ?? null }),
    ...(row.basis === undefined ? {} : { basis: item.deadline?.basis ?? '' }),
    ...(row.targets === undefined ? {} : { targets: item.targets.map((target) => targetText(target, false)) }),
  };
}

const folder = new URL('golden/', import.meta.url);
for (const file of readdirSync(folder).sort()) {
  const cases = z.array(caseSchema).parse(parse(readFileSync(new URL(file, folder), 'utf8')));
  describe(`golden ${file}`, () => {
    for (const one of cases)
      test(one.name, () => {
        const result = read(one.given);
        const rows = result.items.map((item, i) => seen(item, one.expect[i] ?? { text: '' }));
        expect(rows).toEqual(one.expect);
        if (one.targets !== undefined)
          expect(result.targets.map((target) => targetText(target, true))).toEqual(one.targets);
      });
  });
}
