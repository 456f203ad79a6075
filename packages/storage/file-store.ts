import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from './port.ts';

/** Files under `directory`, named by the SHA-256 of their content, two letters deep. Content that no longer matches its name reads as absent. */
export function createFileStore(directory: string): FileStore {
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a file is named by its SHA-256');
    return path.join(directory, sha256.slice(0, 2), sha256);
  };
  return {
    async keep(sha256, bytes) {
      const target = place(sha256);
      const there = await stat(target).catch(() => null);
      if (there && there.size === bytes.length) return;
      await mkdir(path.dirname(target), { recursive: true });
      const partial = `${target}.${process.pid}.partial`;
      const file = await open(partial, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, target);
    },
    async read(sha256) {
      const bytes = await readFile(place(sha256)).catch(() => null);
      if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return null;
      return bytes;
    },
    async remove(sha256) {
      await rm(place(sha256), { force: true });
    },
  };
}
