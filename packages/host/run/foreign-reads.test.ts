import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { verifyAudit } from '../audit.ts';
import { openSample, withFolder } from '../testing/open-sample.ts';
import { officer } from '../testing/sample.ts';
import { runOperation } from '../run-operation.ts';

const owner = { role: 'owner', settings: {} } as const;

test('who reads rows of another jurisdiction stands in its audit: once for the same rows on the same day', async () => {
  await withFolder(async (directory) => {
    const host = await openSample(directory);
    const write = (regionCode: string, id: string) =>
      host.store.write(owner, (db) =>
        sql`insert into note.note (id, version, region_code, demonstration, unit_ids, text) values (${id}, 1, ${regionCode}, false, '["u1"]', '')`.execute(
          db,
        ),
      );
    await write('990101', 'own');
    await write('980100', 'theirs');
    const reader = { ...officer, role: 'responsible-unit', unitId: 'u1' } as const;
    const read = () => runOperation(host, reader, { name: 'note.list-notes', input: {} });
    expect(await read()).toMatchObject({ ok: true, value: { notes: [{ id: 'own' }, { id: 'theirs' }] } });
    await read();
    const logged = () =>
      host.store.read(owner, (db) =>
        sql`select chain, operation, subject, changes, actor ->> 'personId' as person from host.audit`.execute(db),
      );
    expect((await logged()).rows).toMatchObject([
      {
        chain: '980100',
        operation: 'note.list-notes',
        subject: expect.stringMatching(/^外辖区查阅 1 行/),
        changes: [{ id: 'theirs', from: 1, to: 1 }],
        person: officer.personId,
      },
    ]);
    await write('980100', 'second');
    await read();
    expect((await logged()).rows).toHaveLength(2);
    expect(await host.store.read(owner, (db) => verifyAudit(db, null))).toMatchObject({ fault: null, entries: 2 });
    await host.close();
  });
});
