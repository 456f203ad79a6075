import type { Migration } from '@qipan/kernel';

const within = 'host.same_realm(demonstration) and host.region_within(region_code)';
const office = `host.setting_text('role') = 'reform-office' and ${within}`;
const named = `host.same_realm(demonstration) and host.setting_text('role') <> 'administrator' and unit_id = host.setting_text('unit')`;

export const tasks: Migration = {
  number: 1,
  name: 'tasks, units named on them, views',
  up: `
create schema programme;
grant usage on schema programme to qipan_app;
create table programme.task (id text primary key, version int not null, region_code text not null references host.region (code), demonstration boolean not null, number text not null,
  document_id text, row_id text, position double precision not null, path jsonb not null, text text not null, clause text not null, source jsonb not null,
  units jsonb not null, lead jsonb not null, support jsonb not null, open boolean not null, leaders jsonb not null, contact jsonb not null,
  deadline date, deadline_basis text, soft_deadline text, stages jsonb not null, targets jsonb not null, projects jsonb not null, policies jsonb not null, citations jsonb not null,
  extra jsonb not null, artefact jsonb, needs_measure boolean not null, unclear jsonb not null, provenance jsonb not null, edits jsonb not null,
  confirmed_by_id text not null, confirmed_by text not null, confirmed_by_unit text not null, confirmed_at timestamptz not null, search text not null);
create unique index task_number on programme.task (region_code, demonstration, number);
create unique index task_row on programme.task (row_id) where row_id is not null;
create index on programme.task (document_id);
create index on programme.task (region_code, demonstration);
create table programme.task_unit (id text primary key, version int not null, task_id text not null references programme.task (id) on delete cascade, unit_id text not null, part text not null check (part in ('lead', 'support', 'unit')), region_code text not null, demonstration boolean not null);
create unique index task_unit_key on programme.task_unit (task_id, unit_id, part);
create index on programme.task_unit (unit_id, task_id);
create table programme.view (id text primary key, version int not null, person_id text not null, demonstration boolean not null, name text not null, definition jsonb not null);
create unique index view_name on programme.view (person_id, name);
grant select, insert, update, delete on programme.task, programme.task_unit, programme.view to qipan_app;

alter table programme.task_unit enable row level security;
create policy read_by_region on programme.task_unit for select using (host.reads_by_region() and ${within});
create policy read_named on programme.task_unit for select using (${named});
create policy office_writes on programme.task_unit using (${office}) with check (${office});

alter table programme.task enable row level security;
create policy read_by_region on programme.task for select using (host.reads_by_region() and ${within});
create policy read_named on programme.task for select using (host.same_realm(demonstration) and id in (select task_id from programme.task_unit where ${named}));
create policy office_writes on programme.task using (${office}) with check (${office});

alter table programme.view enable row level security;
create policy own on programme.view using (person_id = host.setting_text('person')) with check (person_id = host.setting_text('person'));
`,
  down: 'drop schema programme cascade;',
};
