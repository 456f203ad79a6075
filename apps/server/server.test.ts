import { createSetupLink } from '@qipan/host';
import { countAllRows, type Opened, openModules } from '@qipan/host/testing';
import { demonstration, place } from '@qipan/place-langfang';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { runDemonstration } from './demonstration.ts';
import { createServer } from './server.ts';

const password = 'kite over the river 7';
const host = 'qipan.test:8686';
const own = { host, origin: `http://${host}` };

let opened: Opened;
let app: FastifyInstance;
let open: FastifyInstance;
let officer: string;

beforeAll(async () => {
  opened = await openModules(place);
  app = await createServer(opened.host, { loopback: true });
  open = await createServer(opened.host, { loopback: false });
  officer = await setUp();
});
afterAll(async () => {
  await app.close();
  await open.close();
  await opened.close();
});

const post = (url: string, payload: object = {}, more: InjectOptions = {}) =>
  app.inject({ method: 'POST', url, payload, ...more, headers: { ...own, ...more.headers } });
const as = (cookie: string, more: InjectOptions = {}) => ({ ...more, headers: { cookie, ...more.headers } });

/** The session cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const given = answer.headers['set-cookie'];
  return String(Array.isArray(given) ? given[0] : given).split(';')[0] ?? '';
}

/** The first set-up over HTTP; returns the reform officer's cookie. */
async function setUp(): Promise<string> {
  const token = await createSetupLink(opened.host);
  const body = {
    token,
    administrator: { name: '管理员', login: 'admin', password },
    reformOfficer: { name: '甲', login: 'officer', unitId: 'reform' },
  };
  const { linkToken } = z.object({ linkToken: z.string() }).parse((await post('/api/setup', body)).json());
  return cookieOf(await post('/api/link', { token: linkToken, password }));
}

function expectProblem(
  answer: { statusCode: number; headers: Record<string, unknown>; json(): unknown },
  status: number,
  code: string,
): void {
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    type: `urn:qipan:${code}`,
    status,
    code,
    title: expect.stringMatching(/./),
    remedy: expect.any(String),
    requestId: expect.any(String),
  });
}

