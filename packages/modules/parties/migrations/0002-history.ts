import type { Migration } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import { nameKey } from '../name-key.ts';

export const unitHistory: Migration = {
  number: 2,
  name: 'what became of units, key of their order',
  up: `
alter table parties.unit add column name_key text, add column ended_on date, add column successor_id text references parties.unit (id);
create table parties.unit_change (id text primary key, version int not null, unit_id text not null references parties.unit (id), on_date date not null, what text not null check (what in ('renamed', 'merged', 'abolished')),
  former_name text not null, name text not null, successor_id text references parties.unit (id), basis text not null, by_name text not null, at timestamptz not null);
create index on parties.unit_change (unit_id, on_date);
grant select, insert on parties.unit_change to qipan_app;
alter table parties.unit_change enable row level security;
create policy everyone_reads on parties.unit_change for select using (host.setting_text('role') <> '');
create policy administrator_adds on parties.unit_change for insert with check (host.setting_text('role') = 'administrator' and host.setting_text('demonstration') = 'off');
`,
  down: `
drop table parties.unit_change;
alter table parties.unit drop column successor_id, drop column ended_on, drop column name_key;
`,
  async fill(db: Db<never>) {
    const found = await sql<{
      id: string;
      name: string;
    }>`select id, name from parties.unit where name_key is null`.execute(db);
    for (const { id, name } of found.rows)
      await sql`update parties.unit set name_key = ${nameKey(name)} where id = ${id}`.execute(db);
  },
};
