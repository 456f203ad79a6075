import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileStore } from './file-store.ts';
import { FileDamaged, FilesFull, type FileStore } from './port.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const content = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};
const placeOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
const a = content('甲');
const b = content('乙方案');

async function listed(files: FileStore): Promise<string[]> {
  const names: string[] = [];
  for await (const file of files.listKept()) names.push(file.sha256);
  return names;
}

test('what is kept is read back, listed and removed; what is not there reads as absent', async () => {
  const files = createFileStore(folder);
  expect(await files.read(a.sha256)).toBeNull();
  expect(await listed(files)).toEqual([]);
  await Promise.all([a, b, a, a].map((file) => files.keep(file.sha256, file.bytes)));
  expect(new Uint8Array((await files.read(a.sha256)) ?? [])).toEqual(a.bytes);
  expect(await listed(files)).toEqual([a.sha256, b.sha256].sort());
  for await (const file of files.listKept()) {
    expect(file.bytes).toBe(file.sha256 === a.sha256 ? a.bytes.length : b.bytes.length);
    expect(Math.abs(Date.parse(file.keptAt) - Date.now())).toBeLessThan(60_000);
  }
  await files.remove(a.sha256);
  await files.remove(a.sha256);
  expect(await listed(files)).toEqual([b.sha256]);
  for (const name of ['../x', '', a.sha256.toUpperCase(), `${a.sha256}/..`])
    await expect(files.read(name)).rejects.toThrow('SHA-256');
});

test.each([
  ['changed', (file: string) => writeFile(file, '丙方案')],
  ['cut', (file: string) => truncate(file, 3)],
  ['emptied', (file: string) => truncate(file, 0)],
])('a file whose content was %s is an error, not garbage; keeping it again mends it', async (_what, damage) => {
  const files = createFileStore(folder);
  await files.keep(b.sha256, b.bytes);
  await damage(placeOf(b.sha256));
  await expect(files.read(b.sha256)).rejects.toBeInstanceOf(FileDamaged);
  await files.keep(b.sha256, b.bytes);
  expect(new Uint8Array((await files.read(b.sha256)) ?? [])).toEqual(b.bytes);
});

test('a file that does not fit is refused with what is used; what is there and what fits is not', async () => {
  const files = createFileStore(folder, { quotaBytes: 10 });
  await files.keep(b.sha256, b.bytes);
  await expect(files.keep(a.sha256, a.bytes)).rejects.toBeInstanceOf(FilesFull);
  await expect(files.keep(a.sha256, a.bytes)).rejects.toMatchObject({ usedBytes: 9, limitBytes: 10, bytes: 3 });
  expect(await listed(files)).toEqual([b.sha256]);
  await files.keep(b.sha256, b.bytes);
  await files.remove(b.sha256);
  await files.keep(a.sha256, a.bytes);
  await expect(createFileStore(folder, { quotaBytes: 10 }).keep(b.sha256, b.bytes)).rejects.toMatchObject({
    usedBytes: 3,
  });
});

test('a file that was kept again since it was listed stays when the sweep comes to it', async () => {
  const files = createFileStore(folder);
  await files.keep(a.sha256, a.bytes);
  const old = new Date(Date.now() - 172_800_000);
  await utimes(placeOf(a.sha256), old, old);
  const seen: string[] = [];
  for await (const file of files.listKept()) seen.push(file.keptAt);
  expect(seen).toEqual([old.toISOString()]);
  await files.keep(a.sha256, a.bytes);
  await files.remove(a.sha256, seen[0]);
  expect(await listed(files)).toEqual([a.sha256]);
  await utimes(placeOf(a.sha256), old, old);
  await files.remove(a.sha256, seen[0]);
  expect(await listed(files)).toEqual([]);
});

test('what an interrupted keep has left is no file, and goes when it is a day old', async () => {
  const files = createFileStore(folder);
  await files.keep(a.sha256, a.bytes);
  const [young, old] = ['1', '2'].map((mark) => `${placeOf(a.sha256)}.${mark}.partial`);
  for (const file of [young, old]) await writeFile(file ?? '', 'half');
  const before = new Date(Date.now() - 172_800_000);
  await utimes(old ?? '', before, before);
  expect(await listed(files)).toEqual([a.sha256]);
  expect((await readdir(path.dirname(placeOf(a.sha256)))).sort()).toEqual([a.sha256, path.basename(young ?? '')]);
  expect((await stat(placeOf(a.sha256))).size).toBe((await readFile(placeOf(a.sha256))).length);
});
