import { modules } from '@qipan/modules';
import { openPostgres } from '@qipan/storage';
import { newDatabase, withoutPostgres } from '@qipan/storage/testing';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { appliedSteps, migrate, migrationSteps, stepName, stepsAfter, undo } from './migrate.ts';
import { openHost } from './open.ts';
import type { OpenOptions } from './open.ts';
import { migrateStore } from './opening/migrate-store.ts';
import { describeSchema } from './testing/describe-schema.ts';
import { accepted } from './testing/open-modules.ts';
import { cacheDirectory, openSample, withFolder } from './testing/open-sample.ts';
import { samplePlace } from './testing/sample.ts';
import { eachStore } from './testing/stores.ts';

const owner = { role: 'owner', settings: {} } as const;
const now = '2026-03-02T01:00:00.000Z';
const steps = migrationSteps(modules);
const all = steps.map(stepName);

eachStore((store) => {
  test('what SQL cannot fill is filled in rows of before: the key of a unit’s name', async () => {
    await withFolder(async (directory) => {
      const host = await openSample(directory, modules, store);
      await host.store.migrate(
        `insert into parties.unit (id, version, region_code, name, aliases, duties, kind, position) values ('a', 1, '990100', '重点办', '[]', '[]', 'other', 0), ('b', 1, '990100', '财政局', '[]', '[]', 'other', 0)`,
      );
      await migrate(host.store, steps, { now });
      const found = await host.store.read(owner, (db) =>
        sql<{ id: string; key: string }>`select id, name_key as key from parties.unit order by name_key`.execute(db),
      );
      expect(found.rows).toMatchObject([
        { id: 'b', key: expect.stringMatching(/^cai/) },
        { id: 'a', key: expect.stringMatching(/^(zhong|chong)/) },
      ]);
      await host.close();
    });
  });

  test('up, down to nothing and up again is the same schema; so is each step down and up', {
    timeout: 120_000,
  }, async () => {
    await withFolder(async (directory) => {
      const host = await openSample(directory, modules, store);
      const describe = () => host.store.read(owner, describeSchema);
      const applied = () => host.store.read(owner, appliedSteps);
      const before = await describe();
      expect(await applied()).toEqual(expect.arrayContaining(all));
      for (const step of steps.filter((entry) => entry.number > 1)) {
        // With those of its module that came after it: their columns stand behind its own.
        const since = steps.filter((entry) => entry.module === step.module && entry.number >= step.number);
        const undone = await undo(host.store, since.toReversed()).then(
          () => true,
          (error: unknown) => {
            // A later step rests on this one: nothing of it was undone.
            expect(error).toMatchObject({ code: '2BP01' });
            return false;
          },
        );
        expect((await applied()).includes(stepName(step))).toBe(!undone);
        expect(await migrate(host.store, steps, { now })).toEqual(undone ? since.map(stepName) : []);
        expect(await describe()).toEqual(before);
      }
      await undo(host.store, accepted(stepsAfter(modules, await applied(), '0')));
      expect(await applied()).toEqual([]);
      expect(Object.values(await describe()).flat()).toEqual([]);
      expect(await migrate(host.store, steps, { now })).toEqual(all);
      expect(await describe()).toEqual(before);
      expect(await migrate(host.store, steps, { now })).toEqual([]);
      await host.close();
    });
  });
});

test('what is to be undone is named by a step, and refused when others rest on it', () => {
  const names = (target: string) => accepted(stepsAfter(modules, all, target)).map(stepName);
  expect(names('0')).toEqual(all);
  expect(names('host:1')).toEqual(all.filter((name) => name.startsWith('host:') && name !== 'host:1'));
  expect(names(`${modules.at(-1)?.name}:0`)).toEqual(all.filter((name) => name.startsWith(`${modules.at(-1)?.name}:`)));
  expect(stepsAfter(modules, all, 'host:0')).toMatchObject({ ok: false, code: 'storage.step-needed' });
  expect(stepsAfter(modules, all, 'parties:0')).toMatchObject({ ok: false, code: 'storage.step-needed' });
  for (const target of ['', 'host', 'host:99', 'nothing:1', '1; drop'])
    expect(stepsAfter(modules, all, target)).toMatchObject({ ok: false, code: 'storage.unknown-step' });
});

