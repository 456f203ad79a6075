import { type Actor, addDays, defineCommand, defineQuery, ok, type RowChange, refuse } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import type { HostReadPorts } from '../run/decide.ts';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';
import { actorColumns, mayAct } from './posts.ts';

/** What a token begins with, so that a leaked one is recognised for what it is. */
export const tokenPrefix = 'qipan_';
const longestDays = 366;

const tokenSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsed: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

const columns = sql.raw(
  'id, version, name, permissions, created_at as "createdAt", expires_at as "expiresAt", last_used as "lastUsed", revoked_at as "revokedAt"',
);

const listTokens = defineQuery({
  name: 'host.list-tokens',
  title: { zh: '我的程序令牌', en: 'My tokens for programs' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.tokens',
  input: z.object({}),
  output: z.object({ tokens: z.array(tokenSchema) }),
  async read({ db }: HostReadPorts, _input, { actor }) {
    const found = await sql<
      z.infer<typeof tokenSchema>
    >`select ${columns} from host.token where person_id = ${actor.personId} order by created_at desc, id`.execute(db);
    return ok({ tokens: found.rows });
  },
});

const createToken = defineCommand({
  name: 'host.create-token',
  title: { zh: '新建程序令牌', en: 'Create a token for a program' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.tokens',
  secret: true,
  input: z.object({
    name: z.string().trim().min(1).max(60),
    /** What the program may do: permissions of the person's own post. */
    permissions: z.array(z.string().max(100)).min(1).max(200),
    days: z.number().int().min(1).max(longestDays).default(90),
  }),
  output: z.object({ tokenId: z.string(), token: z.string(), expiresAt: z.string() }),
  example: { name: '台账同步程序', permissions: ['programme.read'], days: 90 },
  async read({ registry }: HostReadPorts, { permissions }, { actor }) {
    // A program must not hand out further programs: a token that could make tokens would outlive its own end.
    if (actor.token) return refuse('host.token-by-token');
    const foreign = permissions.find((name) => !registry.permissions.get(name)?.includes(actor.role));
    return foreign === undefined ? ok({}) : refuse('host.not-own-permission', { permission: foreign }, 'permissions');
  },
  decide(_facts, input, context) {
    const secret = `${tokenPrefix}${context.newId()}${context.newId()}`;
    const id = context.newId();
    const expiresAt = `${addDays(context.today, input.days)}T16:00:00.000Z`;
    const values = {
      secret_hash: sha256Hex(secret),
      name: input.name,
      person_id: context.actor.personId,
      post_id: context.actor.postId,
      permissions: [...new Set(input.permissions)],
      created_at: context.now,
      expires_at: expiresAt,
    };
    const subject = `新建程序令牌 ${input.name}（${values.permissions.join('、')}，${input.days} 天）`;
    const changes: RowChange[] = [{ op: 'insert', table: 'host.token', id, values }];
    return ok({ changes, restsOn: [], files: [], subject, result: { tokenId: id, token: secret, expiresAt } });
  },
});

const revokeToken = defineCommand({
  name: 'host.revoke-token',
  title: { zh: '收回程序令牌', en: 'Revoke a token' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.tokens',
  input: z.object({ tokenId: z.string() }),
  output: z.object({ tokenId: z.string() }),
  async read({ db }: HostReadPorts, { tokenId }, { actor }) {
    const found = await sql<{
      version: number;
      name: string;
    }>`select version, name from host.token where id = ${tokenId} and person_id = ${actor.personId} and revoked_at is null`.execute(
      db,
    );
    const token = found.rows[0];
    return token ? ok(token) : refuse('host.unknown-token');
  },
  decide({ version, name }, { tokenId }, context) {
    const values = { revoked_at: context.now };
    const changes: RowChange[] = [{ op: 'update', table: 'host.token', id: tokenId, version, values }];
    return ok({ changes, restsOn: [], files: [], subject: `收回程序令牌 ${name}`, result: { tokenId } });
  },
});

export const tokenOperations = [listTokens, createToken, revokeToken] as const;

interface TokenRow extends Omit<Actor, 'token'> {
  readonly tokenId: string;
  readonly permissions: readonly string[];
  readonly lastUsed: string | null;
}

/** Who a token acts for and what it may do; null when unknown, expired, revoked, or the person or post is no longer valid. */
export async function findTokenActor(parts: HostParts, secret: string): Promise<Actor | null> {
  if (!secret.startsWith(tokenPrefix)) return null;
  const now = parts.now();
  const row = await parts.store.read(identityScope(''), async (db) => {
    const found =
      await sql<TokenRow>`select t.id as "tokenId", t.permissions, t.last_used as "lastUsed", ${actorColumns}
      from host.token t join host.person p on p.id = t.person_id join host.post o on o.id = t.post_id
      where t.secret_hash = ${sha256Hex(secret)} and t.revoked_at is null and t.expires_at > ${now} and ${mayAct(now)}`.execute(
        db,
      );
    return found.rows[0] ?? null;
  });
  if (!row) return null;
  const { tokenId, permissions, lastUsed, ...actor } = row;
  if (!lastUsed || Date.parse(now) - Date.parse(lastUsed) > 60_000) {
    await parts.store.write(identityScope(''), (db) =>
      sql`update host.token set last_used = ${now} where id = ${tokenId}`.execute(db),
    );
  }
  return { ...actor, token: { id: tokenId, permissions } };
}
