import { randomBytes } from 'node:crypto';
import { type Actor, addDays, ok, type Outcome, type RowChange, refuse, shanghaiDate } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { appendAudit, auditActor } from '../audit.ts';
import { idSource, sha256Hex } from '../canonical.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';
import { hashPassword, checkPassword, verifyPassword } from './passwords.ts';
import { actorColumns, mayAct } from './posts.ts';
import { useCode } from './second-factor.ts';

const idleMs = 2 * 3_600_000;
const wholeMs = 12 * 3_600_000;
const linkDays = 7;
const failuresBeforeDelay = 5;
const longestDelaySeconds = 900;

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

interface AccountRow {
  readonly person_id: string;
  readonly password_hash: string | null;
  readonly failures: number;
  readonly locked_until: string | null;
  readonly locked: boolean;
  readonly totp_secret: string | null;
}

/** What a person types to sign in, and where from. */
export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Six digits of the second factor, where the account has one. */
  readonly code?: string | undefined;
  readonly address?: string;
  readonly agent?: string;
}

/** Signs a person in. Unknown login, wrong password and no password yet are one answer; the code is asked for only after the password was right. */
export async function signIn(parts: HostParts, given: SignIn): Promise<Outcome<{ token: string }>> {
  const account = await parts.store.read(identityScope(''), async (db) => {
    const found =
      await sql<AccountRow>`select a.id as person_id, a.password_hash, a.failures, a.locked_until, p.locked, a.totp_secret from host.account a join host.person p on p.id = a.id where lower(p.login) = lower(${given.login.trim()})`.execute(
        db,
      );
    return found.rows[0] ?? null;
  });
  const now = parts.now();
  if (account?.locked_until && account.locked_until > now) {
    const seconds = Math.ceil((Date.parse(account.locked_until) - Date.parse(now)) / 1000);
    return refuse('host.locked-out', { seconds });
  }
  const right = await verifyPassword(given.password, account?.password_hash ?? null);
  if (!account || !right) {
    if (account) await countFailure(parts, account, { ...given, outcome: 'wrong-password' });
    return refuse('host.sign-in-failed');
  }
  if (account.locked) {
    await recordSignIn(parts, account.person_id, { ...given, outcome: 'locked' });
    return refuse('host.person-locked');
  }
  if (account.totp_secret !== null) {
    if (!given.code) return refuse('host.code-needed', {}, 'code');
    if (!(await useCode(parts, account.person_id, given.code))) {
      await countFailure(parts, account, { ...given, outcome: 'wrong-code' });
      return refuse('host.code-wrong', {}, 'code');
    }
  }
  const session = await startSession(parts, account.person_id);
  if (session.ok) await recordSignIn(parts, account.person_id, { ...given, outcome: 'signed-in' });
  return session;
}

type SignInOutcome = 'signed-in' | 'wrong-password' | 'wrong-code' | 'locked';

/** A line in the person's own list of sign-ins. */
async function recordSignIn(
  parts: HostParts,
  personId: string,
  given: Pick<SignIn, 'address' | 'agent'> & { outcome: SignInOutcome },
): Promise<void> {
  const id = idSource(parts.newSeed())();
  const { outcome, address = '', agent = '' } = given;
  await parts.store.write(identityScope(''), (db) =>
    sql`insert into host.sign_in (id, version, person_id, at, outcome, address, agent) values (${id}, 1, ${personId}, ${parts.now()}, ${outcome}, ${address.slice(0, 60)}, ${agent.slice(0, 200)})`.execute(
      db,
    ),
  );
}

/** Counts where the account stands now, so that guesses at the same moment count each. */
async function countFailure(
  parts: HostParts,
  account: AccountRow,
  given: Pick<SignIn, 'address' | 'agent'> & { outcome: SignInOutcome },
): Promise<void> {
  await recordSignIn(parts, account.person_id, given);
  await parts.store.write(identityScope(''), async (db) => {
    const counted = await sql<{
      failures: number;
    }>`update host.account set failures = failures + 1 where id = ${account.person_id} returning failures`.execute(db);
    const over = (counted.rows[0]?.failures ?? 0) - failuresBeforeDelay;
    const seconds = over < 0 ? 0 : Math.min(longestDelaySeconds, 30 * 2 ** over);
    const until = seconds ? new Date(Date.parse(parts.now()) + seconds * 1000).toISOString() : null;
    await sql`update host.account set locked_until = ${until} where id = ${account.person_id}`.execute(db);
  });
}

/** Opens a session in the person's first post that is valid today. */
export async function startSession(parts: HostParts, personId: string): Promise<Outcome<{ token: string }>> {
  const token = newToken();
  const now = parts.now();
  const expires = new Date(Date.parse(now) + wholeMs).toISOString();
  return parts.store.write(identityScope(''), async (db) => {
    const posts = await sql<{
      id: string;
    }>`select o.id from host.post o join host.person p on p.id = o.person_id where o.person_id = ${personId} and ${mayAct(now)} order by o.valid_from, o.id limit 1`.execute(
      db,
    );
    const post = posts.rows[0];
    if (!post) return refuse('host.person-locked');
    await sql`update host.account set failures = 0, locked_until = null where id = ${personId}`.execute(db);
    await sql`delete from host.session where expires_at < ${now}`.execute(db);
    await sql`insert into host.session (id, person_id, post_id, created_at, last_seen, expires_at) values (${sha256Hex(token)}, ${personId}, ${post.id}, ${now}, ${now}, ${expires})`.execute(
      db,
    );
    return ok({ token });
  });
}

interface SessionRow extends Actor {
  readonly lastSeen: string;
}

