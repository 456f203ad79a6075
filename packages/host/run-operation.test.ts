import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from './audit.ts';
import type { Host } from './open.ts';
import { runOperation } from './run-operation.ts';
import { openSample, withFolder } from './testing/open-sample.ts';
import { note, officer } from './testing/sample.ts';
import { eachStore } from './testing/stores.ts';

eachStore((store) => {
  let host: Host;
  let finish: () => void;

  beforeAll(async () => {
    await new Promise<void>((ready) => {
      void withFolder(async (directory) => {
        host = await openSample(directory, [note], store);
        await new Promise<void>((end) => {
          finish = end;
          ready();
        });
        await host.close();
      });
    });
  });
  afterAll(() => finish());

  const write = (input: unknown) => runOperation(host, officer, { name: 'note.write-note', input });
  const owner = { role: 'owner', settings: {} } as const;

  async function idOf(input: unknown): Promise<string> {
    const done = await write(input);
    expect(done).toMatchObject({ ok: true });
    return z.object({ id: z.string() }).parse(done.ok ? done.value : null).id;
  }

  describe('a command', () => {
    test('writes its rows and one audit entry with the versions', async () => {
      const id = await idOf({ text: '一' });
      const again = await write({ id, version: 1, text: '二' });
      expect(again.ok).toBe(true);
      const listed = await runOperation(host, officer, { name: 'note.list-notes', input: {} });
      expect(listed).toMatchObject({
        ok: true,
        value: { notes: expect.arrayContaining([{ id, version: 2, regionCode: '990100', text: '二' }]) },
      });
      const report = await host.store.read(owner, (db) => verifyAudit(db, null));
      expect(report).toMatchObject({ fault: null, proved: 'continuity' });
    });

    test('that rests on an old version is a conflict and writes nothing, the audit neither', async () => {
      const id = await idOf({ text: '一' });
      await write({ id, version: 1, text: '二' });
      const before = await host.store.read(owner, (db) => verifyAudit(db, null));
      expect(await write({ id, version: 1, text: '三' })).toMatchObject({ ok: false, code: 'host.conflict' });
      const after = await host.store.read(owner, (db) => verifyAudit(db, null));
      expect(after.entries).toBe(before.entries);
    });

    test('is refused with the field when its input is wrong', async () => {
      expect(await write({ text: '' })).toMatchObject({ ok: false, code: 'host.bad-input', at: 'text' });
      expect(await write({})).toMatchObject({ ok: false, code: 'host.bad-input', at: 'text' });
    });

    test('is refused for a post without the permission', async () => {
      const leader = { ...officer, role: 'leader' as const };
      expect(await runOperation(host, leader, { name: 'note.write-note', input: { text: '一' } })).toMatchObject({
        ok: false,
        code: 'host.not-permitted',
      });
    });

    test('cannot write outside its region even if it tries: row-level security refuses', async () => {
      await expect(write({ text: '越界', regionCode: '980100' })).rejects.toThrow(/row-level security/);
    });

    test('keeps text with quotes and lone surrogates from breaking the store, and refuses control signs', async () => {
      const id = await idOf({ text: "'; drop table note.note; -- \u{1F600}" });
      expect(id).toHaveLength(26);
      await idOf({ text: 'a\tb\nc\ud800d' });
      expect(await write({ text: 'a\u0000b' })).toMatchObject({ ok: false, code: 'host.bad-input', at: 'text' });
    });

    test('an unknown operation is said to be unknown', async () => {
      expect(await runOperation(host, officer, { name: 'note.nothing', input: {} })).toMatchObject({
        ok: false,
        code: 'host.unknown-operation',
      });
    });
  });

  test('two writers of one row: one wins, the other is told', async () => {
    const id = await idOf({ text: '一' });
    const both = await Promise.all([write({ id, version: 1, text: '甲' }), write({ id, version: 1, text: '乙' })]);
    expect(both.filter((done) => done.ok)).toHaveLength(1);
    expect(both.filter((done) => !done.ok && done.code === 'host.conflict')).toHaveLength(1);
  });

  test('a transaction asked for inside another one throws', async () => {
    await expect(host.store.read(owner, () => host.store.read(owner, async () => 1))).rejects.toThrow('inside another');
  });

  test('every table is under row-level security', async () => {
    const { sql } = await import('kysely');
    const open = await host.store.read(owner, (db) =>
      sql<{
        name: string;
      }>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and not c.relrowsecurity and n.nspname not in ('pg_catalog', 'information_schema')`.execute(
        db,
      ),
    );
    expect(open.rows).toEqual([]);
  });
});
