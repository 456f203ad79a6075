import { ok, type Outcome, type PlaceUnit, refuse, shanghaiDate } from '@qipan/kernel';
import { applyChanges, UniqueConflict } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '../audit.ts';
import { idSource, sha256Hex } from '../canonical.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { newPersonSchema, personRows } from './people.ts';
import { createLink, findLink, startSession } from './sessions.ts';

/** A new setup link while nobody real can sign in yet; null once there is an administrator with a password. */
export async function createSetupLink(parts: HostParts): Promise<string | null> {
  return parts.store.write(identityScope(''), async (db) => {
    const found = await sql<{
      there: boolean;
    }>`select exists (select 1 from host.post o join host.person p on p.id = o.person_id join host.account a on a.id = p.id where o.role = 'administrator' and not p.demonstration and a.password_hash is not null) as there`.execute(
      db,
    );
    if (found.rows[0]?.there) return null;
    return createLink(db, { personId: null, purpose: 'setup', now: parts.now() });
  });
}

/** What the setup page offers: the place's units, for a link that can still be used. */
export async function readSetup(
  parts: HostParts,
  token: string,
): Promise<Outcome<{ place: string; units: readonly Pick<PlaceUnit, 'id' | 'name' | 'regionCode'>[] }>> {
  const link = await parts.store.read(identityScope(''), (db) =>
    findLink(db, { token, purpose: 'setup', now: parts.now() }),
  );
  if (!link) return refuse('host.link-unusable');
  return ok({
    place: parts.place.name,
    units: parts.place.units.map(({ id, name, regionCode }) => ({ id, name, regionCode })),
  });
}

export const setupSchema = z.object({
  token: z.string(),
  administrator: z.object({
    name: newPersonSchema.shape.name,
    login: newPersonSchema.shape.login,
    password: z.string(),
  }),
  reformOfficer: z.object({ name: newPersonSchema.shape.name, login: newPersonSchema.shape.login, unitId: z.string() }),
});

/** One page, one step: the administrator with a password, and the first officer of the reform office with a link. Signs the administrator in. */
export async function completeSetup(
  parts: HostParts,
  given: z.infer<typeof setupSchema>,
): Promise<Outcome<{ token: string; linkToken: string }>> {
  const checked = checkPassword(given.administrator.password, given.administrator.login);
  if (!checked.ok) return checked;
  const unit = parts.place.units.find((entry) => entry.id === given.reformOfficer.unitId);
  if (!unit) return refuse('host.unknown-unit', {}, 'reformOfficer.unitId');
  if (given.administrator.login === given.reformOfficer.login)
    return refuse('host.login-taken', { login: given.reformOfficer.login }, 'reformOfficer.login');
  const hash = await hashPassword(given.administrator.password);
  const now = parts.now();
  const chain = chainOf(parts.place, { regionCode: unit.regionCode, demonstration: false });
  const newId = idSource(parts.newSeed());
  try {
    const made = await parts.store.write(identityScope(chain), async (db) => {
      const link = await findLink(db, { token: given.token, purpose: 'setup', now });
      if (!link) return refuse('host.link-unusable');
      await sql`update host.link set used_at = ${now} where id = ${sha256Hex(given.token)}`.execute(db);
      const rest = { unit, demonstration: false, context: { now, today: shanghaiDate(now), newId } };
      const administrator = personRows({
        ...rest,
        person: { ...given.administrator, phone: '', unitId: unit.id, role: 'administrator' },
      });
      const officer = personRows({
        ...rest,
        person: { ...given.reformOfficer, phone: '', role: 'reform-office' },
      });
      const changes = await applyChanges(db, [...administrator.changes, ...officer.changes]);
      await sql`update host.account set password_hash = ${hash} where id = ${administrator.personId}`.execute(db);
      await sql`delete from host.link where person_id = ${administrator.personId}`.execute(db);
      const actor = {
        personId: administrator.personId,
        personName: given.administrator.name,
        postId: '',
        role: 'administrator' as const,
        unitId: unit.id,
        unitName: unit.name,
      };
      await appendAudit(db, {
        chain,
        at: now,
        actor,
        operation: 'host.complete-setup',
        subject: `首次设置 ${shanghaiDate(now)}`,
        changes,
      });
      return ok({ personId: administrator.personId, linkToken: officer.linkToken });
    });
    if (!made.ok) return made;
    const session = await startSession(parts, made.value.personId);
    return session.ok ? ok({ token: session.value.token, linkToken: made.value.linkToken }) : session;
  } catch (error) {
    if (error instanceof UniqueConflict)
      return refuse('host.login-taken', { login: given.administrator.login }, 'administrator.login');
    throw error;
  }
}