/** Who a token stands for: null when unknown, expired, idle too long, or the person or post is no longer valid. */
export async function findActor(parts: HostParts, token: string): Promise<Actor | null> {
  const now = parts.now();
  const hash = sha256Hex(token);
  const idleSince = new Date(Date.parse(now) - idleMs).toISOString();
  const row = await parts.store.read(identityScope(''), async (db) => {
    const found = await sql<SessionRow>`select ${actorColumns}, s.last_seen as "lastSeen"
      from host.session s join host.person p on p.id = s.person_id join host.post o on o.id = s.post_id
      where s.id = ${hash} and s.expires_at > ${now} and s.last_seen > ${idleSince} and ${mayAct(now)}`.execute(db);
    return found.rows[0] ?? null;
  });
  if (!row) return null;
  const { lastSeen, ...actor } = row;
  if (Date.parse(now) - Date.parse(lastSeen) > 60_000) {
    await parts.store.write(identityScope(''), (db) =>
      sql`update host.session set last_seen = ${now} where id = ${hash}`.execute(db),
    );
  }
  return actor;
}

/** A person's open sessions, for commands that end them. */
export async function sessionsOf(db: AnyDb, personId: string): Promise<{ id: string; version: number }[]> {
  const found = await sql<{
    id: string;
    version: number;
  }>`select id, version from host.session where person_id = ${personId} order by created_at, id`.execute(db);
  return found.rows;
}

export function endSession(session: { id: string; version: number }): RowChange {
  return { op: 'delete', table: 'host.session', ...session };
}

export async function signOut(parts: HostParts, token: string): Promise<void> {
  await parts.store.write(identityScope(''), (db) =>
    sql`delete from host.session where id = ${sha256Hex(token)}`.execute(db),
  );
}

/** Links end with the seventh day in Shanghai. */
export function linkExpiry(now: string): string {
  return `${addDays(shanghaiDate(now), linkDays)}T16:00:00.000Z`;
}

/** A one-time link for a person to set a password; earlier unused ones of the same person end. Returns the token, which is stored hashed alone. */
export async function createLink(
  db: AnyDb,
  given: { personId: string | null; purpose: 'password' | 'setup'; now: string },
): Promise<string> {
  const token = newToken();
  await sql`delete from host.link where purpose = ${given.purpose} and person_id is not distinct from ${given.personId}`.execute(
    db,
  );
  await sql`insert into host.link (id, person_id, purpose, expires_at) values (${sha256Hex(token)}, ${given.personId}, ${given.purpose}, ${linkExpiry(given.now)})`.execute(
    db,
  );
  return token;
}

/** The link that a token stands for, if it can still be used. */
export async function findLink(
  db: AnyDb,
  given: { token: string; purpose: 'password' | 'setup'; now: string },
): Promise<{ personId: string | null } | null> {
  const found = await sql<{
    person_id: string | null;
  }>`select person_id from host.link where id = ${sha256Hex(given.token)} and purpose = ${given.purpose} and used_at is null and expires_at > ${given.now}`.execute(
    db,
  );
  const row = found.rows[0];
  return row ? { personId: row.person_id } : null;
}

/** Whom a password link is for, so that the page can greet them. */
export async function readLink(parts: HostParts, token: string): Promise<Outcome<{ name: string; login: string }>> {
  return parts.store.read(identityScope(''), async (db) => {
    const link = await findLink(db, { token, purpose: 'password', now: parts.now() });
    const found = await sql<{
      name: string;
      login: string;
    }>`select name, login from host.person where id = ${link?.personId ?? ''} and not locked`.execute(db);
    const person = found.rows[0];
    return person ? ok(person) : refuse('host.link-unusable');
  });
}

/** Sets the password by a one-time link, ends the person's other sessions and signs them in. */
export async function usePasswordLink(
  parts: HostParts,
  given: { token: string; password: string },
): Promise<Outcome<{ token: string }>> {
  const person = await readLink(parts, given.token);
  if (!person.ok) return person;
  const checked = checkPassword(given.password, person.value.login);
  if (!checked.ok) return checked;
  const hash = await hashPassword(given.password);
  const actor = await parts.store.read(identityScope(''), (db) =>
    linkedActor(db, { token: given.token, now: parts.now() }),
  );
  if (!actor) return refuse('host.link-unusable');
  const chain = chainOf(parts.place, actor);
  const set = await parts.store.write(identityScope(chain), async (db) => {
    const now = parts.now();
    const link = await findLink(db, { token: given.token, purpose: 'password', now });
    if (link?.personId !== actor.personId) return refuse('host.link-unusable');
    await sql`update host.link set used_at = ${now} where id = ${sha256Hex(given.token)}`.execute(db);
    await sql`insert into host.account (id, password_hash) values (${actor.personId}, ${hash}) on conflict (id) do update set password_hash = excluded.password_hash, failures = 0, locked_until = null`.execute(
      db,
    );
    await sql`delete from host.session where person_id = ${actor.personId}`.execute(db);
    await appendAudit(db, {
      chain,
      at: now,
      actor: auditActor(actor),
      operation: 'host.set-password',
      subject: '设置密码',
      changes: [],
    });
    return ok(actor.personId);
  });
  return set.ok ? startSession(parts, set.value) : set;
}

/** The person of a password link, in their first post. */
async function linkedActor(db: AnyDb, given: { token: string; now: string }): Promise<Actor | null> {
  const found = await sql<Actor>`select ${actorColumns}
      from host.link l join host.person p on p.id = l.person_id join host.post o on o.person_id = p.id
      where l.id = ${sha256Hex(given.token)} and l.purpose = 'password' and l.expires_at > ${given.now} order by o.valid_from, o.id limit 1`.execute(
    db,
  );
  return found.rows[0] ?? null;
}
