import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { runDueJobs, systemActor } from '@qipan/host';
import { type Opened, openModules } from '@qipan/host/testing';
import { place } from '@qipan/place-langfang';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createServer } from './server.ts';
import { signedInAs } from './testing/signed-in.ts';

let opened: Opened;
let app: FastifyInstance;
let cookie: string;
beforeAll(async () => {
  opened = await openModules(place);
  app = await createServer(opened.host, { loopback: true });
  ({ cookie } = await signedInAs(app, opened.host, 'reform-office'));
});
afterAll(async () => {
  await app.close();
  await opened.close();
});

const call = (url: string, payload: object = {}, headers: Record<string, string> = { cookie }) =>
  app.inject({ method: 'POST', url, payload, headers });
const task = (text: string) => ({
  text,
  source: { kind: 'other', title: '会议', number: null, date: null, orderedBy: null },
});
const addTask = async (text: string, headers: Record<string, string> = { cookie }) =>
  call('/api/programme/add-task', task(text), headers);

describe('the description of the interface', () => {
  test('is there without signing in, is valid OpenAPI 3.1 and holds every operation once', async () => {
    const answer = await app.inject({ url: '/openapi.json' });
    expect(answer.statusCode).toBe(200);
    const document = answer.json();
    const checked = await new Validator().validate(document);
    expect(checked).toMatchObject({ valid: true });
    const names = [...opened.host.registry.operations.keys()];
    const described = Object.values<{ post: { operationId: string } }>(document.paths).map(
      (path) => path.post.operationId,
    );
    expect(described.filter((name) => !name.endsWith('.preview')).sort()).toEqual(names.sort());
    expect(document.paths['/api/programme/list-tasks'].get).toMatchObject({
      operationId: 'programme.list-tasks.get',
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'limit', in: 'query' })]),
    });
    expect(document.paths['/api/programme/add-task'].get).toBeUndefined();
  });

  test('every example in it is an input that its operation takes', async () => {
    const document = (await app.inject({ url: '/openapi.json' })).json();
    let examples = 0;
    for (const operation of opened.host.registry.operations.values()) {
      const { content } = document.paths[`/api/${operation.name.replace('.', '/')}`].post.requestBody;
      const body = content['application/json'];
      if (body === undefined) {
        expect(content['multipart/form-data'].schema.required).toEqual(['file']);
        continue;
      }
      examples += 1;
      expect([operation.name, operation.input.safeParse(body.example).error?.message]).toEqual([
        operation.name,
        undefined,
      ]);
    }
    expect(examples).toBeGreaterThan(25);
  });
});

