import { isCollective } from '@qipan/kernel';
import { z } from 'zod';

const unitKindSchema = z.enum(['party', 'government', 'region', 'zone', 'enterprise', 'other']);

/** A unit as people know it: 单位, its other printed names, its 职能 and its 联络员. */
export const unitSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  regionCode: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  duties: z.array(z.string()),
  kind: unitKindSchema,
  contactName: z.string(),
  contactPhone: z.string(),
  active: z.boolean(),
  /** The day from which it is no more, and the unit that stands in its place. */
  endedOn: z.string().nullable(),
  successorId: z.string().nullable(),
});
export type Unit = z.infer<typeof unitSchema>;

/** 更名, 合并 or 撤销 of a unit on a day, by a document. */
export const unitChangeSchema = z.object({
  id: z.string(),
  onDate: z.string(),
  what: z.enum(['renamed', 'merged', 'abolished']),
  formerName: z.string(),
  name: z.string(),
  successorId: z.string().nullable(),
  basis: z.string(),
  byName: z.string(),
  at: z.string(),
});

/** What a person may say of a unit. */
export const unitFieldsSchema = z.object({
  regionCode: z.string().min(1),
  name: z.string().trim().min(2).max(60),
  aliases: z.array(z.string().trim().min(2).max(60)).max(40).default([]),
  duties: z.array(z.string().trim().min(1).max(60)).max(60).default([]),
  kind: unitKindSchema.default('government'),
  contactName: z.string().trim().max(40).default(''),
  contactPhone: z.string().trim().max(40).default(''),
});

/**
 * Printed name → the units that it names, by name or alias. Only a collective may name
 * several; any other name that two units claim names neither. O(units).
 */
export function unitsByPrintedName(units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of units.filter((entry) => entry.active)) {
    for (const printed of new Set([unit.name, ...unit.aliases].map(printedKey)))
      found.set(printed, [...(found.get(printed) ?? []), unit]);
  }
  return new Map([...found].filter(([printed, named]) => named.length === 1 || isCollective(printed)));
}

/** A printed name without widths and spaces. */
export function printedKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '');
}