/** A form with one file and an `input`, as a browser sends it. */
function form(file: { name: string; bytes: Uint8Array } | null, input?: string): InjectOptions {
  const boundary = 'qipan-boundary';
  const parts: Buffer[] = [];
  if (input !== undefined)
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="input"\r\n\r\n${input}\r\n`));
  if (file) {
    const name = file.name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(file.bytes),
      Buffer.from('\r\n'),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { payload: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

const upload = (given: InjectOptions) =>
  app.inject({
    method: 'POST',
    url: '/api/documents/import-document',
    payload: given.payload ?? '',
    headers: { ...own, cookie: officer, ...given.headers },
  });
const plan = (more: string) =>
  new TextEncoder().encode(`工作方案\n一、推动协作\n1.建成园区3个。（责任单位：市商务局）\n${more}`);

describe('without a session', () => {
  test('every operation is 401', async () => {
    const names = [...opened.host.registry.operations.keys()];
    expect(names.length).toBeGreaterThan(20);
    const before = await countAllRows(opened.host);
    for (const name of names) {
      expectProblem(await post(`/api/${name.replace('.', '/')}`), 401, 'host.signed-out');
      expectProblem(
        await post(`/api/${name.replace('.', '/')}`, {}, as('qipan_session=made-up')),
        401,
        'host.signed-out',
      );
    }
    expectProblem(await app.inject({ url: '/api/catalogue' }), 401, 'host.signed-out');
    expect(await countAllRows(opened.host)).toEqual(before);
  });

  test('the page is there, an address of the interface that is none is 404', async () => {
    expect((await app.inject({ url: '/' })).statusCode).toBe(200);
    for (const url of [
      '/api/nothing',
      '/api/documents/nothing',
      '/../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
    ])
      expect((await app.inject({ url })).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/documents/import-document' })).statusCode).toBe(405);
  });
});

describe('with a session', () => {
  test('an operation answers, and one that the post may not do is 403', async () => {
    expect((await post('/api/documents/list-documents', {}, as(officer))).json()).toEqual({
      documents: [],
      next: null,
    });
    expectProblem(await post('/api/host/list-people', {}, as(officer)), 403, 'host.not-permitted');
    expectProblem(await post('/api/parties/add-units', { units: [] }, as(officer)), 403, 'host.not-permitted');
    const catalogue = (await app.inject({ url: '/api/catalogue', headers: { cookie: officer } })).json();
    expect(catalogue.operations).toContain('documents.import-document');
    expect(catalogue.operations).not.toContain('host.add-person');
  });

  test('a refusal comes in the language asked for, wrong input with its field', async () => {
    const wrong = await post('/api/documents/read-document', { documentId: 7 }, as(officer));
    expectProblem(wrong, 400, 'host.bad-input');
    expect(wrong.json()).toMatchObject({ at: 'documentId' });
    const missing = () =>
      post('/api/documents/read-document', { documentId: 'x' }, as(officer, { headers: { 'accept-language': 'en' } }));
    expectProblem(await missing(), 404, 'documents.unknown-document');
    expect((await missing()).json().title).toMatch(/^There is no such document/);
  });

  test('the cookie is out of reach of scripts and other sites, and its token stands nowhere else', async () => {
    const answer = await post('/api/session', { login: 'officer', password });
    const [cookie = ''] = [answer.headers['set-cookie']].flat();
    expect(cookie).toMatch(/^qipan_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
    expect(answer.body).not.toContain(cookieOf(answer).split('=')[1]);
    const session = await app.inject({ url: '/api/session', headers: { cookie: cookieOf(answer) } });
    expect(session.json()).toMatchObject({
      actor: { personName: '甲', role: 'reform-office' },
      demonstrationAccounts: [],
    });
    await app.inject({ method: 'DELETE', url: '/api/session', headers: { ...own, cookie: cookieOf(answer) } });
    expectProblem(await post('/api/documents/list-documents', {}, as(cookieOf(answer))), 401, 'host.signed-out');
  });
});

describe('another site', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: `http://${host}.evil.example` }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('with %j may not write, signed in or not', async (headers) => {
    const before = await countAllRows(opened.host);
    const urls = [
      '/api/documents/import-document',
      '/api/host/add-person',
      '/api/session',
      '/api/link',
      '/api/setup',
      '/api/session/demonstration',
    ];
    for (const url of urls)
      expectProblem(await post(url, { text: '越权' }, as(officer, { headers })), 403, 'server.foreign-origin');
    const leave = await app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { ...own, cookie: officer, ...headers },
    });
    expectProblem(leave, 403, 'server.foreign-origin');
    expect(await countAllRows(opened.host)).toEqual(before);
  });

  test('every answer carries the headers that keep the page to itself', async () => {
    for (const answer of [
      await app.inject({ url: '/' }),
      await app.inject({ url: '/api/session' }),
      await post('/api/documents/list-documents'),
    ]) {
      const policy = String(answer.headers['content-security-policy']);
      const directives = new Map(
        policy.split(';').map((line) => [line.trim().split(' ')[0], line.trim().split(' ').slice(1)]),
      );
      expect(directives.get('script-src')).toEqual(["'self'"]);
      expect(directives.get('default-src')).toEqual(["'self'"]);
      for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
        expect(directives.get(name)).toEqual(["'none'"]);
      expect(policy).not.toContain('unsafe-eval');
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': expect.stringMatching(/deny|sameorigin/i),
      });
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('files', () => {
  test.each([
    '方案 —（一）.txt',
    'a"b;c=d.txt',
    '../../etc/passwd.txt',
    '..\\..\\windows\\system.txt',
    'line\r\nset-cookie: evil=1.txt',
    '<img src=x onerror=alert(1)>.txt',
    "it's (draft) 100%*.txt",
    `${'很长'.repeat(100)}.txt`,
  ])('named %j come in and go out as they are, the name harmless', async (name) => {
    const bytes = plan(name);
    const imported = await upload(form({ name, bytes }));
    expect(imported.statusCode).toBe(200);
    const file = await post('/api/documents/read-file', { documentId: imported.json().documentId }, as(officer));
    expect(file.statusCode).toBe(200);
    expect(Buffer.from(bytes).equals(file.rawPayload)).toBe(true);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="[^"\\/\r\n]*\.txt"; filename\*=UTF-8''[\w.~!%-]*\.txt$/,
    );
    const plain = /filename="([^"]*)"/.exec(String(file.headers['content-disposition']))?.[1];
    if (/\p{Script=Han}/u.test(name)) expect(plain).toBe('export.txt');
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(file.headers['set-cookie']).toBeUndefined();
  });

  test('an input beside the file is taken, and the same file again is a conflict that names the earlier one', async () => {
    const file = { name: '同一份.txt', bytes: plan('同一份') };
    const first = await upload(form(file));
    const second = await upload(form(file));
    expectProblem(second, 409, 'documents.already-imported');
    expect(second.json()).toMatchObject({ values: { documentId: first.json().documentId } });
    expect((await upload(form(file, '{"again":true}'))).statusCode).toBe(200);
  });

  test('a marked file is refused as such', async () => {
    expectProblem(
      await upload(form({ name: '密.txt', bytes: new TextEncoder().encode('机密★1年\n工作方案') })),
      422,
      'documents.secret',
    );
  });

  test('an exported sheet has its type and name', async () => {
    await post(
      '/api/programme/add-task',
      { text: '建成园区', source: { kind: 'other', title: '会议', number: null, date: null, orderedBy: null } },
      as(officer),
    );
    const sheet = await post('/api/programme/export-tasks', {}, as(officer));
    expect(sheet.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(sheet.headers['content-disposition']).toContain(encodeURIComponent('任务清单'));
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});

describe('a broken request is a problem, not a crash', () => {
  test('too large', async () => {
    expectProblem(
      await upload(form({ name: '大.txt', bytes: new Uint8Array(50 * 1024 * 1024 + 1) })),
      413,
      'server.too-large',
    );
    const body = JSON.stringify({ text: 'a'.repeat(9 * 1024 * 1024) });
    expectProblem(
      await app.inject({
        method: 'POST',
        url: '/api/documents/import-document',
        payload: body,
        headers: { ...own, cookie: officer, 'content-type': 'application/json' },
      }),
      413,
      'server.too-large',
    );
  });

  test.each([
    ['application/json', '{"text":'],
    ['application/json', ''],
    ['application/xml', '<text/>'],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\nbroken'],
  ])('%s %j', async (type, payload) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/documents/import-document',
      payload,
      headers: { ...own, cookie: officer, 'content-type': type },
    });
    expectProblem(answer, 400, 'server.unreadable-request');
  });

  test('an input of a form that is no object', async () => {
    const file = { name: '一.txt', bytes: plan('broken input') };
    expectProblem(await upload(form(file, '{"again":')), 400, 'server.unreadable-request');
    expectProblem(await upload(form(null, 'null')), 400, 'host.bad-input');
    expectProblem(await upload({ payload: 'text', headers: { 'content-type': 'text/plain' } }), 400, 'host.bad-input');
    expectProblem(await upload(form(null)), 422, 'documents.nothing-given');
  });
});

