import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { freePort, start, type Started } from '../apps/server/testing/run-server.ts';
import { openBrowser } from './browser.ts';

/** Of everybody in the office. */
export const password = 'kite over the river 7';

/** A person signed in over HTTP: calls of operations, and the cookie for a browser. */
export interface Caller {
  readonly cookie: string;
  call(operation: string, input: object): Promise<unknown>;
}

/** An office that is set up, with an officer, a leader and an administrator; and a browser to look at it. */
export interface Office {
  readonly server: Started;
  readonly browser: Browser;
  readonly officer: Caller;
  readonly leader: Caller;
  readonly administrator: Caller;
  /** One more person, who has used the one-time link. */
  add(person: { name: string; login: string; role: string; unitId: string }): Promise<Caller>;
  /** A browser context that is signed in as this person. */
  enter(caller: Caller): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-office-'));
  const server = start([
    '--data',
    path.join(folder, 'data'),
    '--port',
    String(await freePort()),
    '--without-demonstration',
  ]);
  const [, link = ''] = await server.line(/一次性链接.*：(\S+)/);
  const setUp = {
    token: link.split('#')[1],
    administrator: { name: '管理员', login: 'admin', password },
    reformOfficer: { name: '甲同志', login: 'officer', unitId: 'reform' },
  };
  const done = await post(server, { address: '/api/setup', body: setUp });
  const administrator = callerOf(server, cookieOf(done));
  const officer = await join(server, textAt(await done.json(), 'linkToken'));
  const add: Office['add'] = async (person) =>
    join(server, textAt(await administrator.call('host.add-person', person), 'linkToken'));
  const leader = await add({ name: '乙同志', login: 'leader', role: 'leader', unitId: 'government-office' });
  const browser = await openBrowser();
  return {
    server,
    browser,
    officer,
    leader,
    administrator,
    add,
    async enter({ cookie }) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, acceptDownloads: true });
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      await context.addCookies([{ name, value, url: server.address }]);
      return context;
    },
    async close() {
      await browser.close();
      await server.interrupt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function join(server: Started, token: string): Promise<Caller> {
  return callerOf(server, cookieOf(await post(server, { address: '/api/link', body: { token, password } })));
}

function callerOf(server: Started, cookie: string): Caller {
  return {
    cookie,
    call: async (operation, input) =>
      (await post(server, { address: `/api/${operation.replace('.', '/')}`, body: input, headers: { cookie } })).json(),
  };
}

async function post(
  server: Started,
  request: { address: string; body: object; headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  const { address, body, headers } = request;
  const answer = await fetch(server.address + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.address, ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** A text that an answer holds under these names, one inside the other. */
export function textAt(answer: unknown, ...names: readonly string[]): string {
  let value = answer;
  for (const name of names) value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof value !== 'string') throw new Error(`no ${names.join('.')} in ${JSON.stringify(answer)}`);
  return value;
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
