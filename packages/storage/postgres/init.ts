import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { ok, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import type { Client } from 'pg';
import { rolesSql } from '../roles.ts';
import { databaseOf, unreachable } from './address.ts';

/** What a DBA asks for: the owner's address, and the role as which the server will log in. */
export interface InitRequest {
  readonly ownerUrl: string;
  readonly login: string;
  /** Null: left as it is, or made up when the role is new. */
  readonly password: string | null;
}

export interface Initialised {
  readonly databaseMade: boolean;
  readonly loginMade: boolean;
  /** Told once, when it was made up here. */
  readonly password: string | null;
}

const oldestServer = 150_000;

/**
 * Makes the database when it is not there, the roles of the product, and the login role of the server, which owns
 * nothing and by itself may do nothing. Running it again changes nothing.
 */
export async function initDatabase(request: InitRequest): Promise<Outcome<Initialised>> {
  let databaseMade = false;
  try {
    databaseMade = await makeDatabase(request.ownerUrl);
    return await withClient(request.ownerUrl, async (client) => {
      const unfit = (await unfitServer(client)) ?? (await unfitLogin(client, request.login));
      if (unfit) return unfit;
      const made = await makeRoles(client, request);
      return ok({ databaseMade, ...made });
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === '42501')
      return refuse('storage.owner-too-weak', { reason: error instanceof Error ? error.message : '' });
    return unreachable(request.ownerUrl, error);
  }
}

/** Text is compared by its code points, as the embedded database does: an order for people comes from stored keys. */
async function makeDatabase(ownerUrl: string): Promise<boolean> {
  const url = new URL(ownerUrl);
  try {
    await withClient(ownerUrl, async () => undefined);
    return false;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '3D000')) throw error;
  }
  const name = databaseOf(ownerUrl);
  url.pathname = '/postgres';
  await withClient(url.href, async (client) => {
    const made = (ctype: string) =>
      client.query(
        `create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype '${ctype}'`,
      );
    // A server without the locale C.UTF-8 folds the case of Latin letters alone.
    await made('C.UTF-8').catch((error: unknown) =>
      error instanceof Error && 'code' in error && error.code === '42809' ? made('C') : Promise.reject(error),
    );
  });
  return true;
}

async function unfitServer(client: Client): Promise<Refusal | null> {
  const found = await client.query<{ version: number; collation: string; encoding: string; name: string }>(
    `select current_setting('server_version_num')::int as version, datcollate as collation, pg_encoding_to_char(encoding) as encoding, datname as name from pg_database where datname = current_database()`,
  );
  const server = found.rows[0];
  if (!server) throw new Error('the database does not know itself');
  if (server.version < oldestServer)
    return refuse('storage.server-too-old', { found: Math.floor(server.version / 10_000), needed: 15 });
  if (server.encoding !== 'UTF8' || !/^(C|POSIX|C\.utf-?8)$/i.test(server.collation))
    return refuse('storage.database-collation', {
      database: server.name,
      found: `${server.encoding}, ${server.collation}`,
    });
  return null;
}

/** A login that is the owner, or as strong, would not be bound by row-level security. */
async function unfitLogin(client: Client, login: string): Promise<Refusal | null> {
  const found = await client.query<{ strong: boolean }>(
    `select rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'MEMBER') as strong from pg_roles where rolname = $1`,
    [login],
  );
  return found.rows[0]?.strong ? refuse('storage.login-too-strong', { login }) : null;
}

async function makeRoles(client: Client, request: InitRequest): Promise<Omit<Initialised, 'databaseMade'>> {
  const login = client.escapeIdentifier(request.login);
  const database = client.escapeIdentifier(databaseOf(request.ownerUrl));
  await client.query(rolesSql);
  const there = await client.query('select 1 from pg_roles where rolname = $1', [request.login]);
  const loginMade = there.rows.length === 0;
  const madeUp = loginMade && request.password === null ? randomBytes(18).toString('base64url') : null;
  const password = request.password ?? madeUp;
  const words = `login noinherit nosuperuser nocreatedb nocreaterole`;
  await client.query(`${loginMade ? 'create' : 'alter'} role ${login} ${loginMade ? words : 'login noinherit'}`);
  // The server is given the verifier: the password itself would stand in its log.
  if (password !== null) await client.query(`alter role ${login} password '${scramVerifier(password)}'`);
  await client.query(`grant qipan_nobody, qipan_app, qipan_identity to ${login}`);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${login}`);
  await client.query('revoke create on schema public from public');
  return { loginMade, password: madeUp };
}

/** RFC 5803, as PostgreSQL stores it. */
function scramVerifier(password: string): string {
  const rounds = 4_096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, rounds, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const pg = await import('pg');
  const client = new pg.default.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
