import { type Actor, type Role, roles } from '@qipan/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from '../audit.ts';
import { sha256Hex } from '../canonical.ts';
import { hostManifest } from '../manifest.ts';
import type { Host } from '../open.ts';
import { countAllRows, type Opened, openModules, readAsOwner, accepted } from '../testing/open-modules.ts';
import { samplePlace } from '../testing/sample.ts';
import { runOperation } from '../run-operation.ts';
import { checkPassword, hashPassword, verifyPassword } from './passwords.ts';
import { findActor, readLink, signIn, signOut, usePasswordLink } from './sessions.ts';
import { completeSetup, createSetupLink, readSetup } from './setup.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const password = 'kite over the river 7';
const linkSchema = z.object({ personId: z.string(), linkToken: z.string() });

let opened: Opened;
let host: Host;
let administrator: Actor;
let administratorToken: string;
let people = 0;

beforeAll(async () => {
  opened = await openModules(samplePlace);
  host = opened.host;
});
afterAll(() => opened.close());

function operate(name: string, input: unknown, actor: Actor = administrator) {
  return runOperation(host, actor, { name, input });
}

async function addPerson(role: Role = 'leader') {
  people += 1;
  const login = `person${people}`;
  const input = { name: `人员${people}`, login, unitId: 'office', role };
  return { login, ...linkSchema.parse(accepted(await operate('host.add-person', input))) };
}

/** A person who has set the usual password and is signed in. */
async function addSignedIn(role: Role = 'leader') {
  const person = await addPerson(role);
  const { token } = accepted(await usePasswordLink(host, { token: person.linkToken, password }));
  return { ...person, token };
}

function holdersOf(permission: string): readonly Role[] {
  return new Map<string, readonly Role[]>(Object.entries(hostManifest.permissions)).get(permission) ?? [];
}

async function auditOf(operation: string) {
  return readAsOwner(host, async (db) => {
    const found = await sql<{
      actor: { personId: string };
      changes: { table: string; id: string; from: number | null; to: number | null }[];
    }>`select actor, changes from host.audit where operation = ${operation} order by seq`.execute(db);
    return found.rows;
  });
}

describe('a password', () => {
  test.each([
    ['short', 'abc-12345', '少于'],
    ['long', `${'ab1-'.repeat(50)}x`, '超过'],
    ['letters alone', 'abcdefghijkl', '一类'],
    ['digits alone', '837465019283', '一类'],
    ['with the user name', 'my-Zhang.San-1', '用户名'],
    ['few different signs', 'aaaa1111aaaa', '重复'],
    ['a common word with digits around it', '12Password2026!', '常见'],
  ])('%s is refused', (_what, given, detail) => {
    const checked = checkPassword(given, 'zhang.san');
    expect(checked).toMatchObject({ ok: false, code: 'host.weak-password', at: 'password' });
    expect(checked.ok ? '' : checked.values.detail).toContain(detail);
  });

  test.each(['kite over the river 7', '一盘棋建设2026年京津冀', 'correct-horse-battery'])('%s is taken', (given) => {
    expect(checkPassword(given, 'zhang.san')).toEqual({ ok: true, value: given });
  });

  test('is kept salted, and full width equals half width', async () => {
    const [first, second] = [await hashPassword(password), await hashPassword(password)];
    expect(first).not.toBe(second);
    expect(await verifyPassword(password, first)).toBe(true);
    expect(await verifyPassword('ｋｉｔｅ over the river 7', first)).toBe(true);
    expect(await verifyPassword(`${password} `, first)).toBe(false);
    expect(await verifyPassword(password, null)).toBe(false);
  });
});

