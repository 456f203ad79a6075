import type { Migration } from '@qipan/kernel';

export const units: Migration = {
  number: 1,
  name: 'units',
  up: `
create schema parties;
grant usage on schema parties to qipan_app;
create table parties.unit (id text primary key, version int not null, region_code text not null references host.region (code), name text not null, aliases jsonb not null, duties jsonb not null, kind text not null, contact_name text not null default '', contact_phone text not null default '', active boolean not null default true, position int not null);
create unique index unit_name on parties.unit (region_code, name);
grant select, insert, update on parties.unit to qipan_app;
alter table parties.unit enable row level security;
create policy everyone_reads on parties.unit for select using (host.setting_text('role') <> '');
create policy administrator_adds on parties.unit for insert with check (host.setting_text('role') = 'administrator' and host.setting_text('demonstration') = 'off');
create policy administrator_changes on parties.unit for update using (host.setting_text('role') = 'administrator' and host.setting_text('demonstration') = 'off') with check (true);
`,
  down: 'drop schema parties cascade;',
};
