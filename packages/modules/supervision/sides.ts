import type { Actor } from '@qipan/kernel';
import type { Task } from '../programme/index.ts';
import type { Side } from './life.ts';

/** On which side a person stands of a task; null for one who only looks on. Where no unit is named as leading, each named one leads. */
export function sideOf(task: Pick<Task, 'lead' | 'support' | 'units'>, actor: Actor): Side | null {
  if (actor.role === 'reform-office') return 'office';
  if (actor.role !== 'responsible-unit') return null;
  const has = (units: Task['lead']) => units.some((unit) => unit.unitIds.includes(actor.unitId));
  if (has(leads(task))) return 'lead';
  return has(task.support) || has(task.units) ? 'support' : null;
}

/** Where no unit is named as leading, each that is named answers for the task. */
function leads(task: Pick<Task, 'lead' | 'units'>): Task['units'] {
  return task.lead.length > 0 ? task.lead : task.units;
}

/** The units that lead a task. */
export function leadUnits(task: Pick<Task, 'lead' | 'units'>): string[] {
  return [...new Set(leads(task).flatMap((unit) => unit.unitIds))];
}