describe('the first set-up', () => {
  const given = {
    administrator: { name: '管理员', login: 'admin', password },
    reformOfficer: { name: '甲', login: 'officer', unitId: 'office' },
  };

  test('a link that was replaced by a newer one, or is no link, opens nothing', async () => {
    const older = (await createSetupLink(host)) ?? '';
    const token = (await createSetupLink(host)) ?? '';
    expect(await readSetup(host, older)).toMatchObject({ ok: false, code: 'host.link-unusable' });
    expect(await completeSetup(host, { token: older, ...given })).toMatchObject({ code: 'host.link-unusable' });
    expect(accepted(await readSetup(host, token)).units).toEqual([
      { id: 'office', name: '改革办', regionCode: '990100' },
    ]);
  });

  test('what is wrong in it leaves the link usable and nobody added', async () => {
    const token = (await createSetupLink(host)) ?? '';
    const before = await countAllRows(host);
    const weak = { ...given, administrator: { ...given.administrator, password: 'short' } };
    expect(await completeSetup(host, { token, ...weak })).toMatchObject({ code: 'host.weak-password' });
    const nowhere = { ...given, reformOfficer: { ...given.reformOfficer, unitId: 'nowhere' } };
    expect(await completeSetup(host, { token, ...nowhere })).toMatchObject({ code: 'host.unknown-unit' });
    const twice = { ...given, reformOfficer: { ...given.reformOfficer, login: 'admin' } };
    expect(await completeSetup(host, { token, ...twice })).toMatchObject({ code: 'host.login-taken' });
    expect(await countAllRows(host)).toEqual(before);
    expect(accepted(await readSetup(host, token)).place).toBe('甲市');
  });

  test('makes the administrator and the first reform officer, once', async () => {
    const token = (await createSetupLink(host)) ?? '';
    const done = accepted(await completeSetup(host, { token, ...given }));
    const actor = await findActor(host, done.token);
    expect(actor).toMatchObject({ personName: '管理员', role: 'administrator', demonstration: false });
    if (!actor) return;
    administrator = actor;
    administratorToken = done.token;
    expect(await completeSetup(host, { token, ...given })).toMatchObject({ code: 'host.link-unusable' });
    expect(await createSetupLink(host)).toBeNull();
    const officer = accepted(await usePasswordLink(host, { token: done.linkToken, password }));
    expect(await findActor(host, officer.token)).toMatchObject({
      personName: '甲',
      role: 'reform-office',
      unitId: 'office',
    });
    expect(await auditOf('host.complete-setup')).toMatchObject([{ actor: { personId: actor.personId } }]);
  });
});

describe('sign-in', () => {
  test('the right password opens a session that signing out ends; wrong and unknown are one answer', async () => {
    const { token } = accepted(await signIn(host, { login: ' officer ', password }));
    expect(await findActor(host, token)).toMatchObject({ personName: '甲' });
    const wrong = await signIn(host, { login: 'officer', password: 'not this one 1' });
    const unknown = await signIn(host, { login: 'nobody', password });
    const unset = await signIn(host, { login: (await addPerson()).login, password });
    expect(wrong).toMatchObject({ ok: false, code: 'host.sign-in-failed' });
    expect(unknown).toEqual(wrong);
    expect(unset).toEqual(wrong);
    await signOut(host, token);
    expect(await findActor(host, token)).toBeNull();
    expect(await findActor(host, 'made up')).toBeNull();
  });

  test('five failures lock it out for longer each time; the right password after the wait clears the count', async () => {
    const { login } = await addSignedIn();
    const wrong = () => signIn(host, { login, password: 'not this one 1' });
    for (let failure = 1; failure <= 5; failure += 1)
      expect(await wrong()).toMatchObject({ code: 'host.sign-in-failed' });
    expect(await signIn(host, { login, password })).toMatchObject({ code: 'host.locked-out', values: { seconds: 30 } });
    for (const [waited, next] of [
      [30, 60],
      [60, 120],
      [120, 240],
    ] as const) {
      opened.clock.ms += waited * 1_000;
      expect(await wrong()).toMatchObject({ code: 'host.sign-in-failed' });
      expect(await wrong()).toMatchObject({ code: 'host.locked-out', values: { seconds: next } });
    }
    opened.clock.ms += 240_000;
    expect(await signIn(host, { login, password })).toMatchObject({ ok: true });
    expect(await wrong()).toMatchObject({ code: 'host.sign-in-failed' });
    expect(await wrong()).toMatchObject({ code: 'host.sign-in-failed' });
  });

  test('the delay has an end, and guesses at the same moment count each', async () => {
    const { login } = await addSignedIn();
    await Promise.all(Array.from({ length: 6 }, () => signIn(host, { login, password: 'not this one 1' })));
    expect(await signIn(host, { login, password })).toMatchObject({ code: 'host.locked-out', values: { seconds: 60 } });
    await host.store.write({ role: 'owner', settings: {} }, (db) =>
      sql`update host.account set failures = 60`.execute(db),
    );
    opened.clock.ms += 60_000;
    await signIn(host, { login, password: 'not this one 1' });
    expect(await signIn(host, { login, password })).toMatchObject({
      code: 'host.locked-out',
      values: { seconds: 900 },
    });
    await host.store.write({ role: 'owner', settings: {} }, (db) =>
      sql`update host.account set failures = 0, locked_until = null`.execute(db),
    );
  });
});

