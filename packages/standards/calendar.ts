import { readdirSync, readFileSync } from 'node:fs';
import type { CalendarYear } from '@qipan/kernel';
import { parse } from 'yaml';
import { z } from 'zod';

const yearSchema = z.object({
  standard: z.literal('workday-calendar'),
  year: z.number().int(),
  source: z.string().min(1),
  issued: z.iso.date(),
  from: z.iso.date(),
  to: z.iso.date(),
  daysOff: z.array(z.iso.date()).min(1),
  makeUpWorkdays: z.array(z.iso.date()),
});

/** Every year whose arrangement is held here, in order. A year that is not among them is said to be unpublished, never guessed. */
export function loadCalendar(): CalendarYear[] {
  const folder = new URL('./calendar/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => yearSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))));
}
