import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, realpath, rename, rm, statfs, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, type Outcome, refuse, systemFault } from '@qipan/kernel';
import {
  answerCallers,
  askHolder,
  type ControlHandler,
  type ControlRequest,
  type HolderAnswer,
  removeToken,
  writeToken,
} from './control.ts';

/** What `qipan.json` in a data folder says. `schema` counts the migrations that the folder has seen. */
export interface FolderMark {
  readonly product: 'qipan';
  readonly schema: number;
  readonly created: string;
}

/** A data folder held by this process alone until `release`. */
export interface HeldFolder {
  readonly directory: string;
  readonly mark: FolderMark | null;
  /** From now on other processes that may read the folder can ask this one. */
  answer(handler: ControlHandler): void;
  release(): Promise<void>;
}

/** Room that a new folder needs: an empty database and its log. */
const roomBytes = 150 * 1024 * 1024;

/**
 * Takes the folder for this process. The guard is a local socket named for the folder, which the system frees when its
 * holder dies: no stale lock after a power cut. Refused when in use, of a newer version, unwritable or on a full disk.
 */
export async function holdFolder(directory: string, schema: number): Promise<Outcome<HeldFolder>> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    return refuse('storage.folder-unwritable', { directory, ...systemFault(error) });
  }
  const callers = answerCallers();
  const server = await guard(await realpath(directory), (socket) => callers.connected(socket));
  if (!server) return refuse('storage.folder-in-use', { directory });
  const release = async () => {
    callers.close();
    await removeToken(directory);
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  const mark = await readMark(directory);
  const refusal = await unfit(directory, mark, schema);
  if (refusal) {
    await release();
    return refusal;
  }
  try {
    const token = await writeToken(directory);
    const answer = (handler: ControlHandler) => callers.open(token, handler);
    return ok({ directory, mark: mark === 'damaged' ? null : mark, answer, release });
  } catch (error) {
    await release();
    return refuse('storage.folder-unwritable', { directory, ...systemFault(error) });
  }
}

/** Asks the process that holds the folder. */
export function askFolder(directory: string, request: ControlRequest): Promise<Outcome<HolderAnswer>> {
  return askHolder(directory, request, guardAddress);
}

async function unfit(directory: string, mark: FolderMark | 'damaged' | null, schema: number) {
  if (mark === 'damaged') return refuse('storage.folder-damaged', { directory });
  if (mark && mark.schema > schema)
    return refuse('storage.folder-newer', { directory, found: mark.schema, known: schema });
  const foreign = mark ? [] : (await readdir(directory)).filter((name) => !name.startsWith('.'));
  if (foreign.some((name) => !['database', 'database.partial', 'files'].includes(name)))
    return refuse('storage.folder-foreign', { directory });
  const disk = await statfs(directory).catch(() => null);
  const freeBytes = disk ? disk.bavail * disk.bsize : roomBytes;
  const neededBytes = mark ? roomBytes / 4 : roomBytes;
  if (freeBytes < neededBytes) {
    return refuse('storage.disk-full', {
      directory,
      freeMb: Math.floor(freeBytes / 1_048_576),
      neededMb: Math.ceil(neededBytes / 1_048_576),
    });
  }
  return null;
}

async function readMark(directory: string): Promise<FolderMark | 'damaged' | null> {
  const text = await readFile(path.join(directory, 'qipan.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return 'damaged';
    if (!('product' in value) || value.product !== 'qipan' || !('schema' in value) || typeof value.schema !== 'number')
      return 'damaged';
    return { product: 'qipan', schema: value.schema, created: 'created' in value ? String(value.created) : '' };
  } catch {
    return 'damaged';
  }
}

/** Written whole or not at all. */
export async function writeMark(directory: string, mark: FolderMark): Promise<void> {
  const partial = path.join(directory, `.qipan.json.${process.pid}`);
  await writeFile(partial, `${JSON.stringify(mark)}\n`, { flush: true });
  await rename(partial, path.join(directory, 'qipan.json'));
}

/** Where the system offers sockets without a file (Linux, Windows) the holder's death frees the name by itself. */
function guardAddress(realDirectory: string): string {
  const name = `qipan-${createHash('sha256').update(realDirectory).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), `${name}.sock`);
}

type Caller = (socket: net.Socket) => void;

async function guard(realDirectory: string, connected: Caller): Promise<net.Server | null> {
  const address = guardAddress(realDirectory);
  const first = await listen(address, connected);
  if (first || process.platform === 'linux' || process.platform === 'win32' || (await answers(address))) return first;
  await rm(address, { force: true });
  return listen(address, connected);
}

function listen(address: string, connected: Caller): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer(connected);
    server.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Version of the embedded database, part of a template's name. */
export async function pgliteVersion(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'));
  const manifest: unknown = JSON.parse(await readFile(path.join(path.dirname(entry), '..', 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

/**
 * Fills `target` with a migrated, empty database: copied from the template of this version and these migrations when the
 * cache holds it, else made by `make` and kept as the template. A folder appears whole or not at all.
 */
export async function fromTemplate(input: {
  cacheDirectory: string;
  key: string;
  target: string;
  make(directory: string): Promise<void>;
}): Promise<void> {
  const template = path.join(input.cacheDirectory, `template-${await pgliteVersion()}-${input.key}`);
  const partial = `${input.target}.partial`;
  await rm(partial, { recursive: true, force: true });
  const copied = await cp(template, partial, { recursive: true }).then(
    () => true,
    () => false,
  );
  if (!copied) {
    await rm(partial, { recursive: true, force: true });
    await input.make(partial);
    await keepTemplate(partial, template).catch(() => undefined);
  }
  await rename(partial, input.target);
}

/** A cache that cannot be written is no reason to fail: the next folder only starts slower. */
async function keepTemplate(made: string, template: string): Promise<void> {
  const own = `${template}.${process.pid}`;
  await mkdir(path.dirname(template), { recursive: true });
  await cp(made, own, { recursive: true });
  await rename(own, template).catch(() => rm(own, { recursive: true, force: true }));
}