describe('a one-time link', () => {
  test('sets a password once and signs in; a weak password does not use it up', async () => {
    const { login, linkToken } = await addPerson();
    expect(accepted(await readLink(host, linkToken)).login).toBe(login);
    expect(await usePasswordLink(host, { token: linkToken, password: 'short' })).toMatchObject({
      code: 'host.weak-password',
    });
    const { token } = accepted(await usePasswordLink(host, { token: linkToken, password }));
    expect(await findActor(host, token)).not.toBeNull();
    expect(await usePasswordLink(host, { token: linkToken, password })).toMatchObject({ code: 'host.link-unusable' });
    expect(await readLink(host, linkToken)).toMatchObject({ code: 'host.link-unusable' });
  });

  test('ends when a newer one is issued, and the newer one ends sessions and the lock-out', async () => {
    const person = await addPerson();
    const newer = linkSchema.parse(accepted(await operate('host.issue-link', { personId: person.personId })));
    expect(await readLink(host, person.linkToken)).toMatchObject({ code: 'host.link-unusable' });
    const first = accepted(await usePasswordLink(host, { token: newer.linkToken, password }));
    for (let failure = 1; failure <= 5; failure += 1)
      await signIn(host, { login: person.login, password: 'not this one 1' });
    const reset = linkSchema.parse(accepted(await operate('host.issue-link', { personId: person.personId })));
    const second = accepted(await usePasswordLink(host, { token: reset.linkToken, password: 'another kite 8' }));
    expect(await findActor(host, first.token)).toBeNull();
    expect(await findActor(host, second.token)).not.toBeNull();
    expect(await signIn(host, { login: person.login, password })).toMatchObject({ code: 'host.sign-in-failed' });
    expect(await signIn(host, { login: person.login, password: 'another kite 8' })).toMatchObject({ ok: true });
  });

  test('is valid for seven days', async () => {
    const { linkToken } = await addPerson();
    opened.clock.ms += 7 * dayMs;
    expect(await readLink(host, linkToken)).toMatchObject({ ok: true });
    opened.clock.ms += dayMs;
    expect(await usePasswordLink(host, { token: linkToken, password })).toMatchObject({ code: 'host.link-unusable' });
  });
});

describe('a session', () => {
  test('ends after two idle hours, and lives on while it is used', async () => {
    const { login, token } = await addSignedIn();
    opened.clock.ms += 119 * minuteMs;
    expect(await findActor(host, token)).not.toBeNull();
    opened.clock.ms += 119 * minuteMs;
    expect(await findActor(host, token)).not.toBeNull();
    opened.clock.ms += 121 * minuteMs;
    expect(await findActor(host, token)).toBeNull();
    expect(await signIn(host, { login, password })).toMatchObject({ ok: true });
  });

  test('ends after twelve hours, used or not', async () => {
    const { token } = await addSignedIn();
    for (let hour = 1; hour < 12; hour += 1) {
      opened.clock.ms += hourMs;
      expect(await findActor(host, token)).not.toBeNull();
    }
    opened.clock.ms += hourMs + 1;
    expect(await findActor(host, token)).toBeNull();
  });

  test('ends when the person is locked; unlocking lets them sign in again', async () => {
    const { login, token, personId } = await addSignedIn();
    accepted(await operate('host.lock-person', { personId, locked: true }));
    expect(await findActor(host, token)).toBeNull();
    expect(await signIn(host, { login, password })).toMatchObject({ code: 'host.person-locked' });
    expect(await signIn(host, { login, password: 'not this one 1' })).toMatchObject({ code: 'host.sign-in-failed' });
    const link = linkSchema.parse(accepted(await operate('host.issue-link', { personId })));
    expect(await usePasswordLink(host, { token: link.linkToken, password })).toMatchObject({
      code: 'host.link-unusable',
    });
    accepted(await operate('host.lock-person', { personId, locked: false }));
    expect(await findActor(host, token)).toBeNull();
    expect(await signIn(host, { login, password })).toMatchObject({ ok: true });
  });

  test('tokens and passwords stand nowhere but as hashes', async () => {
    const waiting = await addPerson();
    const { token } = await addSignedIn();
    const stored = await readAsOwner(host, async (db) => {
      const rows = await sql<{
        all: string;
      }>`select (select jsonb_agg(s) from host.session s)::text || (select jsonb_agg(l) from host.link l)::text || (select jsonb_agg(a) from host.account a)::text || (select jsonb_agg(e) from host.audit e)::text as all`.execute(
        db,
      );
      return rows.rows[0]?.all ?? '';
    });
    for (const secret of [token, waiting.linkToken, administratorToken, password]) expect(stored).not.toContain(secret);
    expect(stored).toContain(sha256Hex(token));
    expect(stored).toContain(sha256Hex(waiting.linkToken));
  });
});

