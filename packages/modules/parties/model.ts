import { z } from 'zod';

/** A unit as people know it: 单位, its other printed names, its 职能 and its 联络员. */
export const unitSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  regionCode: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  duties: z.array(z.string()),
  kind: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  active: z.boolean(),
});
export type Unit = z.infer<typeof unitSchema>;

/** What a person may say of a unit. */
export const unitFieldsSchema = z.object({
  regionCode: z.string().min(1),
  name: z.string().trim().min(2).max(60),
  aliases: z.array(z.string().trim().min(2).max(60)).max(20).default([]),
  duties: z.array(z.string().trim().min(1).max(60)).max(60).default([]),
  kind: z.enum(['party', 'government', 'region', 'zone', 'enterprise', 'other']).default('government'),
  contactName: z.string().trim().max(40).default(''),
  contactPhone: z.string().trim().max(40).default(''),
});

/** Printed name → the unit that it names, by name or alias; ambiguous names are left out. O(units). */
export function unitsByPrintedName(units: readonly Unit[]): ReadonlyMap<string, Unit> {
  const found = new Map<string, Unit | null>();
  for (const unit of units) {
    for (const printed of [unit.name, ...unit.aliases]) {
      const key = printedKey(printed);
      const before = found.get(key);
      found.set(key, before === undefined || before?.id === unit.id ? unit : null);
    }
  }
  return new Map([...found].flatMap(([key, unit]) => (unit ? [[key, unit] as const] : [])));
}

/** A printed name without widths and spaces. */
export function printedKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '');
}