const absent = withoutPostgres();
describe.skipIf(absent !== null)(`a database on a server${absent === null ? '' : `（${absent}）`}`, () => {
  const options = { directory: '', place: samplePlace, manifests: modules, cacheDirectory };

  const migrateDatabase = async (given: OpenOptions, ownerUrl: string) => {
    const migrated = await migrateStore({ ...given, database: { ownerUrl } }, { down: null });
    return migrated.ok ? { ok: true as const, value: migrated.value.done } : migrated;
  };

  test('four processes that migrate it at once do it once', async () => {
    const database = await newDatabase();
    const done = await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(options, database.ownerUrl)));
    expect(done.map((each) => accepted(each).length).toSorted()).toEqual([0, 0, 0, all.length].toSorted());
    await database.drop();
  });

  test('is refused until its schema is this program’s, and by one that is older', async () => {
    await withFolder(async (directory) => {
      const database = await newDatabase();
      const open = (manifests = modules) =>
        openHost({ ...options, manifests, directory, database: { url: database.url } });
      expect(await open()).toMatchObject({ ok: false, code: 'storage.schema-older', values: { missing: all.length } });
      expect(accepted(await migrateDatabase(options, database.ownerUrl))).toEqual(all);
      const host = accepted(await open());
      await expect(host.store.read(owner, async () => 1)).rejects.toThrow(/owner/);
      await expect(host.store.migrate('select 1')).rejects.toThrow(/owner/);
      await host.close();
      expect(await open(modules.slice(0, -1))).toMatchObject({ ok: false, code: 'storage.schema-newer' });
      expect(await migrateDatabase({ ...options, manifests: modules.slice(0, -1) }, database.ownerUrl)).toMatchObject({
        ok: false,
        code: 'storage.schema-newer',
      });
      await database.drop();
    });
  });

  test('is refused to the owner as login, and to whom it does not know', async () => {
    await withFolder(async (directory) => {
      const database = await newDatabase();
      accepted(await migrateDatabase(options, database.ownerUrl));
      const open = (url: string) => openHost({ ...options, directory, database: { url } });
      const other = (change: (url: URL) => void) => {
        const url = new URL(database.url);
        change(url);
        return url.href;
      };
      expect(await open(database.ownerUrl)).toMatchObject({ ok: false, code: 'storage.database-uninitialised' });
      const wrong = await open(
        other((url) => {
          url.password = 'secret-and-wrong';
        }),
      );
      expect(wrong).toMatchObject({ ok: false, code: 'storage.database-login' });
      expect(JSON.stringify(wrong)).not.toContain('secret-and-wrong');
      expect(
        await open(
          other((url) => {
            url.pathname = '/nowhere';
          }),
        ),
      ).toMatchObject({ ok: false, code: 'storage.database-missing' });
      expect(
        await open(
          other((url) => {
            url.port = '1';
          }),
        ),
      ).toMatchObject({ ok: false, code: 'storage.database-unreachable' });
      expect(await open('mysql://x/y')).toMatchObject({ ok: false, code: 'storage.database-address' });
      expect(await open('nonsense')).toMatchObject({ ok: false, code: 'storage.database-address' });
      await database.drop();
    });
  });

  test('a login that could take the owner’s part is refused', async () => {
    await withFolder(async (directory) => {
      const database = await newDatabase();
      accepted(await migrateDatabase(options, database.ownerUrl));
      const opened = accepted(await openPostgres({ ownerUrl: database.ownerUrl }));
      await opened.migrate('grant qipan_nobody, qipan_app, qipan_identity to current_user');
      await opened.close();
      expect(await openHost({ ...options, directory, database: { url: database.ownerUrl } })).toMatchObject({
        ok: false,
        code: 'storage.login-too-strong',
      });
      await database.drop();
    });
  });
});
