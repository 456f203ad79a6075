import type { Unit } from '../api/units.ts';

/** What has become of a unit that is no more: who stands in its place today, null for nobody, and since when. */
export interface Succession {
  readonly today: Unit | null;
  readonly since: string;
}

/** Null for a unit that stands. Follows successors that have ended too; a ring of them ends where it began. */
export function successionOf(unit: Unit, units: ReadonlyMap<string, Unit>): Succession | null {
  if (unit.endedOn === null) return null;
  const seen = new Set<string>();
  let last = unit;
  let since = unit.endedOn;
  for (
    let next: Unit | undefined = unit;
    next;
    next = last.successorId === null ? undefined : units.get(last.successorId)
  ) {
    if (seen.has(next.id)) return { today: null, since };
    seen.add(next.id);
    last = next;
    if (next.endedOn === null) return { today: next, since };
    since = next.endedOn;
  }
  return { today: null, since };
}
