import { type Actor, type Operation, type PlaceTables, topJurisdiction } from '@qipan/kernel';
import type { Scope } from '@qipan/storage';
import type { Registry } from './registry.ts';

/** The audit chain of a top jurisdiction; demonstration rows have one of their own. */
export function chainOf(place: PlaceTables, actor: Pick<Actor, 'regionCode' | 'demonstration'>): string {
  const top = topJurisdiction(place, actor.regionCode);
  return actor.demonstration ? `${top}:demonstration` : top;
}

/** The transaction settings that row-level security reads. */
export function scopeOf(place: PlaceTables, actor: Actor): Scope {
  return {
    role: 'app',
    settings: {
      person: actor.personId,
      role: actor.role,
      unit: actor.unitId,
      region: actor.regionCode,
      demonstration: actor.demonstration ? 'on' : 'off',
      chain: chainOf(place, actor),
      handler: '',
    },
  };
}

/** Persons, posts and sessions, and what the host keeps of running operations, are read and written under this scope alone. */
export function identityScope(chain: string): Scope {
  return { role: 'identity', settings: { chain } };
}

/** A post holds permissions by its role; a token never more than it was given. */
export function isPermitted(registry: Registry, actor: Actor, operation: Operation): boolean {
  if (operation.kind === 'calculation') return true;
  if (actor.token && !actor.token.permissions.includes(operation.permission)) return false;
  return registry.permissions.get(operation.permission)?.includes(actor.role) ?? false;
}
