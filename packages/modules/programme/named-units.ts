import { ok, type Outcome, refuse } from '@qipan/kernel';
import { printedKey, type Unit, unitsByPrintedName } from '../parties/index.ts';

type Lists = Readonly<Record<'lead' | 'support' | 'units', readonly string[]>>;

/**
 * The units that an officer names on a task: by name, which need not be in the register, or by the register's own id. A
 * unit that stands twice in a list is taken once, whichever of its names is used; one that both leads and supports, or an id
 * that nobody has, is refused with its place. O(names + units).
 */
export function namedUnits(
  given: Lists,
  units: readonly Unit[],
): Outcome<Record<'lead' | 'support' | 'units', string[]>> {
  const byId = new Map(units.map((unit) => [unit.id, unit.name]));
  const byName = unitsByPrintedName(units);
  const whoIs = (name: string) => {
    const named = byName.get(printedKey(name)) ?? [];
    return named.length === 1 ? (named[0]?.id ?? '') : printedKey(name);
  };
  const lists = {
    lead: new Map<string, string>(),
    support: new Map<string, string>(),
    units: new Map<string, string>(),
  };
  for (const [list, taken] of Object.entries(lists)) {
    for (const [index, said] of given[list as keyof Lists].entries()) {
      const name = byId.get(said) ?? said;
      // No office's name is without a Chinese sign: it is an id, and of no unit.
      if (name === said && /^[\w.-]+$/.test(said) && !byName.has(printedKey(said)))
        return refuse('programme.unknown-unit-id', { unit: said, position: index + 1 }, `${list}.${index}`);
      if (!taken.has(whoIs(name))) taken.set(whoIs(name), name);
    }
  }
  for (const [who, name] of lists.support)
    if (lists.lead.has(who)) return refuse('programme.lead-and-support', { unit: name }, 'support');
  const { lead, support, units: others } = lists;
  return ok({ lead: [...lead.values()], support: [...support.values()], units: [...others.values()] });
}
