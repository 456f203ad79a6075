import { expect, test } from 'vitest';
import type { Unit } from '../api/units.ts';
import { successionOf } from './succession.ts';

const unit = (id: string, endedOn: string | null = null, successorId: string | null = null): Unit => ({
  id,
  version: 1,
  regionCode: '990000',
  name: id,
  aliases: [],
  duties: [],
  kind: 'government',
  contactName: '',
  contactPhone: '',
  active: endedOn === null,
  endedOn,
  successorId,
});
const first = unit('first', '2024-01-01', 'second');
const units = new Map(
  [
    first,
    unit('second', '2026-03-01', 'third'),
    unit('third'),
    unit('gone', '2025-05-01'),
    unit('a', '2025-01-01', 'b'),
    unit('b', '2025-02-01', 'a'),
  ].map((entry) => [entry.id, entry]),
);
const of = (id: string) => {
  const found = successionOf(units.get(id) ?? first, units);
  return found && [found.today?.id ?? null, found.since];
};

test('a chain of ended units leads to the one of today, with the day from which it is that one; a ring leads nowhere', () => {
  expect(of('third')).toBeNull();
  expect(of('second')).toEqual(['third', '2026-03-01']);
  expect(of('first')).toEqual(['third', '2026-03-01']);
  expect(of('gone')).toEqual([null, '2025-05-01']);
  expect(of('a')?.[0]).toBeNull();
});
