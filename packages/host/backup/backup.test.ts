import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Manifest } from '@qipan/kernel';
import { newDatabase, withoutPostgres } from '@qipan/storage/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationSteps, stepName } from '../migrate.ts';
import { type Host, openHost, type OpenOptions } from '../open.ts';
import { migrateStore } from '../opening/migrate-store.ts';
import { runOperation } from '../run-operation.ts';
import { addOddRows, everything, oddManifests } from '../testing/odd-rows.ts';
import { accepted } from '../testing/open-modules.ts';
import { cacheDirectory, withFolder } from '../testing/open-sample.ts';
import { officer, samplePlace } from '../testing/sample.ts';
import { eachStore, openOn, type StoreKind } from '../testing/stores.ts';
import { backupOpen } from './make-backup.ts';
import { checkBackup } from './read-backup.ts';
import { restoreBackup } from './restore.ts';

const optionsOf = (directory: string, manifests: readonly Manifest[] = oddManifests): OpenOptions => ({
  directory,
  place: samplePlace,
  manifests,
  cacheDirectory,
});
const known = new Set(migrationSteps(oddManifests).map(stepName));
const backup = (host: Host, file: string) => backupOpen(host, { file, known });

/** A filled store and its backup. */
async function withBackup(
  store: StoreKind,
  work: (given: { host: Host; file: string; folder: string }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const host = accepted(await openOn(store, optionsOf(path.join(folder, 'own'))));
    try {
      await addOddRows(host);
      const file = path.join(folder, 'backup.qipan');
      accepted(await backup(host, file));
      await work({ host, file, folder });
    } finally {
      await host.close();
    }
  });
}

/** One filled folder and its backup for all tests that only read them. */
let shared: { host: Host; file: string; folder: string };
let finish: () => void;
let finished: Promise<void>;
beforeAll(async () => {
  await new Promise<void>((ready, fail) => {
    finished = withBackup('pglite', (given) => {
      shared = given;
      ready();
      return new Promise<void>((end) => {
        finish = end;
      });
    });
    finished.catch(fail);
  });
});
afterAll(async () => {
  finish();
  await finished;
});

eachStore((store) => {
  test('a backup holds every row and file; restored into a new folder nothing is missing and the audit is proved', async () => {
    await withBackup(store, async ({ host, file, folder }) => {
      const before = await everything(host);
      const options = optionsOf(path.join(folder, 'restored'));
      const { manifest, migrated } = accepted(await restoreBackup(options, file));
      expect(migrated).toEqual([]);
      expect(manifest).toMatchObject({ files: { count: 2 }, damagedFiles: [], audit: { entries: 4, fault: null } });
      expect(manifest.tables.find((table) => table.name === 'note.note')?.rows).toBe(2_503);
      const restored = accepted(await openHost({ ...options, existing: true }));
      expect(await everything(restored)).toEqual(before);
      accepted(await runOperation(restored, officer, { name: 'note.write-note', input: { text: '恢复后' } }));
      await restored.close();
      expect((await readdir(folder)).sort()).toEqual(['backup.qipan', 'own', 'restored']);
    });
  });
});

const absent = withoutPostgres();
test.skipIf(absent !== null)(
  `moved from PGlite to PostgreSQL and back, every row is the same${absent === null ? '' : `（${absent}）`}`,
  async () => {
    const { host, file, folder } = shared;
    const before = await everything(host);
    const database = await newDatabase();
    const onServer = { ...optionsOf(path.join(folder, 'server')), database };
    accepted(await restoreBackup(onServer, file));
    const server = accepted(await openHost(onServer));
    expect(await everything(server)).toEqual(before);
    expect(await restoreBackup({ ...onServer, directory: path.join(folder, 'other') }, file)).toMatchObject({
      ok: false,
      code: 'backup.target-not-empty',
    });
    accepted(await runOperation(server, officer, { name: 'note.write-note', input: { text: '在服务器上' } }));
    const later = await everything(server);
    const back = path.join(folder, 'back.qipan');
    accepted(await backup(server, back));
    await server.close();
    const home = optionsOf(path.join(folder, 'home'));
    accepted(await restoreBackup(home, back));
    const restored = accepted(await openHost({ ...home, existing: true }));
    expect(await everything(restored)).toEqual(later);
    await restored.close();
    await database.drop();
  },
);

