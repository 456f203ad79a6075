import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { runSql, withoutPostgres } from '@qipan/storage/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { verifyAudit } from './audit.ts';
import { sha256Hex } from './canonical.ts';
import { type Host, openHost } from './open.ts';
import { runOperation } from './run-operation.ts';
import { writeRefusal } from './run/write.ts';
import { accepted } from './testing/open-modules.ts';
import { cacheDirectory, withFolder } from './testing/open-sample.ts';
import { note, officer, samplePlace } from './testing/sample.ts';
import { openOn } from './testing/stores.ts';

const owner = { role: 'owner', settings: {} } as const;
const unwritable = { ok: false, code: 'host.store-unwritable' };
/** As the server does it: what a phase of the command throws becomes a refusal at the edge. */
const write = (host: Host, text: string) =>
  runOperation(host, officer, { name: 'note.write-note', input: { text } }).catch((error: unknown) => {
    const refusal = writeRefusal(error);
    if (refusal) return refusal;
    throw error;
  });
/** Text that does not compress. */
const bulk = () => randomBytes(400_000).toString('base64');

/** A small disk of its own, which only root can mount. */
const disk = mkdtempSync(path.join(os.tmpdir(), 'qipan-disk-'));
const mounted = mount();
function mount(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return '要 root 才能挂载一块小盘';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'tmpfs', disk], { stdio: 'ignore' });
    return null;
  } catch {
    return '本机不允许挂载 tmpfs';
  }
}
afterAll(() => {
  if (mounted === null) execFileSync('umount', ['-l', disk], { stdio: 'ignore' });
  rmSync(disk, { recursive: true, force: true });
});

const filler = path.join(disk, 'filler');
afterEach(() => rm(filler, { force: true }));
function leaveFree(bytes: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(bavail * bsize - bytes));
}

/** Writes until it is refused; returns what was acknowledged. */
async function writeUntilFull(host: Host): Promise<number> {
  for (let count = 0; count < 400; count += 1) {
    const done = await write(host, bulk());
    if (!done.ok) {
      expect(done).toMatchObject(unwritable);
      return count;
    }
  }
  throw new Error('the disk did not fill');
}

async function expectWhole(host: Host, entries: number): Promise<void> {
  const report = await host.store.read(owner, (db) => verifyAudit(db, null));
  expect(report).toMatchObject({ fault: null, entries });
  const notes = await host.store.read(owner, (db) => sql`select 1 from note.note`.execute(db));
  expect(notes.rows).toHaveLength(entries);
}

const options = { directory: path.join(disk, 'data'), place: samplePlace, manifests: [note], cacheDirectory };

describe.skipIf(mounted !== null)(`a full disk${mounted === null ? '' : `（${mounted}）`}`, () => {
  test('under the embedded database: a clear refusal, reading goes on, nothing is damaged, all is well when there is room', async () => {
    let host = accepted(await openHost(options));
    accepted(await write(host, '前'));
    leaveFree(4_000_000);
    const count = await writeUntilFull(host);
    await expectWhole(host, 1 + count);
    const bytes = randomBytes(3_000_000);
    await expect(host.files.keep(sha256Hex(bytes), bytes)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await host.files.read(sha256Hex(bytes))).toBeNull();
    await rm(filler);
    accepted(await write(host, '后'));
    await host.close();
    host = accepted(await openHost(options));
    await expectWhole(host, 2 + count);
    await host.close();
  });

  test('without room for the log, where the database gives itself up: the same, also in the running process', async () => {
    const host = accepted(await openHost(options));
    const before = (await host.store.read(owner, (db) => sql`select 1 from note.note`.execute(db))).rows.length;
    leaveFree(50_000);
    const fillLog = async () => {
      for (let count = 0; count < 60; count += 1)
        await host.store.write(owner, (db) =>
          sql`select pg_logical_emit_message(true, 'x', repeat(md5(random()::text), 30000))`.execute(db),
        );
    };
    await expect(fillLog()).rejects.toThrow(/No space left/);
    for (const text of ['一', '二']) expect(await write(host, text)).toMatchObject(unwritable);
    await rm(filler);
    accepted(await write(host, '后'));
    await expectWhole(host, before + 1);
    leaveFree(10_000_000);
    await host.close();
    expect(await openHost(options)).toMatchObject({ ok: false, code: 'storage.disk-full', values: { freeMb: 9 } });
    await rm(filler);
    const again = accepted(await openHost(options));
    await expectWhole(again, before + 1);
    await again.close();
  });

  test('a folder on a read-only disk is refused with a sentence and opens when it is writable again', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expect(await openHost(options)).toMatchObject({
      ok: false,
      code: 'storage.folder-unwritable',
      values: { detail: '磁盘是只读的', reason: 'EROFS' },
    });
    expect(await openHost({ ...options, directory: path.join(disk, 'new') })).toMatchObject({
      code: 'storage.folder-unwritable',
    });
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    const host = accepted(await openHost(options));
    accepted(await write(host, '写'));
    await host.close();
  });
});

const absent = withoutPostgres();
describe.skipIf(absent !== null)(`PostgreSQL${absent === null ? '' : `（${absent}）`}`, () => {
  const open = (directory: string) =>
    openOn('postgres', { directory, place: samplePlace, manifests: [note], cacheDirectory });
  const nameOf = async (host: Host) =>
    (await host.store.read(owner, (db) => sql<{ name: string }>`select current_database() as name`.execute(db))).rows[0]
      ?.name ?? '';

  test('set to read-only: a clear refusal, reading goes on, nothing is damaged', async () => {
    await withFolder(async (directory) => {
      const host = accepted(await open(directory));
      accepted(await write(host, '前'));
      const name = await nameOf(host);
      await runSql(`alter database ${name} set default_transaction_read_only = on`);
      await runSql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      expect(await write(host, '中')).toMatchObject(unwritable);
      await expectWhole(host, 1);
      await runSql(`alter database ${name} set default_transaction_read_only = off`);
      await runSql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      accepted(await write(host, '后'));
      await expectWhole(host, 2);
      await host.close();
    });
  });

  test.skipIf(mounted !== null)('on a full disk: the same', async () => {
    await withFolder(async (directory) => {
      const host = accepted(await open(directory));
      accepted(await write(host, '前'));
      const name = await nameOf(host);
      const space = path.join(disk, 'space');
      await rm(options.directory, { recursive: true, force: true });
      await mkdir(space);
      await chmod(disk, 0o755);
      if (!process.env.QIPAN_TEST_POSTGRES) await chown(space, Number(execFileSync('id', ['-u', 'postgres'])), 0);
      await runSql(`create tablespace ${name}_small location '${space}'`);
      await runSql(`alter table note.note set tablespace ${name}_small`, name);
      leaveFree(3_000_000);
      const count = await writeUntilFull(host);
      await expectWhole(host, 1 + count);
      await rm(filler);
      accepted(await write(host, '后'));
      await expectWhole(host, 2 + count);
      await host.close();
      await runSql(`drop tablespace ${name}_small`);
    });
  });

  test('a connection that is lost in the middle is said, and the next one works', async () => {
    await withFolder(async (directory) => {
      const host = accepted(await open(directory));
      const lost = host.store.write(owner, async (db) => {
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
      });
      await expect(lost).rejects.toMatchObject({ name: 'Error', code: expect.any(String) });
      accepted(await write(host, '后'));
      await host.close();
    });
  });
});
