import { createHash, randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { initDatabase } from '../postgres/init.ts';
import { findPrograms, startCluster } from './cluster.ts';

/** A database of its own for one test, with an owner who is no superuser and a login role that owns nothing. */
export interface TestDatabase {
  readonly url: string;
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/** What a database is copied from: made once for each key in a run. */
export interface DatabaseTemplate {
  readonly key: string;
  make(address: { url: string; ownerUrl: string }): Promise<void>;
}

const password = 'only-in-tests';
const owner = 'qipan_test_owner';
const login = 'qipan_test_login';

/** Why there is no PostgreSQL to test on; null when there is one. */
export function withoutPostgres(): string | null {
  if (process.env.QIPAN_TEST_POSTGRES || findPrograms()) return null;
  return '本机没有 PostgreSQL 15（/usr/lib/postgresql），也没有设置 QIPAN_TEST_POSTGRES';
}

/** A new database, empty but for what `template` put into it. */
export async function newDatabase(template?: DatabaseTemplate): Promise<TestDatabase> {
  const admin = await adminUrl();
  const from = template ?? { key: 'empty', make: async () => undefined };
  const source = `qipan_template_${createHash('sha256').update(from.key).digest('hex').slice(0, 16)}`;
  const name = `qipan_test_${randomBytes(8).toString('hex')}`;
  await withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const known = await client.query('select 1 from pg_database where datname = $1', [source]);
    if (known.rows.length === 0) await makeTemplate(client, { admin, source, from });
    await client.query(`create database ${name} template ${source} owner ${owner}`);
  });
  const drop = () =>
    withClient(admin, async (client) => void (await client.query(`drop database ${name} with (force)`)));
  return { ...addressesOf(admin, name), drop };
}

async function makeTemplate(
  client: pg.Client,
  given: { admin: string; source: string; from: DatabaseTemplate },
): Promise<void> {
  const { admin, source, from } = given;
  await client.query(
    `do $$ begin create role ${owner} login createrole createdb password '${password}'; exception when duplicate_object then null; end $$`,
  );
  const partial = `${source}_partial`;
  await client.query(`drop database if exists ${partial} with (force)`);
  const address = addressesOf(admin, partial);
  const made = await initDatabase({ ownerUrl: address.ownerUrl, login, password });
  if (!made.ok) throw new Error(`${made.code} ${JSON.stringify(made.values)}`);
  await from.make(address);
  await client.query(`alter database ${partial} rename to ${source}`);
}

function addressesOf(admin: string, database: string): { url: string; ownerUrl: string } {
  const of = (user: string) => {
    const url = new URL(admin);
    url.username = user;
    url.password = password;
    url.pathname = `/${database}`;
    return url.href;
  };
  return { url: of(login), ownerUrl: of(owner) };
}

/** One statement as the superuser, for what an administrator of the server would do. */
export async function runSql(statement: string, database?: string): Promise<void> {
  const url = new URL(await adminUrl());
  if (database !== undefined) url.pathname = `/${database}`;
  await withClient(url.href, async (client) => void (await client.query(statement)));
}

let started: Promise<string> | null = null;

/** The superuser's address, of a cluster that starts with the first test that asks. */
export function adminUrl(): Promise<string> {
  const given = process.env.QIPAN_TEST_POSTGRES;
  if (given) return Promise.resolve(given);
  const programs = findPrograms();
  if (!programs) throw new Error(withoutPostgres() ?? '');
  const keeper = Number(process.env.QIPAN_TEST_KEEPER ?? process.pid);
  started ??= startCluster(path.join(os.tmpdir(), `qipan-postgres-${keeper}`), programs, keeper);
  return started;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
