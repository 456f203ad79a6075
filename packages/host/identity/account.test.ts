import type { Actor } from '@qipan/kernel';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runOperation } from '../run-operation.ts';
import { accepted, type Opened, openModules } from '../testing/open-modules.ts';
import { samplePlace } from '../testing/sample.ts';
import { addPersonRows } from './people.ts';
import { switchPost, systemActor } from './posts.ts';
import { findActor, signIn, usePasswordLink } from './sessions.ts';

const password = 'kite over the river 7';
let opened: Opened;
let count = 0;

beforeAll(async () => {
  opened = await openModules({
    ...samplePlace,
    units: [
      ...samplePlace.units,
      { id: 'county', name: '乙县政府', regionCode: '990101', aliases: [], duties: [], kind: 'region' },
    ],
  });
});
afterAll(() => opened.close());

async function person() {
  count += 1;
  const login = `Person.${count}`;
  const given = { name: '甲', login, phone: '', unitId: 'office', role: 'reform-office' as const };
  const unit = { name: '改革办', regionCode: '990100' };
  const made = await addPersonRows(opened.host, { person: given, unit, demonstration: false, seed: login });
  const { token } = accepted(await usePasswordLink(opened.host, { token: made?.linkToken ?? '', password }));
  const actor = await findActor(opened.host, token);
  if (!actor) throw new Error('signed in');
  return { login, token, actor };
}

const ask = (actor: Actor, name: string, input: object = {}) => runOperation(opened.host, actor, { name, input });
const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: opened.clock.ms });

describe('second factor', () => {
  test('is set up by a confirming code, asked for after the password, each code once', async () => {
    const { login, actor } = await person();
    const begun = z
      .object({ secret: z.string(), address: z.string() })
      .parse(accepted(await ask(actor, 'host.begin-second-factor')));
    expect(begun.address).toMatch(/^otpauth:\/\/totp\/Qipan:Person\.1\?.*secret=[A-Z2-7]{32}/);
    expect(await signIn(opened.host, { login, password })).toMatchObject({ ok: true });
    expect(await ask(actor, 'host.confirm-second-factor', { code: '000000' })).toMatchObject({
      code: 'host.code-wrong',
    });
    accepted(await ask(actor, 'host.confirm-second-factor', { code: codeNow(begun.secret) }));
    expect(await signIn(opened.host, { login, password })).toMatchObject({ code: 'host.code-needed' });
    expect(await signIn(opened.host, { login, password, code: codeNow(begun.secret) })).toMatchObject({
      code: 'host.code-wrong',
    });
    opened.clock.ms += 30_000;
    const code = codeNow(begun.secret);
    expect(await signIn(opened.host, { login, password: 'wrong password 1', code })).toMatchObject({
      code: 'host.sign-in-failed',
    });
    expect(await signIn(opened.host, { login, password, code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).toMatchObject(
      { ok: true },
    );
    expect(await signIn(opened.host, { login, password, code })).toMatchObject({ code: 'host.code-wrong' });
    expect(await ask(actor, 'host.begin-second-factor')).toMatchObject({ code: 'host.second-factor-there' });
    opened.clock.ms += 60_000;
    accepted(await ask(actor, 'host.end-second-factor', { code: codeNow(begun.secret) }));
    expect(await signIn(opened.host, { login, password })).toMatchObject({ ok: true });
  });

  test('twenty at once with one code: one gets in', async () => {
    const { login, actor } = await person();
    const { secret } = z.object({ secret: z.string() }).parse(accepted(await ask(actor, 'host.begin-second-factor')));
    accepted(await ask(actor, 'host.confirm-second-factor', { code: codeNow(secret) }));
    opened.clock.ms += 30_000;
    const tries = await Promise.all(
      Array.from({ length: 4 }, () => signIn(opened.host, { login, password, code: codeNow(secret) })),
    );
    expect(tries.filter((entry) => entry.ok)).toHaveLength(1);
  });
});

test('a login is the same in any case', async () => {
  const { login } = await person();
  expect(await signIn(opened.host, { login: login.toUpperCase(), password })).toMatchObject({ ok: true });
  const administrator = systemActor(samplePlace, false);
  const again = { name: '乙', login: login.toLowerCase(), unitId: 'office', role: 'leader' };
  expect(await ask(administrator, 'host.add-person', again)).toMatchObject({ code: 'host.login-taken' });
});

test('a person sees their sign-ins, wrong ones too, and signs out everywhere', async () => {
  const { login, token, actor } = await person();
  await signIn(opened.host, { login, password: 'wrong password 1', address: '10.1.2.3', agent: 'Tester' });
  opened.clock.ms += 1_000;
  const other = accepted(await signIn(opened.host, { login, password, address: '10.1.2.4', agent: 'Tester' }));
  const account = accepted(await ask(actor, 'host.read-account'));
  expect(account).toMatchObject({
    sessions: 2,
    signIns: [
      { outcome: 'signed-in', address: '10.1.2.4' },
      { outcome: 'wrong-password', address: '10.1.2.3' },
    ],
  });
  expect(accepted(await ask(actor, 'host.sign-out-everywhere'))).toEqual({ ended: 2 });
  expect([await findActor(opened.host, token), await findActor(opened.host, other.token)]).toEqual([null, null]);
});

describe('posts', () => {
  test('a person holds several, one active at a time, each with its own rights; an ended one is no longer there', async () => {
    const { token, actor } = await person();
    const administrator = systemActor(samplePlace, false);
    const post = { personId: actor.personId, unitId: 'county', role: 'responsible-unit' };
    const { postId } = z
      .object({ postId: z.string() })
      .parse(accepted(await ask(administrator, 'host.add-post', post)));
    expect(await findActor(opened.host, token)).toMatchObject({ role: 'reform-office', unitName: '改革办' });
    accepted(await switchPost(opened.host, { actor, token, postId }));
    const switched = await findActor(opened.host, token);
    expect(switched).toMatchObject({ role: 'responsible-unit', unitName: '乙县政府', regionCode: '990101', postId });
    expect(await ask(switched ?? actor, 'parties.add-units', { units: [] })).toMatchObject({
      code: 'host.not-permitted',
    });
    const today = new Date(opened.clock.ms + 8 * 3_600_000).toISOString().slice(0, 10);
    accepted(await ask(administrator, 'host.end-post', { postId, validTo: today }));
    opened.clock.ms += 2 * 86_400_000;
    expect(await findActor(opened.host, token)).toBeNull();
    expect(await switchPost(opened.host, { actor, token, postId })).toMatchObject({ code: 'host.unknown-post' });
    const backwards = { ...post, validFrom: '2027-01-02', validTo: '2027-01-01' };
    expect(await ask(administrator, 'host.add-post', backwards)).toMatchObject({ code: 'host.post-dates' });
  });
});
