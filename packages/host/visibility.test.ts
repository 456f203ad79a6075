import { isVisible, type Actor, regionAncestors, roles } from '@qipan/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runOperation } from './run-operation.ts';
import { openSample, withFolder } from './testing/open-sample.ts';
import { note, samplePlace } from './testing/sample.ts';
import { eachStore } from './testing/stores.ts';

const regionCodes = samplePlace.regions.map((region) => region.code);
const unitIds = ['u1', 'u2', 'u3'];

interface NoteRow {
  readonly id: string;
  readonly regionCode: string;
  readonly unitIds: string[];
  readonly demonstration: boolean;
}

/** The rule once more, in the plainest words: the third opinion beside the kernel's function and the database's policies. */
function oracle(actor: Actor, row: NoteRow): boolean {
  if (row.demonstration !== actor.demonstration || actor.role === 'administrator') return false;
  let region = samplePlace.regions.find((entry) => entry.code === row.regionCode);
  let within = false;
  while (region) {
    if (region.code === actor.regionCode) within = true;
    const { parent } = region;
    region = samplePlace.regions.find((entry) => entry.code === parent);
  }
  return (within && ['reform-office', 'leader', 'auditor'].includes(actor.role)) || row.unitIds.includes(actor.unitId);
}

const rowArbitrary = fc.record({
  regionCode: fc.constantFrom(...regionCodes),
  unitIds: fc.subarray(unitIds),
  demonstration: fc.boolean(),
});
const actorArbitrary = fc.record({
  role: fc.constantFrom(...roles),
  regionCode: fc.constantFrom(...regionCodes),
  unitId: fc.constantFrom(...unitIds),
  demonstration: fc.boolean(),
});

eachStore((store) => {
  test('who sees which row: application, database and oracle agree, in lists and in counts', async () => {
    await withFolder(async (directory) => {
      const host = await openSample(directory, [note], store);
      const rows: NoteRow[] = fc
        .sample(rowArbitrary, { numRuns: 200, seed: 7 })
        .map((row, index) => ({ ...row, id: `row-${String(index).padStart(3, '0')}` }));
      await host.store.write({ role: 'owner', settings: {} }, async (db) => {
        for (const row of rows)
          await sql`insert into note.note (id, version, region_code, demonstration, unit_ids, text) values (${row.id}, 1, ${row.regionCode}, ${row.demonstration}, ${JSON.stringify(row.unitIds)}::jsonb, '')`.execute(
            db,
          );
      });
      const ancestors = regionAncestors(samplePlace.regions);
      await fc.assert(
        fc.asyncProperty(actorArbitrary, async (given) => {
          const actor: Actor = { personId: 'p', personName: '', postId: 'o', unitName: '', ...given };
          const byOracle = rows.filter((row) => oracle(actor, row)).map((row) => row.id);
          expect(rows.filter((row) => isVisible(actor, row, ancestors)).map((row) => row.id)).toEqual(byOracle);
          const listed = await runOperation(host, actor, { name: 'note.list-notes', input: {} });
          if (actor.role === 'administrator') expect(listed).toMatchObject({ ok: false, code: 'host.not-permitted' });
          else
            expect(
              z
                .object({ notes: z.array(z.object({ id: z.string() })) })
                .parse(listed.ok ? listed.value : null)
                .notes.map((row) => row.id),
            ).toEqual(byOracle);
        }),
        { numRuns: 120, seed: 11 },
      );
      await host.close();
    });
  });

  test('a connection outside an operation has no rights at all', async () => {
    await withFolder(async (directory) => {
      const host = await openSample(directory, [note], store);
      const scope = { role: 'app', settings: {} } as const;
      expect((await host.store.read(scope, (db) => sql`select * from note.note`.execute(db))).rows).toEqual([]);
      await expect(host.store.read(scope, (db) => sql`select * from host.person`.execute(db))).rejects.toThrow(
        /permission denied/,
      );
      await expect(host.store.read(scope, (db) => sql`select * from host.session`.execute(db))).rejects.toThrow(
        /permission denied/,
      );
      await host.close();
    });
  });
});
