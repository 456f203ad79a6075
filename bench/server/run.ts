import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { createServer } from '../../apps/server/server.ts';
import { signedInAs } from '../../apps/server/testing/signed-in.ts';
import { openModules, type Opened, runOperation } from '../../packages/host/testing/index.ts';
import { previewOperation } from '../../packages/host/run/preview.ts';
import { hashPassword, verifyPassword } from '../../packages/host/identity/passwords.ts';
import { findActor } from '../../packages/host/identity/sessions.ts';
import { place } from '../../places/langfang/index.ts';
import type { Measurement } from '../measurement.ts';
import { medianMs } from '../median.ts';

const tasks = 1_000;
const users = 20;
const rounds = 5;

/** The server as people and programs meet it, each figure against a part of itself that does the same work bare, or a limit. */
export async function measureServer(): Promise<Measurement[]> {
  const opened = await openModules(place);
  const app = await createServer(opened.host, { loopback: true });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const bound = app.server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const officer = await signedInAs(app, opened.host, 'reform-office');
  await fill(opened, officer.cookie);
  const call = (name: string, input: object) => post({ address, cookie: officer.cookie }, name, input);
  const measurements = [
    await signIn(address, officer.login),
    await list(opened, call),
    await exported(call),
    ...(await transaction(opened, officer.cookie, call)),
    ...(await concurrent(address, officer.cookie)),
    await start(),
  ];
  await app.close();
  await opened.close();
  return measurements;
}

async function post(to: { address: string; cookie: string }, name: string, input: object): Promise<ArrayBuffer> {
  const { address, cookie } = to;
  const response = await fetch(`${address}/api/${name.replace('.', '/')}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.arrayBuffer();
}

const source = { kind: 'other', title: '会议', number: null, date: null, orderedBy: null };

/** A thousand tasks: one as the product makes it, copied by SQL. */
async function fill(opened: Opened, cookie: string): Promise<void> {
  const actor = await findActor(opened.host, cookie.split('=')[1] ?? '');
  if (!actor) throw new Error('signed in');
  const input = { text: '推进跨区域协作，建成承接园区3个', source, lead: ['市发展改革委'], deadline: '2026-12-31' };
  await runOperation(opened.host, actor, { name: 'programme.add-task', input });
  await opened.host.store.write({ role: 'owner', settings: {} }, async (db) => {
    const columns = await sql<{
      name: string;
    }>`select column_name as name from information_schema.columns where table_schema = 'programme' and table_name = 'task' and column_name not in ('id', 'number')`.execute(
      db,
    );
    const names = sql.join(columns.rows.map((row) => sql.ref(row.name)));
    await sql`insert into programme.task (id, number, ${names}) select 'copy-' || n, '0-' || (n + 1)::text, ${names} from programme.task, generate_series(1, ${tasks - 1}) n`.execute(
      db,
    );
  });
}

async function signIn(address: string, login: string): Promise<Measurement> {
  const password = 'kite over the river 7';
  const hash = await hashPassword(password);
  const bare = await medianMs(7, () => verifyPassword(password, hash));
  const own = await medianMs(7, () =>
    fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    }),
  );
  return { work: 'sign in over HTTP', own, unit: 'ms', peer: 'the password hash alone', peerValue: bare };
}

async function list(opened: Opened, call: (name: string, input: object) => Promise<ArrayBuffer>): Promise<Measurement> {
  const bare = await medianMs(9, () =>
    opened.host.store.read({ role: 'owner', settings: {} }, async (db) =>
      JSON.stringify((await sql`select * from programme.task`.execute(db)).rows),
    ),
  );
  const own = await medianMs(9, () => call('programme.list-tasks', {}));
  return { work: `list ${tasks} tasks over HTTP`, own, unit: 'ms', peer: 'the bare select as JSON', peerValue: bare };
}

async function exported(call: (name: string, input: object) => Promise<ArrayBuffer>): Promise<Measurement> {
  const listed = await medianMs(5, () => call('programme.list-tasks', {}));
  const own = await medianMs(5, () => call('programme.export-tasks', {}));
  return { work: `export ${tasks} tasks as .xlsx`, own, unit: 'ms', peer: 'listing them', peerValue: listed };
}

async function transaction(
  opened: Opened,
  cookie: string,
  call: (name: string, input: object) => Promise<ArrayBuffer>,
): Promise<Measurement[]> {
  const actor = await findActor(opened.host, cookie.split('=')[1] ?? '');
  if (!actor) throw new Error('signed in');
  const input = { text: '推进跨区域协作', source };
  const inside = await medianMs(20, () => runOperation(opened.host, actor, { name: 'programme.add-task', input }));
  const over = await medianMs(20, () => call('programme.add-task', input));
  const preview = await medianMs(20, () => previewOperation(opened.host, actor, { name: 'programme.add-task', input }));
  return [
    { work: 'a command over HTTP', own: over, unit: 'ms', peer: 'the same in the process', peerValue: inside },
    { work: 'preview with figures', own: preview, unit: 'ms', peer: 'the command itself', peerValue: inside },
    { work: 'preview with figures', own: preview, unit: 'ms', peer: 'limit', peerValue: 1_000 },
  ];
}

/** Twenty people, each through the pages that an officer opens in a morning. */
async function concurrent(address: string, cookie: string): Promise<Measurement[]> {
  const steps: readonly (readonly [string, object])[] = [
    ['host.list-notices', {}],
    ['programme.list-tasks', { dueUntil: '2026-12-31', limit: 100 }],
    ['programme.search', { query: '承接园区' }],
    ['programme.add-task', { text: '会后补记的任务', source }],
    ['host.list-approvals', {}],
  ];
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: users }, async () => {
      for (let round = 0; round < rounds; round += 1)
        for (const [name, input] of steps) {
          const start = performance.now();
          await post({ address, cookie }, name, input);
          times.push(performance.now() - start);
        }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  const each = (seconds * 1_000) / times.length;
  return [
    { work: `${users} users at once, 95 of 100 answers within`, own: p95, unit: 'ms', peer: 'limit', peerValue: 2_000 },
    {
      work: `${users} users at once, time per request`,
      own: each,
      unit: 'ms',
      peer: 'limit (20 a second)',
      peerValue: 50,
    },
  ];
}

/** The server's own process on a folder that is there, until it says that it is ready. */
async function start(): Promise<Measurement> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-bench-'));
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const file = fileURLToPath(new URL('../../apps/server/main.ts', import.meta.url));
      const data = path.join(folder, createHash('sha256').update('data').digest('hex').slice(0, 8));
      const child = spawn(process.execPath, [file, '--port', '0', '--data', data, '--without-demonstration']);
      child.once('error', reject);
      child.once('close', () => resolve());
      child.stdout.on('data', (text: Buffer) => text.toString().includes('就绪') && child.kill('SIGTERM'));
    });
  const own = await medianMs(3, once);
  await rm(folder, { recursive: true, force: true });
  return {
    work: 'start on a folder that is there, and end',
    own,
    unit: 'ms',
    peer: 'limit of a second start',
    peerValue: 4_000,
  };
}
