import {
  type Actor,
  type Operation,
  type PlaceTables,
  type Refusal,
  refuse,
  type Title,
  topJurisdiction,
} from '@qipan/kernel';
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
  return operation.kind === 'calculation' || notPermitted(registry, actor, operation) === null;
}

/** Why a person may not do what asks for a permission: their post lacks it, or only the token that they gave to a program. */
export function notPermitted(
  registry: Registry,
  actor: Actor,
  { title, permission }: { readonly title: Title; readonly permission: string | null },
): Refusal | null {
  const values = { name: title.zh, nameEn: title.en };
  if (permission === null || !registry.permissions.get(permission)?.includes(actor.role))
    return refuse('host.not-permitted', values);
  return actor.token && !actor.token.permissions.includes(permission)
    ? refuse('host.token-not-permitted', { ...values, permission })
    : null;
}
