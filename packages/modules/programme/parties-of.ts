import { type ApprovalParty, type PlaceTables, topJurisdiction } from '@qipan/kernel';
import type { Unit } from '../parties/index.ts';
import type { Task } from './model.ts';

/**
 * Who must agree before living tasks change or end: the own leader, and whoever may speak for each other jurisdiction
 * whose units stand on them. Nobody where no task is touched.
 */
export function partiesOf(
  given: { tasks: readonly Task[]; units: readonly Unit[]; regionCode: string },
  place: PlaceTables,
): ApprovalParty[] {
  const { tasks, units, regionCode } = given;
  if (tasks.length === 0) return [];
  const own = topJurisdiction(place, regionCode);
  const regionOf = new Map(units.map((unit) => [unit.id, unit.regionCode]));
  const named = tasks.flatMap((task) => [...task.units, ...task.lead, ...task.support].flatMap((unit) => unit.unitIds));
  const tops = new Set(named.flatMap((id) => regionOf.get(id) ?? []).map((code) => topJurisdiction(place, code)));
  const others = [...tops].filter((code) => code !== own).sort();
  return [
    { regionCode: own, roles: ['leader'] },
    ...others.map((code): ApprovalParty => ({ regionCode: code, roles: ['leader', 'reform-office'] })),
  ];
}