describe('persons', () => {
  test('a login that is taken is refused with its field, and nothing is written', async () => {
    const { login } = await addPerson();
    const before = await countAllRows(host);
    const again = await operate('host.add-person', { name: '乙', login, unitId: 'office', role: 'leader' });
    expect(again).toMatchObject({ ok: false, code: 'host.login-taken', at: 'login' });
    const nowhere = await operate('host.add-person', { name: '乙', login: 'fresh', unitId: 'nowhere', role: 'leader' });
    expect(nowhere).toMatchObject({ ok: false, code: 'host.unknown-unit', at: 'unitId' });
    expect(await operate('host.add-person', { name: '', login: 'x' })).toMatchObject({ code: 'host.bad-input' });
    expect(await countAllRows(host)).toEqual(before);
  });

  test('adding, a link and a lock each leave an audit entry with who and which versions', async () => {
    const { personId } = await addPerson();
    await operate('host.issue-link', { personId });
    await operate('host.lock-person', { personId, locked: true });
    const by = { personId: administrator.personId };
    const added = (await auditOf('host.add-person')).at(-1);
    expect(added).toMatchObject({
      actor: by,
      changes: ['person', 'post', 'account', 'link'].map((name) => ({ table: `host.${name}`, from: null, to: 1 })),
    });
    expect((await auditOf('host.issue-link')).at(-1)).toMatchObject({ actor: by });
    const locked = (await auditOf('host.lock-person')).at(-1);
    expect(locked).toMatchObject({ actor: by, changes: [{ table: 'host.person', id: personId, from: 1, to: 2 }] });
  });

  test('a name cut inside a sign leaves the audit sound; one with a sign that no store keeps is refused', async () => {
    const input = { name: '甲乙\ud800', login: 'odd.name', unitId: 'office', role: 'leader' };
    accepted(await operate('host.add-person', input));
    const refusal = await operate('host.add-person', { ...input, name: '甲\u0000乙' });
    expect(refusal).toMatchObject({ code: 'host.bad-input', at: 'name' });
    expect(await signIn(host, { login: 'odd\u0000name', password })).toMatchObject({ code: 'host.sign-in-failed' });
    expect(await readAsOwner(host, (db) => verifyAudit(db, null))).toMatchObject({ fault: null });
  });

  test('an unknown person, one of the other realm and oneself are refused without a trace', async () => {
    const { personId } = await addPerson();
    const before = await countAllRows(host);
    const demonstrator = { ...administrator, demonstration: true };
    for (const [id, actor] of [
      ['nobody', administrator],
      [personId, demonstrator],
    ] as const) {
      expect(await operate('host.issue-link', { personId: id }, actor)).toMatchObject({ code: 'host.unknown-person' });
      expect(await operate('host.lock-person', { personId: id, locked: true }, actor)).toMatchObject({
        code: 'host.unknown-person',
      });
    }
    const own = await operate('host.lock-person', { personId: administrator.personId, locked: true });
    expect(own).toMatchObject({ code: 'host.own-lock' });
    expect(await countAllRows(host)).toEqual(before);
    expect(accepted(await operate('host.list-people', {}, demonstrator))).toEqual({ people: [] });
  });

  const refused = hostManifest.operations.flatMap((operation) =>
    roles
      .filter((role) => !holdersOf(operation.permission).includes(role))
      .map((role) => [operation.name, role] as const),
  );
  test.each(refused)('%s is refused for %s', async (name, role) => {
    const before = await countAllRows(host);
    const input = {
      personId: administrator.personId,
      locked: true,
      name: '乙',
      login: 'fresh',
      unitId: 'office',
      role: 'leader',
    };
    expect(await operate(name, input, { ...administrator, personId: 'other', role })).toMatchObject({
      ok: false,
      code: 'host.not-permitted',
    });
    expect(await countAllRows(host)).toEqual(before);
  });
});
