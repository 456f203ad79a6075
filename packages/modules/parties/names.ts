import { isCollective, refuse, type Refusal } from '@qipan/kernel';
import { printedKey } from './model.ts';

/** What of a unit matters here: the names that it answers to, while it is active. */
export interface NamedUnit {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly active: boolean;
}

/** The names under which something may be printed, without those of collectives, which many units share. */
export function ownKeys({ name, aliases }: Pick<NamedUnit, 'name' | 'aliases'>): readonly string[] {
  return [...new Set([name, ...aliases])].filter((entry) => !isCollective(entry)).map(printedKey);
}

/** Printed name → the active units that answer to it. O(names). */
export function holdersOf<U extends NamedUnit>(units: readonly U[]): ReadonlyMap<string, readonly U[]> {
  const held = new Map<string, U[]>();
  for (const unit of units.filter((entry) => entry.active))
    for (const key of ownKeys(unit)) held.set(key, [...(held.get(key) ?? []), unit]);
  return held;
}

/**
 * Refuses the first of these names that another active unit answers to: a name that two units claim would be read as neither
 * of them. Names that the unit itself has had before are no new claim.
 */
export function refuseTaken(
  held: ReadonlyMap<string, readonly NamedUnit[]>,
  given: { readonly unitId: string; readonly name: string; readonly aliases: readonly string[]; readonly at?: string },
): Refusal | null {
  const { unitId, name, aliases, at } = given;
  for (const said of [name, ...aliases].filter((entry) => !isCollective(entry))) {
    const holders = held.get(printedKey(said)) ?? [];
    const other = holders.find((unit) => unit.id !== unitId);
    const hadBefore = holders.some((unit) => unit.id === unitId);
    if (other && !hadBefore)
      return refuse('parties.name-taken', { name: said, unit: other.name }, at ?? (said === name ? 'name' : 'aliases'));
  }
  return null;
}
