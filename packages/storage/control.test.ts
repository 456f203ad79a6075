import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCallers, askHolder, type ControlHandler, writeToken } from './control.ts';

let folder: string;
let server: net.Server;
let address: string;
let failures: unknown[];

const limits = { askMs: 150, takeMs: 150 };
const megabyte = Buffer.alloc(1024 * 1024, 7);

const handler: ControlHandler = async (request, reply) => {
  if (request.command === 'throw') throw new Error('inside');
  await reply.line({ ok: true, value: request.values });
  if (request.command !== 'flood') return;
  try {
    for (let count = 0; count < 200; count += 1) await reply.write(megabyte);
  } catch (error) {
    failures.push(error);
  }
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-control-'));
  failures = [];
  const callers = answerCallers(limits);
  server = net.createServer((socket) => callers.connected(socket));
  address = path.join(folder, 'socket');
  await new Promise<void>((resolve) => void server.listen(address, resolve));
  callers.open(await writeToken(folder), handler);
});
afterEach(async () => {
  await new Promise<void>((resolve) => void server.close(() => resolve()));
  await rm(folder, { recursive: true, force: true });
});

const ask = (command: string, values = {}) => askHolder(folder, { command, values }, () => address);

/** What a caller of its own making gets back until the holder ends it. */
function call(first: string | Uint8Array | null): Promise<{ text: string; seconds: number }> {
  const began = Date.now();
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(address, () => first !== null && socket.write(first));
    socket.on('data', (bytes) => {
      text += bytes.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, seconds: (Date.now() - began) / 1000 }));
  });
}

test('whoever may read the folder is answered, with bytes when there are any', async () => {
  expect((await stat(path.join(folder, '.control'))).mode & 0o777).toBe(0o600);
  expect(await ask('plain', { a: [1, '二'] })).toMatchObject({
    ok: true,
    value: { line: { ok: true, value: { a: [1, '二'] } } },
  });
  const flood = await ask('flood');
  if (!flood.ok) throw new Error(flood.code);
  let length = 0;
  for await (const chunk of flood.value.bytes) length += chunk.length;
  expect(length).toBe(200 * megabyte.length);
});

test('a wrong token, no token and nonsense are refused, a silent and an endless caller dropped; the holder goes on', async () => {
  const refused = '{"ok":false,"code":"storage.control-refused","values":{}}\n';
  const token = await readFile(path.join(folder, '.control'), 'utf8');
  for (const line of [
    '{"command":"plain"}',
    '{"token":"x","command":"plain"}',
    `{"token":"${'0'.repeat(token.length)}","command":"plain"}`,
    `{"token":${JSON.stringify([token])},"command":"plain"}`,
    `{"token":"${token}"}`,
    'nonsense',
    '[]',
    'null',
    '"x"',
    '',
  ])
    expect(await call(`${line}\n`)).toMatchObject({ text: refused });
  expect((await call(null)).text).toBe('');
  expect((await call(Buffer.alloc(3 * 1024 * 1024, 65))).text).toBe('');
  expect((await call('{"token":')).text).toBe('');
  expect((await call(`${JSON.stringify({ token, command: 'throw' })}\n`)).text).toBe('');
  expect(await ask('plain')).toMatchObject({ ok: true });
});

test('a caller that takes nothing of what it asked for is dropped, and many of them do no harm', async () => {
  const token = await readFile(path.join(folder, '.control'), 'utf8');
  const sockets = Array.from({ length: 12 }, () => {
    const socket = net.connect(address);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(`${JSON.stringify({ token, command: 'flood' })}\n`);
    return socket;
  });
  await expect.poll(() => failures.length, { timeout: 10_000 }).toBeGreaterThan(3);
  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await ask('plain')).ok, { timeout: 10_000 }).toBe(true);
});

test('a holder that has gone, or never was, is said', async () => {
  expect(await askHolder(path.join(folder, 'no'), { command: 'x', values: {} }, () => address)).toMatchObject({
    ok: false,
    code: 'storage.control-unreadable',
  });
  expect(await askHolder(folder, { command: 'x', values: {} }, () => `${address}-gone`)).toMatchObject({
    ok: false,
    code: 'storage.control-silent',
  });
});