test.skipIf(absent !== null)(
  'a database that is migrated and otherwise empty is a target, a folder of files is none',
  async () => {
    const { host, file, folder } = shared;
    const database = await newDatabase();
    const options = { ...optionsOf(path.join(folder, 'server-2')), database };
    accepted(await migrateStore(options, { down: null }));
    const used = path.join(folder, 'server-2/files/ab');
    await mkdir(used, { recursive: true });
    await writeFile(path.join(used, `ab${'0'.repeat(62)}`), '');
    expect(await restoreBackup(options, file)).toMatchObject({ ok: false, code: 'backup.target-not-empty' });
    accepted(await restoreBackup({ ...options, directory: path.join(folder, 'empty') }, file));
    expect(await restoreBackup({ ...options, directory: path.join(folder, 'own') }, file)).toMatchObject({
      ok: false,
      code: 'storage.folder-embedded',
    });
    expect(await everything(host)).toMatchObject({ serial: '3' });
    await database.drop();
  },
);

test.skipIf(absent !== null)('a folder of files serves the database that opened it first, and no other', async () => {
  const directory = path.join(shared.folder, 'server-files');
  const databases = [await newDatabase(), await newDatabase()] as const;
  const [first, second] = databases.map((database) => ({ ...optionsOf(directory), database }));
  if (!first || !second) throw new Error('two databases');
  for (const options of [first, second]) accepted(await migrateStore(options, { down: null }));
  for (let time = 0; time < 2; time += 1) await accepted(await openHost(first)).close();
  expect(await openHost(second)).toMatchObject({ ok: false, code: 'storage.folder-of-other-database' });
  for (const database of databases) await database.drop();
});

test('a backup of an older version is restored as it was and then brought up to date', async () => {
  await withFolder(async (folder) => {
    const older = oddManifests.map((manifest) => ({ ...manifest, migrations: manifest.migrations.slice(0, 1) }));
    const host = accepted(await openHost(optionsOf(path.join(folder, 'own'), older)));
    const file = path.join(folder, 'old.qipan');
    accepted(await runOperation(host, officer, { name: 'note.write-note', input: { text: '旧' } }));
    accepted(await backup(host, file));
    await host.close();
    const options = optionsOf(path.join(folder, 'new'));
    const { migrated } = accepted(await restoreBackup(options, file));
    expect(migrated).toEqual([...known].filter((step) => /:([2-9]|\d\d)$/.test(step) && !step.startsWith('host:')));
    const restored = accepted(await openHost({ ...options, existing: true }));
    expect((await everything(restored))['note.note']).toContain('旧');
    await restored.close();
  });
});

