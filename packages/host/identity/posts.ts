import { type Actor, ok, type Outcome, type PlaceTables, refuse, shanghaiDate } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { type RawBuilder, sql } from 'kysely';
import { appendAudit, auditActor } from '../audit.ts';
import { sha256Hex } from '../canonical.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';

/** An actor out of a post `o` and its person `p`. */
export const actorColumns = sql`p.id as "personId", p.name as "personName", o.id as "postId", o.role, o.unit_id as "unitId", o.unit_name as "unitName", o.region_code as "regionCode", p.demonstration`;

/** The person `p` is not locked, and their post `o` is valid on the day of `now`: they may act in it. */
export function mayAct(now: string): RawBuilder<boolean> {
  const today = shanghaiDate(now);
  return sql<boolean>`(not p.locked and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to >= ${today}))`;
}

/** The person in the post as both are now; null when they may no longer act in it. */
export async function actorOfPost(
  db: AnyDb,
  given: Pick<Actor, 'personId' | 'postId'> & { now: string },
): Promise<Actor | null> {
  const found =
    await sql<Actor>`select ${actorColumns} from host.post o join host.person p on p.id = o.person_id where o.id = ${given.postId} and p.id = ${given.personId} and ${mayAct(given.now)}`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

/** The same in a snapshot of its own. */
export function findActorOfPost(parts: HostParts, given: Pick<Actor, 'personId' | 'postId'>): Promise<Actor | null> {
  return parts.store.read(identityScope(''), (db) => actorOfPost(db, { ...given, now: parts.now() }));
}

/** The program itself, on behalf of the administrator: who loads a place's units, runs recurring jobs. */
export function systemActor(place: PlaceTables, demonstration: boolean): Actor {
  return {
    personId: 'system',
    personName: '系统',
    postId: 'system',
    role: 'administrator',
    unitId: '',
    unitName: '',
    regionCode: place.regionCode,
    demonstration,
  };
}

/** Goes on in another of the person's valid posts: the session's, from the next request. */
export async function switchPost(
  parts: HostParts,
  given: { actor: Actor; token: string; postId: string },
): Promise<Outcome<Actor>> {
  const { actor, token, postId } = given;
  const next = await findActorOfPost(parts, { personId: actor.personId, postId });
  if (!next) return refuse('host.unknown-post');
  const chain = chainOf(parts.place, next);
  await parts.store.write(identityScope(chain), async (db) => {
    await sql`update host.session set post_id = ${postId} where id = ${sha256Hex(token)}`.execute(db);
    const subject = `切换岗位：${next.unitName}`;
    await appendAudit(db, {
      chain,
      at: parts.now(),
      actor: auditActor(next),
      operation: 'host.switch-post',
      subject,
      changes: [],
    });
  });
  return ok(next);
}
