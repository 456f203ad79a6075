import { type Actor, ok, type Outcome, type PlaceTables, refuse, shanghaiDate } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { appendAudit, auditActor } from '../audit.ts';
import { sha256Hex } from '../canonical.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';

/** Whether a person may still act in a post: not locked, and the post valid today. */
export async function postIsValid(
  db: AnyDb,
  given: Pick<Actor, 'personId' | 'postId'> & { now: string },
): Promise<boolean> {
  const today = shanghaiDate(given.now);
  const found =
    await sql`select 1 from host.post o join host.person p on p.id = o.person_id where o.id = ${given.postId} and p.id = ${given.personId} and not p.locked and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to >= ${today})`.execute(
      db,
    );
  return found.rows.length > 0;
}

/** The person in the post as both are now; null when they may no longer act in it. */
export async function findActorOfPost(
  parts: HostParts,
  given: Pick<Actor, 'personId' | 'postId'>,
): Promise<Actor | null> {
  return parts.store.read(identityScope(''), async (db) => {
    if (!(await postIsValid(db, { ...given, now: parts.now() }))) return null;
    const found =
      await sql<Actor>`select p.id as "personId", p.name as "personName", o.id as "postId", o.role, o.unit_id as "unitId", o.unit_name as "unitName", o.region_code as "regionCode", p.demonstration from host.post o join host.person p on p.id = o.person_id where o.id = ${given.postId} and p.id = ${given.personId}`.execute(
        db,
      );
    return found.rows[0] ?? null;
  });
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