test('a failure within is said with a number, its words stay inside', async () => {
  vi.stubEnv('QIPAN_LOG', 'silent');
  const broken = await openModules(place);
  const server = await createServer(broken.host, { loopback: true });
  await broken.close();
  const answer = await server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'officer', password },
    headers: own,
  });
  expectProblem(answer, 500, 'server.failed');
  expect(answer.json()).toMatchObject({ values: { requestId: expect.any(String) } });
  expect(answer.body).not.toMatch(/worker|select|stack|\.ts/i);
  await server.close();
  vi.unstubAllEnvs();
});

test('sign-in is limited to some tries a minute from one address, others go on', async () => {
  const from = (remoteAddress: string) => post('/api/session', {}, { remoteAddress });
  const answers = [];
  for (let count = 0; count < 61; count += 1) answers.push(await from('10.0.0.9'));
  expect(answers.slice(0, 60).every((answer) => answer.statusCode === 400)).toBe(true);
  const last = answers.at(-1);
  if (last) expectProblem(last, 429, 'server.too-many');
  expect(last?.headers['retry-after']).toBeDefined();
  expect((await from('10.0.0.10')).statusCode).toBe(400);
  expect((await app.inject({ url: '/api/session', remoteAddress: '10.0.0.9' })).statusCode).toBe(200);
});

describe('demonstration accounts', () => {
  test('are offered on the loopback alone, and the demonstration run again doubles nothing', async () => {
    const first = await runDemonstration(opened.host, demonstration);
    const before = await countAllRows(opened.host);
    expect(await runDemonstration(opened.host, demonstration)).toEqual(first);
    expect(await countAllRows(opened.host)).toEqual(before);
    const session = z.object({ demonstrationAccounts: z.array(z.object({ personId: z.string(), role: z.string() })) });
    const accounts = session.parse((await app.inject({ url: '/api/session' })).json()).demonstrationAccounts;
    expect(accounts.map((account) => account.role).sort()).toEqual([
      'administrator',
      'auditor',
      'leader',
      'reform-office',
      'responsible-unit',
    ]);
    const reform = accounts.find((account) => account.role === 'reform-office');
    const entered = await post('/api/session/demonstration', { personId: reform?.personId });
    const shown = (await post('/api/documents/list-documents', {}, as(cookieOf(entered)))).json().documents;
    expect(shown).toMatchObject([{ id: first.documentId, demonstration: true }]);
    expect((await open.inject({ url: '/api/session' })).json().demonstrationAccounts).toEqual([]);
    expectProblem(
      await open.inject({
        method: 'POST',
        url: '/api/session/demonstration',
        payload: { personId: reform?.personId },
        headers: own,
      }),
      403,
      'server.no-demonstration',
    );
    const signedIn = await app.inject({ url: '/api/session', headers: { cookie: officer } });
    const real = z.object({ actor: z.object({ personId: z.string() }) }).parse(signedIn.json()).actor;
    expectProblem(
      await post('/api/session/demonstration', { personId: real.personId }),
      403,
      'server.no-demonstration',
    );
  });
});
