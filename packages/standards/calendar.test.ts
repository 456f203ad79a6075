import { addWorkdays, isWorkday } from '@qipan/kernel';
import { expect, test } from 'vitest';
import { loadCalendar } from './index.ts';

const calendar = loadCalendar();

test.each([
  ['2024-10-12', true], // a Saturday worked for the National Day
  ['2025-01-26', true], // a Sunday worked for the Spring Festival
  ['2025-10-08', false],
  ['2026-02-14', true],
  ['2026-10-10', true],
  ['2026-11-24', true],
  ['2026-11-22', false],
])('%s is a workday: %s', (date, expected) => {
  expect(isWorkday(calendar, date)).toEqual({ ok: true, value: expected });
});

test('ten workdays after 2025-09-25 pass the whole holiday', () => {
  expect(addWorkdays(calendar, '2025-09-25', 10)).toEqual({ ok: true, value: '2025-10-15' });
});

test('a year that is not held is refused, also when the count runs into it', () => {
  expect(isWorkday(calendar, '2027-02-08')).toMatchObject({
    ok: false,
    code: 'calendar.unpublished-year',
    values: { year: 2027 },
  });
  expect(addWorkdays(calendar, '2026-12-28', 10)).toMatchObject({ ok: false, code: 'calendar.unpublished-year' });
});

test('no day is both off and worked, and every day lies in its year', () => {
  for (const year of calendar) {
    for (const day of [...year.daysOff, ...year.makeUpWorkdays]) expect(day.startsWith(String(year.year))).toBe(true);
    expect(year.daysOff.filter((day) => year.makeUpWorkdays.includes(day))).toEqual([]);
  }
});
