import type { Actor, Notice } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { idSource } from './canonical.ts';
import type { HostParts } from './parts.ts';
import { chainOf } from './scope.ts';

/** Writes a command's notices in its own transaction, under the identity scope. */
export async function insertNotices(
  parts: HostParts,
  given: { db: AnyDb; notices: readonly Notice[]; actor: Pick<Actor, 'regionCode' | 'demonstration'>; at: string },
): Promise<void> {
  const { db, notices, actor, at } = given;
  if (notices.length === 0) return;
  const newId = idSource(parts.newSeed());
  const rows = notices.map(({ to, code, values, link }) => ({
    id: newId(),
    person_id: 'personId' in to ? to.personId : null,
    unit_id: 'unitId' in to ? to.unitId : null,
    role: 'role' in to ? to.role : null,
    chain: chainOf(parts.place, 'role' in to ? { ...actor, regionCode: to.regionCode } : actor),
    code,
    values,
    link,
  }));
  await sql`insert into host.notice (id, version, person_id, unit_id, role, chain, demonstration, code, values, link, at)
    select r.id, 1, r.person_id, r.unit_id, r.role, r.chain, ${actor.demonstration}, r.code, r.values, r.link, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, person_id text, unit_id text, role text, chain text, code text, values jsonb, link text)`.execute(
    db,
  );
}

export interface StoredNotice {
  readonly id: string;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly link: string;
  readonly at: string;
  readonly seen: boolean;
}

/** What a person in this post was told, newest first: to them by name, to their unit, or to their role in their jurisdiction. */
export async function readNotices(
  db: AnyDb,
  given: { actor: Actor; chain: string; limit: number },
): Promise<StoredNotice[]> {
  const { actor, chain, limit } = given;
  const found =
    await sql<StoredNotice>`select n.id, n.code, n.values, n.link, n.at, s.id is not null as seen from host.notice n
    left join host.notice_seen s on s.notice_id = n.id and s.person_id = ${actor.personId}
    where n.demonstration = ${actor.demonstration} and (n.person_id = ${actor.personId} or n.unit_id = ${actor.unitId} or (n.role = ${actor.role} and n.chain = ${chain}))
    order by n.at desc, n.id limit ${limit}`.execute(db);
  return found.rows;
}