describe('a restore is refused and writes nothing', () => {
  /** A tar entry's content changed in place: the archive itself stays sound. */
  const edit = (file: Buffer, from: string, to: string) => {
    const text = gunzipSync(file).toString('latin1');
    expect(text).toContain(from);
    expect(to).toHaveLength(from.length);
    return gzipSync(Buffer.from(text.replace(from, to), 'latin1'));
  };
  /** As a person would: unpacked, and packed again with the first entry at the end. */
  const headLast = (file: Buffer) => {
    const tar = gunzipSync(file);
    const length = Number.parseInt(tar.toString('latin1', 124, 135), 8);
    const first = 512 + Math.ceil(length / 512) * 512;
    return gzipSync(Buffer.concat([tar.subarray(first, -1_024), tar.subarray(0, first), Buffer.alloc(1_024)]));
  };
  const flip = (file: Buffer, at: number) => {
    const copy = Buffer.from(file);
    copy[at] = (copy[at] ?? 0) ^ 16;
    return copy;
  };
  const cases: readonly (readonly [string, (file: Buffer) => Buffer, string | RegExp])[] = [
    ['cut at the end', (file) => file.subarray(0, file.length - 7), 'backup.damaged'],
    ['cut in the middle', (file) => file.subarray(0, file.length >> 1), 'backup.damaged'],
    ['one bit changed early', (file) => flip(file, 300), /damaged|foreign|newer/],
    ['one bit changed in the middle', (file) => flip(file, file.length >> 1), 'backup.damaged'],
    ['one bit changed late', (file) => flip(file, file.length - 30), 'backup.damaged'],
    ['a row changed', (file) => edit(file, 'm000007', 'm000008'), 'backup.damaged'],
    ['a count changed', (file) => edit(file, '"rows": 2503', '"rows": 2504'), 'backup.damaged'],
    [
      'a file changed',
      (file) => edit(file, Buffer.from('附件一').toString('latin1'), Buffer.from('附件三').toString('latin1')),
      'backup.damaged',
    ],
    ['something added', (file) => Buffer.concat([file, gzipSync('more')]), 'backup.damaged'],
    ['of a newer version', (file) => edit(file, '"note:2"', '"note:9"'), 'backup.newer'],
    ['of a newer format', (file) => edit(file, '"format": 1', '"format": 9'), 'backup.newer'],
    ['something else', () => Buffer.from('PK'), 'backup.foreign'],
    ['packed anew in another order', headLast, 'backup.altered'],
    ['another archive', () => gzipSync(Buffer.alloc(1_024)), 'backup.foreign'],
    ['nothing', () => Buffer.alloc(0), 'backup.foreign'],
  ];
  test('each in turn', async () => {
    const { file, folder } = shared;
    const whole = await readFile(file);
    const options = optionsOf(path.join(folder, 'target'));
    for (const [what, change, code] of cases) {
      const bad = path.join(folder, 'bad.qipan');
      await writeFile(bad, change(whole));
      expect([what, await restoreBackup(options, bad)]).toMatchObject([
        what,
        { ok: false, code: expect.stringMatching(code) },
      ]);
    }
    for (const [given, code] of [
      [path.join(folder, 'nowhere'), 'backup.no-such-file'],
      [folder, 'backup.unreadable'],
    ] as const)
      expect(await restoreBackup(options, given)).toMatchObject({ ok: false, code });
    expect(await restoreBackup(optionsOf(path.join(folder, 'own')), file)).toMatchObject({
      ok: false,
      code: 'storage.folder-in-use',
    });
    expect(await readdir(folder)).not.toContain('target');
    accepted(await restoreBackup(options, file));
    expect(await restoreBackup(options, file)).toMatchObject({ ok: false, code: 'backup.target-not-empty' });
  });
});

test('a backup never writes over a file, and leaves no half one', async () => {
  const { host, file, folder } = shared;
  expect(await backup(host, file)).toMatchObject({ ok: false, code: 'backup.exists' });
  expect(await backup(host, path.join(folder, 'no/where.qipan'))).toMatchObject({
    ok: false,
    code: 'backup.unwritable',
  });
  accepted(await checkBackup(file, known));
  expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('a damaged file and a broken chain are said, and the rest is saved', async () => {
  await withBackup('pglite', async ({ host, folder }) => {
    for await (const { sha256 } of host.files.listKept()) {
      await truncate(path.join(folder, 'own/files', sha256.slice(0, 2), sha256), 1);
      break;
    }
    await host.store.migrate(
      `alter table host.audit disable trigger user; update host.audit set subject = 'x' where seq = 2; alter table host.audit enable trigger user`,
    );
    const file = path.join(folder, 'second.qipan');
    const { manifest } = accepted(await backup(host, file));
    expect(manifest).toMatchObject({
      files: { count: 1 },
      damagedFiles: [expect.any(String)],
      audit: { fault: { seq: 2, what: 'edited' } },
    });
    const restored = accepted(await restoreBackup(optionsOf(path.join(folder, 'restored')), file));
    expect(restored.manifest.audit.fault).toMatchObject({ seq: 2 });
  });
});
