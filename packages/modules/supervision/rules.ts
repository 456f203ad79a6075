import { type LightRule, lightRuleSchema } from '@qipan/engines/light';
import { type PlaceTables, regionAncestors } from '@qipan/kernel';
import { loadLightRules } from '@qipan/standards';
import type { StoredChoice } from './store.ts';

let held: ReadonlyMap<string, LightRule> | null = null;

/** Every rule of lights that the product holds, by its id. Read once. */
export function lightRules(): ReadonlyMap<string, LightRule> {
  held ??= new Map(
    loadLightRules()
      .map((entry) => lightRuleSchema.parse(entry))
      .map((rule) => [rule.id, rule]),
  );
  return held;
}

/** Finds for a region the choice that holds on a day: the newest that began by then, of the region or one above it. */
export function choiceFinder(
  choices: readonly StoredChoice[],
  { today, place }: { today: string; place: PlaceTables },
): (regionCode: string) => StoredChoice | null {
  const begun = choices.filter((choice) => choice.from <= today);
  const ancestors = regionAncestors(place.regions);
  return (regionCode) => begun.find((choice) => ancestors.get(regionCode)?.has(choice.regionCode)) ?? null;
}
