import type { Manifest } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import { sql } from 'kysely';
import { listTables, readPages } from '../backup/tables.ts';
import { sha256Hex } from '../canonical.ts';
import type { Host } from '../open.ts';
import { runOperation } from '../run-operation.ts';
import { accepted, readAsOwner } from './open-modules.ts';
import { note, officer } from './sample.ts';

const columns =
  'a int, b int, big bigint, exact numeric, share double precision, at timestamptz, day date, raw bytea, words text[], list jsonb, made int generated always as (a + 1) stored, serial int generated always as identity, span interval';

/** All modules, and tables of the kinds that a backup must not lose anything of. */
export const oddManifests: readonly Manifest[] = [
  ...modules,
  {
    ...note,
    migrations: [
      ...note.migrations,
      {
        number: 2,
        name: 'odd tables',
        up: `create table note.odd (${columns}, primary key (b, a));
          create table note.keyless (text text);
          create table note.tree (id text primary key, parent text references note.tree (id), odd_a int, odd_b int, foreign key (odd_b, odd_a) references note.odd (b, a));
          alter table note.odd enable row level security; alter table note.keyless enable row level security; alter table note.tree enable row level security;`,
        down: 'drop table note.tree, note.odd, note.keyless;',
      },
    ],
  },
];

const rows = `
insert into note.odd (a, b, big, exact, share, at, day, raw, words, list, span) values
  (1, 2, 9007199254740993, 123456789012345678901234567890.123456789, 0.1, '2026-03-02 01:02:03.123456+08', '2026-03-02', '\\x00ff0a', array['a', null, '",{}'], 'null', '1 mon 2 days'),
  (2, 1, null, 'NaN', 'Infinity', 'infinity', '-infinity', '', '{}', '{"a":"\\"\\\\n"}', null),
  (10, 1, -1, -0.10, 1e-300, '0044-03-15 12:00:00+00 BC', '0001-01-01', null, null, null, '00:00:01.5');
insert into note.keyless values ('z'), (null), ('a'), ('a'), (E'\\n\\t\\\\'), ('null'), ('');
insert into note.tree values ('z', null, null, null), ('m', 'z', 1, 2), ('a', 'm', 10, 1), ('b', 'b', 2, 1);
insert into note.note (id, version, region_code, demonstration, unit_ids, text) values ('bell', 1, '990101', false, '[]', E'\\x07');
insert into note.note (id, version, region_code, demonstration, unit_ids, text) select 'm' || lpad(n::text, 6, '0'), 1, '990101', false, '[]', repeat('长', n % 50) from generate_series(1, 2499) n`;

/** Rows of every awkward kind, audited commands, and two files. */
export async function addOddRows(host: Host): Promise<void> {
  for (const text of ['一', "'; drop table note.note; --\n\t\\ \u{1F600}", '"{}[],'])
    accepted(await runOperation(host, officer, { name: 'note.write-note', input: { text } }));
  const unit = (index: number) => ({ id: `u${index}`, regionCode: '990101', name: `单位${index}` });
  const system = { ...officer, role: 'administrator' as const };
  const units = Array.from({ length: 30 }, (_, index) => unit(index));
  accepted(await runOperation(host, system, { name: 'parties.add-units', input: { units } }));
  await host.store.migrate(rows);
  for (const text of ['附件一', '附件二']) {
    const bytes = new TextEncoder().encode(text);
    await host.files.keep(sha256Hex(bytes), bytes);
  }
}

/** Every row of every table as text, and every kept file. */
export async function everything(host: Host): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  await readAsOwner(host, async (db) => {
    for (const table of await listTables(db)) {
      found[table.name] = '';
      for await (const page of readPages(db, table)) found[table.name] += page.text;
    }
    const last = await sql<{ last: string }>`select last_value::text as last from note.odd_serial_seq`.execute(db);
    found.serial = last.rows[0]?.last ?? '';
  });
  for await (const { sha256, bytes } of host.files.listKept()) found[sha256] = String(bytes);
  return found;
}
