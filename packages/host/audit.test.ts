import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readHeads, verifyAudit } from './audit.ts';
import type { Host } from './open.ts';
import { runOperation } from './run-operation.ts';
import { openSample, withFolder } from './testing/open-sample.ts';
import { note, officer } from './testing/sample.ts';
import { eachStore, type StoreKind } from './testing/stores.ts';

const owner = { role: 'owner', settings: {} } as const;

/** A host with five audited commands, and a way to tamper as somebody with the database's own rights would. */
async function withEntries(
  store: StoreKind,
  work: (host: Host, tamper: (statement: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  await withFolder(async (directory) => {
    const host = await openSample(directory, [note], store);
    for (const text of ['一', '二', '三', '四', '五'])
      await runOperation(host, officer, { name: 'note.write-note', input: { text } });
    await work(host, (statement) =>
      host.store.migrate(
        `alter table host.audit disable trigger all; ${statement}; alter table host.audit enable trigger all`,
      ),
    );
    await host.close();
  });
}

const verify = (host: Host, held: Parameters<typeof verifyAudit>[1] = null) =>
  host.store.read(owner, (db) => verifyAudit(db, held));

eachStore((store) => {
  test('a chain that nobody touched is sound; against a held head it is proved complete', async () => {
    await withEntries(store, async (host) => {
      const heads = await host.store.read(owner, readHeads);
      expect(heads).toMatchObject([{ chain: '990100', seq: 5 }]);
      expect(await verify(host)).toMatchObject({ entries: 5, fault: null, proved: 'continuity' });
      expect(await verify(host, heads)).toMatchObject({ entries: 5, fault: null, proved: 'complete' });
      await runOperation(host, officer, { name: 'note.write-note', input: { text: '六' } });
      expect(await verify(host, heads)).toMatchObject({ entries: 6, fault: null, proved: 'complete' });
    });
  });

  const tampering = [
    ['an edited entry', `update host.audit set subject = '改' where seq = 3`, { seq: 3, what: 'edited' }],
    ['an edited time', `update host.audit set at = at + interval '1 second' where seq = 3`, { seq: 3, what: 'edited' }],
    ['a removed entry', `delete from host.audit where seq = 3`, { seq: 3, what: 'removed' }],
    [
      'two swapped entries',
      `update host.audit set seq = case seq when 2 then 103 else 102 end where seq in (2, 3); update host.audit set seq = seq - 100 where seq > 100`,
      { seq: 2, what: 'out-of-order' },
    ],
    ['the end cut off, the head left', `delete from host.audit where seq > 3`, { seq: 4, what: 'cut' }],
  ] as const;

  test('each kind of tampering is found, and told where it was done', async () => {
    await withEntries(store, async (host, tamper) => {
      await tamper('create table host.audit_kept as table host.audit');
      for (const [what, statement, fault] of tampering) {
        await tamper(statement);
        expect([what, (await verify(host)).fault]).toMatchObject([what, fault]);
        await tamper('delete from host.audit; insert into host.audit select * from host.audit_kept');
        expect((await verify(host)).fault).toBeNull();
      }
    });
  });

  test('the end cut off together with the stored head is found by a held head alone', async () => {
    await withEntries(store, async (host, tamper) => {
      const heads = await host.store.read(owner, readHeads);
      await tamper(
        `delete from host.audit where seq > 3; update host.audit_head set seq = 3, hash = (select hash from host.audit where seq = 3)`,
      );
      expect(await verify(host)).toMatchObject({ fault: null, proved: 'continuity' });
      expect((await verify(host, heads)).fault).toMatchObject({ seq: 4, what: 'cut' });
    });
  });

  test('the application cannot change or remove an entry', async () => {
    await withEntries(store, async (host) => {
      const scope = {
        role: 'app',
        settings: {
          chain: '990100',
          role: 'auditor',
          region: '990100',
          unit: 'office',
          person: 'p',
          demonstration: 'off',
        },
      } as const;
      await expect(
        host.store.write(scope, (db) => sql`update host.audit set subject = 'x'`.execute(db)),
      ).rejects.toThrow(/permission denied/);
      await expect(host.store.write(scope, (db) => sql`delete from host.audit`.execute(db))).rejects.toThrow(
        /permission denied/,
      );
    });
  });
});
