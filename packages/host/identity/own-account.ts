import { defineCommand, defineQuery, ok, type RowChange, refuse, roles } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { newSecret, stepOf } from './second-factor.ts';
import { endSession, sessionsOf } from './sessions.ts';

interface Account {
  readonly version: number;
  readonly login: string;
  readonly secret: string | null;
  readonly pending: string | null;
  readonly lastStep: number;
}

async function ownAccount(db: AnyDb, personId: string): Promise<Account | null> {
  const found =
    await sql<Account>`select a.version, p.login, a.totp_secret as secret, a.totp_pending as pending, a.totp_last_step::float8 as "lastStep" from host.account a join host.person p on p.id = a.id where a.id = ${personId}`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

const signInSchema = z.object({
  id: z.string(),
  at: z.string(),
  outcome: z.string(),
  address: z.string(),
  agent: z.string(),
});
const postSchema = z.object({
  id: z.string(),
  unitName: z.string(),
  role: z.enum(roles),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  active: z.boolean(),
});

const readAccount = defineQuery({
  name: 'host.read-account',
  title: { zh: '我的账号', en: 'My account' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({
    login: z.string(),
    secondFactor: z.boolean(),
    posts: z.array(postSchema),
    sessions: z.number().int(),
    signIns: z.array(signInSchema),
  }),
  async read({ db }: HostReadPorts, _input, { actor, today }) {
    const account = await ownAccount(db, actor.personId);
    if (!account) return refuse('host.unknown-person');
    const posts = await sql<
      z.infer<typeof postSchema>
    >`select id, unit_name as "unitName", role, valid_from as "validFrom", valid_to as "validTo", id = ${actor.postId} as active from host.post where person_id = ${actor.personId} and valid_from <= ${today} and (valid_to is null or valid_to >= ${today}) order by valid_from, id`.execute(
      db,
    );
    const signIns = await sql<
      z.infer<typeof signInSchema>
    >`select id, at, outcome, address, agent from host.sign_in where person_id = ${actor.personId} order by at desc, id limit 50`.execute(
      db,
    );
    const sessions = (await sessionsOf(db, actor.personId)).length;
    const secondFactor = account.secret !== null;
    return ok({ login: account.login, secondFactor, posts: posts.rows, sessions, signIns: signIns.rows });
  },
});

const beginSecondFactor = defineCommand({
  name: 'host.begin-second-factor',
  title: { zh: '启用动态口令：取得密钥', en: 'Set up a second factor: get the secret' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  secret: true,
  input: z.object({}),
  output: z.object({ secret: z.string(), address: z.string() }),
  async read({ db }: HostReadPorts, _input, { actor }) {
    if (actor.token) return refuse('host.token-by-token');
    const account = await ownAccount(db, actor.personId);
    if (!account) return refuse('host.unknown-person');
    return account.secret === null ? ok(account) : refuse('host.second-factor-there');
  },
  decide({ version, login }, _input, { actor, newId }) {
    const made = newSecret(login, newId());
    const values = { totp_pending: made.secret };
    const changes: RowChange[] = [{ op: 'update', table: 'host.account', id: actor.personId, version, values }];
    return ok({ changes, restsOn: [], files: [], subject: '取得动态口令密钥', result: made });
  },
});

const confirmSecondFactor = defineCommand({
  name: 'host.confirm-second-factor',
  title: { zh: '启用动态口令：输入一次口令确认', en: 'Set up a second factor: confirm with a code' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ code: z.string().max(20) }),
  output: z.object({ secondFactor: z.literal(true) }),
  async read({ db }: HostReadPorts, { code }, { actor, now }) {
    const account = await ownAccount(db, actor.personId);
    if (!account?.pending) return refuse('host.second-factor-not-begun');
    const step = stepOf(account.pending, code, now);
    return step === null ? refuse('host.code-wrong', {}, 'code') : ok({ ...account, step });
  },
  decide({ version, pending, step }, _input, { actor }) {
    const values = { totp_secret: pending, totp_pending: null, totp_last_step: step };
    const changes: RowChange[] = [{ op: 'update', table: 'host.account', id: actor.personId, version, values }];
    return ok({ changes, restsOn: [], files: [], subject: '启用动态口令', result: { secondFactor: true as const } });
  },
});

const endSecondFactor = defineCommand({
  name: 'host.end-second-factor',
  title: { zh: '停用动态口令', en: 'Give up the second factor' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ code: z.string().max(20) }),
  output: z.object({ secondFactor: z.literal(false) }),
  async read({ db }: HostReadPorts, { code }, { actor, now }) {
    const account = await ownAccount(db, actor.personId);
    if (!account?.secret) return refuse('host.second-factor-not-begun');
    const step = stepOf(account.secret, code, now);
    return step === null || step <= account.lastStep ? refuse('host.code-wrong', {}, 'code') : ok(account);
  },
  decide({ version }, _input, { actor }) {
    const values = { totp_secret: null, totp_pending: null };
    const changes: RowChange[] = [{ op: 'update', table: 'host.account', id: actor.personId, version, values }];
    return ok({ changes, restsOn: [], files: [], subject: '停用动态口令', result: { secondFactor: false as const } });
  },
});

const signOutEverywhere = defineCommand({
  name: 'host.sign-out-everywhere',
  title: { zh: '在所有设备上退出', en: 'Sign out everywhere' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({ ended: z.number().int() }),
  async read({ db }: HostReadPorts, _input, { actor }) {
    const sessions = await sessionsOf(db, actor.personId);
    return sessions.length > 0 ? ok(sessions) : refuse('host.no-session');
  },
  decide(sessions) {
    const changes = sessions.map(endSession);
    return ok({
      changes,
      restsOn: [],
      files: [],
      subject: `在所有设备上退出（${changes.length} 处）`,
      result: { ended: changes.length },
    });
  },
});

export const ownAccountOperations = [
  readAccount,
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  signOutEverywhere,
] as const;
