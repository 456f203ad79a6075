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

/** The choice that holds for a region on a day: the newest that began by then, of the region or one above it. */
export function choiceFor(
  choices: readonly StoredChoice[],
  given: { regionCode: string; day: string; place: PlaceTables },
): StoredChoice | null {
  const { regionCode, day, place } = given;
  const within = regionAncestors(place.regions).get(regionCode);
  return choices.find((choice) => choice.from <= day && within?.has(choice.regionCode)) ?? null;
}
