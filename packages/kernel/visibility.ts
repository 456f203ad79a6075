import type { Actor } from './operation.ts';
import { rolesReadingByRegion } from './roles.ts';
import type { PlaceTables, Region } from './place.ts';

/** What decides who may see a row. */
export interface Visible {
  readonly regionCode: string;
  /** Units named on the row or on a share below it. */
  readonly unitIds: readonly string[];
  readonly demonstration: boolean;
}

/** Every ancestor of each region, itself included. O(regions × depth). */
export function regionAncestors(regions: readonly Region[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (const region of regions) {
    const chain = new Set<string>();
    for (
      let at: Region | undefined = region;
      at && !chain.has(at.code);
      at = at.parent ? byCode.get(at.parent) : undefined
    ) {
      chain.add(at.code);
    }
    ancestors.set(region.code, chain);
  }
  return ancestors;
}

/**
 * The application's own answer to "may this actor see this row"; row-level security gives the same one from SQL, and a
 * test holds the two against each other.
 */
export function isVisible(actor: Actor, row: Visible, ancestors: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (row.demonstration !== actor.demonstration) return false;
  if (rolesReadingByRegion.includes(actor.role)) {
    if (ancestors.get(row.regionCode)?.has(actor.regionCode)) return true;
  }
  return actor.role !== 'administrator' && row.unitIds.includes(actor.unitId);
}

/** The top jurisdiction of a region: the city or partner district below the province. O(depth × regions). */
export function topJurisdiction(place: Pick<PlaceTables, 'regions' | 'regionCode'>, regionCode: string): string {
  const climbed = new Set<string>();
  let top: string | null = null;
  let code: string | null = regionCode;
  while (code !== null && !climbed.has(code)) {
    climbed.add(code);
    const region: Region | undefined = place.regions.find((entry) => entry.code === code);
    if (region && region.level !== 'province') top = region.code;
    code = region?.parent ?? null;
  }
  return top ?? place.regionCode;
}
