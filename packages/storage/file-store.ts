import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { FileDamaged, FilesFull, type FileStore, type KeptFile } from './port.ts';

export interface FileStoreOptions {
  /** What all kept files together may take; without it as much as the disk has. */
  readonly quotaBytes?: number | undefined;
}

const sha256Name = /^[0-9a-f]{64}$/;

/** A partial file older than this was left behind by a process that was killed. */
const stalePartialMs = 86_400_000;

/** How long a count of the folder is trusted: other processes may keep files in it, too. */
const countedForMs = 60_000;

/** Files under `directory`, named by the SHA-256 of their content, two letters deep. */
export function createFileStore(directory: string, options: FileStoreOptions = {}): FileStore {
  const place = (sha256: string) => {
    if (!sha256Name.test(sha256)) throw new Error('a file is named by its SHA-256');
    return path.join(directory, sha256.slice(0, 2), sha256);
  };
  const used = usage(directory);
  return {
    async keep(sha256, bytes) {
      const target = place(sha256);
      if (await isWhole(target, sha256)) {
        // Kept again: a sweep that has seen it unused must not take it away now.
        await utimes(target, new Date(), new Date());
        return;
      }
      if (options.quotaBytes !== undefined) await makeRoom(used, bytes.length, options.quotaBytes);
      await writeWhole(target, bytes);
      used.add(bytes.length);
    },
    async read(sha256) {
      const bytes = await readFile(place(sha256)).catch(absent);
      if (bytes && hashOf(bytes) !== sha256) throw new FileDamaged(sha256);
      return bytes;
    },
    async remove(sha256, keptAt) {
      const target = place(sha256);
      const there = await stat(target).catch(absent);
      if (!there || (keptAt !== undefined && there.mtime.toISOString() !== keptAt)) return;
      await rm(target, { force: true });
      used.add(-there.size);
    },
    listKept: () => listKept(directory),
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Null where a file is not there; any other trouble with the disk is no answer. */
function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
  throw error;
}

async function isWhole(file: string, sha256: string): Promise<boolean> {
  const bytes = await readFile(file).catch(absent);
  return bytes !== null && hashOf(bytes) === sha256;
}

/** Whole or not at all, and on the disk when it returns: the content first, then its name. */
async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(target);
  const made = await mkdir(folder, { recursive: true });
  const partial = `${target}.${randomBytes(6).toString('hex')}.partial`;
  try {
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(path.dirname(folder));
}

/** Windows has no way to say that a folder's names shall be on the disk. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

interface Usage {
  bytes(): Promise<number>;
  add(bytes: number): void;
}

function usage(directory: string): Usage {
  let counted: { bytes: number; at: number } | null = null;
  return {
    async bytes() {
      if (counted && Date.now() - counted.at < countedForMs) return counted.bytes;
      let bytes = 0;
      for await (const file of listKept(directory)) bytes += file.bytes;
      counted = { bytes, at: Date.now() };
      return bytes;
    },
    add(bytes) {
      if (counted) counted = { ...counted, bytes: counted.bytes + bytes };
    },
  };
}

async function makeRoom(used: Usage, bytes: number, limitBytes: number): Promise<void> {
  const usedBytes = await used.bytes();
  if (usedBytes + bytes > limitBytes) throw new FilesFull({ usedBytes, limitBytes, bytes });
}

/** All kept files in the order of their names; what an interrupted keep has left behind is removed on the way. */
async function* listKept(directory: string): AsyncGenerator<KeptFile> {
  const folders = (await readdir(directory).catch(absent)) ?? [];
  for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    for (const name of ((await readdir(path.join(directory, folder)).catch(absent)) ?? []).sort()) {
      const file = path.join(directory, folder, name);
      const there = await stat(file).catch(absent);
      if (!there?.isFile()) continue;
      if (sha256Name.test(name)) yield { sha256: name, bytes: there.size, keptAt: there.mtime.toISOString() };
      else if (name.endsWith('.partial') && Date.now() - there.mtimeMs > stalePartialMs)
        await rm(file, { force: true });
    }
  }
}
