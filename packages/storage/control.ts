import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { ok, type Outcome, refuse } from '@qipan/kernel';

/** What a command asks of the process that holds a folder. */
export interface ControlRequest {
  readonly command: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where the holder writes: one line of JSON first, then, for some commands, bytes. Throws when nobody takes them. */
export interface ControlReply {
  line(value: unknown): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
}

export type ControlHandler = (request: ControlRequest, reply: ControlReply) => Promise<void>;

export interface ControlLimits {
  /** How long a caller may take to say what it wants. */
  readonly askMs: number;
  /** How long it may take to take what it is given. */
  readonly takeMs: number;
}

const usualLimits: ControlLimits = { askMs: 5_000, takeMs: 30_000 };
/** A held head of every chain fits in it many times over. */
const requestBytes = 1024 * 1024;
const mostCallers = 8;

const tokenFile = (directory: string) => path.join(directory, '.control');

/** The words that a caller must know: whoever may read the folder may ask its holder. */
export async function writeToken(directory: string): Promise<string> {
  const token = randomBytes(24).toString('hex');
  await rm(tokenFile(directory), { force: true });
  await writeFile(tokenFile(directory), token, { mode: 0o600, flag: 'wx' });
  return token;
}

export async function removeToken(directory: string): Promise<void> {
  await rm(tokenFile(directory), { force: true }).catch(() => undefined);
}

/**
 * Answers callers on the guard's socket, which any process of the machine can reach: each has a short time and few bytes
 * to show the token and say what it wants. Whatever a caller does, this process goes on.
 */
export function answerCallers(limits: ControlLimits = usualLimits) {
  const callers = new Set<net.Socket>();
  let answering: { token: string; handler: ControlHandler } | null = null;
  return {
    open(token: string, handler: ControlHandler) {
      answering = { token, handler };
    },
    close() {
      answering = null;
      for (const socket of callers) socket.destroy();
    },
    connected(socket: net.Socket) {
      socket.on('error', () => socket.destroy());
      if (!answering || callers.size >= mostCallers) return void socket.destroy();
      callers.add(socket);
      socket.once('close', () => callers.delete(socket));
      const { token, handler } = answering;
      answerOne(socket, { token, handler, limits }).catch(() => socket.destroy());
    },
  };
}

async function answerOne(
  socket: net.Socket,
  given: { token: string; handler: ControlHandler; limits: ControlLimits },
): Promise<void> {
  const request = parseRequest(await readLine(socket, given.limits.askMs), given.token);
  const reply = replyOn(socket, given.limits.takeMs);
  if (request) await given.handler(request, reply);
  else await reply.line(refuse('storage.control-refused', {}));
  socket.end();
}

function readLine(socket: net.Socket, withinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    const timer = setTimeout(() => reject(new Error('silent')), withinMs);
    const end = (work: () => void) => {
      clearTimeout(timer);
      socket.off('data', hear);
      work();
    };
    const hear = (bytes: Uint8Array) => {
      parts.push(bytes);
      length += bytes.length;
      if (length > requestBytes) return end(() => reject(new Error('too long')));
      if (bytes.includes(10)) end(() => resolve(Buffer.concat(parts).toString('utf8').split('\n')[0] ?? ''));
    };
    socket.on('data', hear);
    socket.once('close', () => end(() => reject(new Error('gone'))));
  });
}

function parseRequest(line: string, token: string): ControlRequest | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    const { token: given, command, ...values } = value as Record<string, unknown>;
    const shown = Buffer.from(typeof given === 'string' ? given : '');
    const held = Buffer.from(token);
    if (shown.length !== held.length || !timingSafeEqual(shown, held) || typeof command !== 'string') return null;
    return { command, values };
  } catch {
    return null;
  }
}

function replyOn(socket: net.Socket, withinMs: number): ControlReply {
  const write = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('the caller has gone'));
      const timer = setTimeout(() => socket.destroy(new Error('the caller is too slow')), withinMs);
      socket.write(bytes, (error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      });
    });
  return { write, line: (value) => write(Buffer.from(`${JSON.stringify(value)}\n`)) };
}

/** What the holder answered: its first line, and the bytes that follow. */
export interface HolderAnswer {
  readonly line: unknown;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Asks the process that holds a folder. Refused when there is none, or its token cannot be read by this user. */
export async function askHolder(
  directory: string,
  request: ControlRequest,
  address: (realDirectory: string) => string,
): Promise<Outcome<HolderAnswer>> {
  const token = await readFile(tokenFile(directory), 'utf8').catch(() => null);
  if (token === null) return refuse('storage.control-unreadable', { directory });
  const socket = net.connect(address(await realpath(directory)));
  socket.on('error', () => socket.destroy());
  const iterator = socket[Symbol.asyncIterator]();
  socket.write(`${JSON.stringify({ ...request.values, token, command: request.command })}\n`);
  const parts: Uint8Array[] = [];
  for (;;) {
    const next = await iterator.next().catch(() => null);
    if (!next || next.done) return refuse('storage.control-silent', { directory });
    parts.push(next.value);
    if (next.value.includes(10)) break;
  }
  const all = Buffer.concat(parts);
  const at = all.indexOf(10);
  const rest = async function* () {
    if (all.length > at + 1) yield all.subarray(at + 1);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  };
  return ok({ line: JSON.parse(all.toString('utf8', 0, at)), bytes: rest() });
}