describe('an operation that takes a file', () => {
  const described = async (name: string) =>
    (await app.inject({ url: '/openapi.json' })).json().paths[`/api/${name.replace('.', '/')}`].post;

  test.skipIf(spawnSync('curl', ['--version']).status !== 0)(
    'is described with a command line that works',
    async () => {
      const token = (
        await call('/api/host/create-token', { name: '导入', permissions: ['documents.decompose'] })
      ).json().token;
      const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
      const folder = mkdtempSync(path.join(os.tmpdir(), 'qipan-test-'));
      const file = path.join(folder, '方案.txt');
      writeFileSync(file, '工作方案\n1.建成园区8个。（责任单位：市商务局）');
      const line: string = (await described('documents.import-document'))['x-codeSamples'][0].source;
      const made = line.replace('TOKEN', token).replace('FILE', file).replace(':8686', `:${port}`);
      const [command = '', ...given] = [...made.matchAll(/'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '');
      const { stdout } = await promisify(execFile)(command, ['-s', ...given]);
      rmSync(folder, { recursive: true });
      expect(JSON.parse(stdout)).toMatchObject({ documentId: expect.any(String) });
    },
  );

  test('never shows bytes as JSON', async () => {
    expect((await app.inject({ url: '/openapi.json' })).body).not.toContain('"bytes":"text"');
    const { content } = (await described('parties.import-units')).requestBody;
    expect(Object.keys(content)).toEqual(['multipart/form-data']);
    expect(content['multipart/form-data'].schema.properties.input.required).toEqual([]);
  });
});

describe('conditional requests', () => {
  test('a query read with GET answers its tag, and 304 to whoever holds it', async () => {
    const url = `/api/programme/list-tasks?input=${encodeURIComponent('{}')}`;
    const first = await app.inject({ url, headers: { cookie } });
    expect(first.statusCode).toBe(200);
    const etag = String(first.headers.etag);
    const again = await app.inject({ url, headers: { cookie, 'if-none-match': etag } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await addTask('新增一项');
    expect((await app.inject({ url, headers: { cookie, 'if-none-match': etag } })).statusCode).toBe(200);
    expect((await app.inject({ url: '/api/programme/list-tasks?input={', headers: { cookie } })).statusCode).toBe(400);
    expect((await app.inject({ url })).statusCode).toBe(401);
  });

  test('a query reads its fields one by one from the address, and refuses what it does not know', async () => {
    const get = (query: string) => app.inject({ url: `/api/programme/list-tasks?${query}`, headers: { cookie } });
    expect((await get('limit=1')).json().tasks.length).toBeLessThan(2);
    expect((await get('limit=abc')).json()).toMatchObject({
      status: 400,
      at: 'limit',
      detail: expect.stringContaining('应为整数'),
    });
    const misspelt = (await get('dueUntl=2026-03-01')).json();
    expect(misspelt).toMatchObject({ status: 400, code: 'host.bad-input', at: 'dueUntl' });
    expect(misspelt.detail).toContain('没有这一项，是否指“dueUntil”？');
    expect((await get('input={')).json().code).toBe('server.bad-query');
    expect((await get('limit=1&limit=2')).json()).toMatchObject({
      status: 400,
      code: 'server.repeated-query',
      at: 'limit',
    });
  });

  test('If-Match stands for the version: a stale one is 412 and writes nothing', async () => {
    const { taskId } = z.object({ taskId: z.string() }).parse((await addTask('要撤回的')).json());
    const read = await call('/api/programme/read-task', { taskId });
    const etag = String(read.headers.etag);
    expect(etag).toMatch(/^"v1-[0-9a-f]{16}"$/);
    const withdraw = (match: string, more: object = {}, path = '') =>
      call(`/api/programme/withdraw-task${path}`, { taskId, ...more }, { cookie, 'if-match': match });
    for (const stale of [
      await withdraw('"v7"'),
      await withdraw('"v7"', { version: 7 }),
      await withdraw('"v7"', {}, '/preview'),
    ])
      expect([stale.statusCode, stale.json().code]).toEqual([412, 'host.conflict']);
    expect((await withdraw(etag, {}, '/preview')).statusCode).toBe(200);
    expect((await withdraw('"x"', {}, '/preview')).json().code).toBe('server.if-match');
    expect((await withdraw('*')).json().code).toBe('server.if-match');
    expect((await withdraw(etag)).statusCode).toBe(200);
  });
});

test('a command sent twice under one key is done once', async () => {
  const headers = { cookie, 'idempotency-key': 'k-1' };
  const first = await addTask('只做一次', headers);
  const second = await addTask('只做一次', headers);
  expect(second.json()).toEqual(first.json());
  expect((await addTask('另一件', headers)).statusCode).toBe(409);
});

test('a preview says what would change and changes nothing', async () => {
  const before = (await call('/api/programme/list-tasks')).body;
  const preview = await call('/api/programme/add-task/preview', task('预演'));
  expect(preview.json()).toMatchObject({
    operation: 'programme.add-task',
    changes: [{ op: 'insert', table: 'programme.task' }],
  });
  expect((await call('/api/programme/list-tasks')).body).toBe(before);
  expect((await call('/api/programme/list-tasks/preview')).statusCode).toBe(404);
});

describe('tokens for programs', () => {
  const create = async (permissions: readonly string[], days = 30) =>
    z
      .object({ tokenId: z.string(), token: z.string() })
      .parse((await call('/api/host/create-token', { name: '同步', permissions, days })).json());
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('may do what they were given, stand in the audit, and end when revoked, expired or the person is locked', async () => {
    const { token, tokenId } = await create(['programme.read', 'programme.confirm']);
    expect((await call('/api/programme/list-tasks', {}, bearer(token))).statusCode).toBe(200);
    expect((await addTask('程序写的', bearer(token))).statusCode).toBe(200);
    expect((await call('/api/documents/list-documents', {}, bearer(token))).json()).toMatchObject({
      status: 403,
      code: 'host.token-not-permitted',
      detail: expect.stringMatching(/令牌未含此权限.*documents\.read/),
    });
    const auditor = await signedInAs(app, opened.host, 'auditor');
    const audit = (await call('/api/host/read-audit', {}, { cookie: auditor.cookie })).json();
    const written = audit.entries.find((entry: { operation: string }) => entry.operation === 'programme.add-task');
    expect(written).toMatchObject({ actor: { tokenId } });
    const listed = (await call('/api/host/list-tokens')).json();
    expect(JSON.stringify(listed)).not.toContain(token);
    expect((await call('/api/host/revoke-token', { tokenId })).statusCode).toBe(200);
    const revoked = { status: 401, code: 'host.token-ended', detail: expect.stringContaining('令牌') };
    expect((await call('/api/programme/list-tasks', {}, bearer(token))).json()).toMatchObject(revoked);
    const short = await create(['programme.read'], 1);
    opened.clock.ms += 3 * 86_400_000;
    expect((await call('/api/programme/list-tasks', {}, bearer(short.token))).statusCode).toBe(401);
    ({ cookie } = await signedInAs(app, opened.host, 'reform-office'));
  });

  test('cannot be given what the post does not hold, cannot make further ones, and are no session', async () => {
    expect((await call('/api/host/create-token', { name: '越权', permissions: ['host.people'] })).json().code).toBe(
      'host.not-own-permission',
    );
    const { token } = await create(['host.tokens']);
    const further = { name: '再来', permissions: ['host.tokens'] };
    expect((await call('/api/host/create-token', further, bearer(token))).json().code).toBe('host.token-by-token');
    expect((await call('/api/programme/list-tasks', {}, bearer('qipan_made-up'))).statusCode).toBe(401);
    expect((await call('/api/programme/list-tasks', {}, { cookie: `qipan_session=${token}` })).statusCode).toBe(401);
    expect((await call('/api/programme/list-tasks', {}, { ...bearer('x'), cookie })).statusCode).toBe(401);
  });

  test('a token is shown once: the same key again does not show it', async () => {
    const headers = { cookie, 'idempotency-key': 'token-1' };
    const input = { name: '一次', permissions: ['programme.read'] };
    expect((await call('/api/host/create-token', input, headers)).statusCode).toBe(200);
    expect((await call('/api/host/create-token', input, headers)).json().code).toBe('host.shown-once');
  });
});

describe('the server itself', () => {
  test('every answer names its request; health and figures have their own addresses', async () => {
    const ids = new Set<string>();
    for (const url of ['/', '/api/session', '/health', '/api/nothing']) {
      const id = String((await app.inject({ url })).headers['x-request-id']);
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      ids.add(id);
    }
    expect(ids.size).toBe(4);
    expect((await app.inject({ url: '/health' })).json()).toMatchObject({ status: 'ok' });
    const figures = await app.inject({ url: '/metrics' });
    expect(figures.body).toMatch(/qipan_requests_total\{operation="\/api\/programme\/list-tasks",status="200"\} \d+/);
    expect(figures.body).toMatch(/qipan_jobs\{state="waiting"\} 0/);
    expect(figures.body).not.toMatch(/text|会议|cookie/);
    expect((await app.inject({ url: '/metrics', remoteAddress: '10.0.0.7' })).statusCode).toBe(403);
  });

  test('files that nothing names are swept after a day, others stay', async () => {
    const { host, clock } = opened;
    const imported = await call('/api/documents/import-document', { text: '工作方案\n一、推动协作\n1.建成园区3个。' });
    expect(imported.statusCode).toBe(200);
    const bytes = new TextEncoder().encode('无人引用');
    const { createHash } = await import('node:crypto');
    const orphan = createHash('sha256').update(bytes).digest('hex');
    await host.files.keep(orphan, bytes);
    const count = async () => {
      let kept = 0;
      for await (const _file of host.files.listKept()) kept += 1;
      return kept;
    };
    const before = await count();
    const sweep = async () => {
      const { runOperation } = await import('@qipan/host');
      await runOperation(host, systemActor(place, false), {
        name: 'host.start-job',
        input: { name: 'host.sweep-files', input: {} },
      });
      await runDueJobs(host);
    };
    const now = clock.ms;
    clock.ms = Date.now();
    await sweep();
    expect(await count()).toBe(before);
    clock.ms = Date.now() + 2 * 86_400_000;
    await sweep();
    clock.ms = now;
    expect(await host.files.read(orphan)).toBeNull();
    expect(await count()).toBe(before - 1);
  });
});

test('the log is JSON lines with the request id, and no password, cookie or token stands in it', async () => {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logged = await createServer(opened.host, { loopback: true, log: { level: 'trace', stream } });
  const person = await signedInAs(logged, opened.host, 'reform-office');
  const secret = 'secret password 12345';
  const entered = await logged.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: person.login, password: secret },
  });
  const created = await logged.inject({
    method: 'POST',
    url: '/api/host/create-token',
    payload: { name: 't', permissions: ['programme.read'] },
    headers: { cookie: person.cookie },
  });
  const { token } = created.json();
  await logged.inject({
    method: 'POST',
    url: '/api/programme/list-tasks',
    payload: {},
    headers: { authorization: `Bearer ${token}` },
  });
  await logged.close();
  expect(entered.statusCode).toBe(401);
  expect(lines.length).toBeGreaterThan(4);
  const text = lines.join('');
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('time');
  expect(text).toContain(String(entered.headers['x-request-id']));
  for (const hidden of [secret, token, person.cookie.split('=')[1] ?? '']) expect(text).not.toContain(hidden);
});

test('an address or a method that nothing answers to is a refusal like any other', async () => {
  const unknown = await call('/api/programme/list-taks');
  expect(unknown.headers['content-type']).toContain('application/problem+json');
  expect(unknown.json()).toMatchObject({
    status: 404,
    values: { address: '/api/programme/list-taks' },
    code: 'server.unknown-address',
  });
  const wrong = await app.inject({ url: '/api/programme/add-task?x=1', headers: { cookie } });
  expect(wrong.headers.allow).toBe('POST');
  expect(wrong.json()).toMatchObject({
    status: 405,
    values: { method: 'GET', allowed: 'POST' },
    code: 'server.wrong-method',
  });
});

test('a part of a form that is not known is refused by its name, and nothing is imported', async () => {
  const send = (parts: readonly string[]) =>
    app.inject({
      method: 'POST',
      url: '/api/documents/import-document',
      payload: Buffer.from(
        `${parts.map((part) => `--x\r\ncontent-disposition: form-data; name=${part}\r\n`).join('')}--x--\r\n`,
      ),
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
    });
  const text = '\r\n\r\n工作方案\n1.建成园区19个。';
  for (const [parts, part] of [
    [['"again"\r\n\r\ntrue', `"file"; filename="a.txt"${text}`], 'again'],
    [[`"upload"; filename="a.txt"${text}`], 'upload'],
    [[`"file"${text}`], 'file'],
  ] as const)
    expect((await send(parts)).json()).toMatchObject({ status: 400, code: 'server.unknown-part', at: part });
  expect((await call('/api/documents/list-documents')).body).not.toContain('a.txt');
  const turned = await call('/api/programme/add-task', task('正常\u202e反转'));
  expect(turned.json()).toMatchObject({ status: 400, at: 'text', detail: expect.stringContaining('U+202E') });
});

test('a form whose input names its type, as the description says, is taken', async () => {
  const lines = [
    '--x',
    'content-disposition: form-data; name="input"',
    'content-type: application/json',
    '',
    '{"again":true}',
    '--x',
    'content-disposition: form-data; name="file"; filename="plan.txt"',
    '',
    '工作方案\n1.建成园区9个。（责任单位：市商务局）',
    '--x--',
    '',
  ];
  const answer = await app.inject({
    method: 'POST',
    url: '/api/documents/import-document',
    payload: Buffer.from(lines.join('\r\n')),
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
  });
  expect([answer.statusCode, answer.body.slice(0, 80)]).toEqual([200, expect.stringContaining('documentId')]);
});
