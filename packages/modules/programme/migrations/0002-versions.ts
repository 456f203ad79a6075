import type { Migration } from '@qipan/kernel';

/** Rows of a task's own: seen by whoever sees the task, written by the reform office of the region. */
function policies(table: string): string {
  const office =
    "host.setting_text('role') = 'reform-office' and host.same_realm(demonstration) and host.region_within(region_code)";
  return `
grant select, insert, update, delete on ${table} to qipan_app;
alter table ${table} enable row level security;
create policy of_task on ${table} for select using (task_id in (select id from programme.task));
create policy office_writes on ${table} using (${office}) with check (${office});`;
}

export const versions: Migration = {
  number: 2,
  name: 'what became of a task, and the documents that it stands in',
  up: `
alter table programme.task add column ended jsonb;
create table programme.task_change (id text primary key, version int not null, task_id text not null references programme.task (id) on delete cascade, region_code text not null, demonstration boolean not null,
  document_id text, what text not null check (what in ('changed', 'ended')), before jsonb not null, after jsonb not null, by_name text not null, by_unit text not null, at timestamptz not null);
create index on programme.task_change (task_id, at);
create table programme.task_parent (id text primary key, version int not null, task_id text not null references programme.task (id) on delete cascade, region_code text not null, demonstration boolean not null,
  document_id text not null, row_id text, level text not null check (level in ('national', 'province', 'city', 'county', 'joint')), title text not null, number text, place text not null, clause text not null, at timestamptz not null);
create unique index task_parent_row on programme.task_parent (task_id, document_id, row_id);
create index on programme.task_parent (document_id);
create policy handler on programme.task_unit using (host.handles('programme')) with check (host.handles('programme'));
${['programme.task_change', 'programme.task_parent'].map(policies).join('')}
`,
  down: `
drop policy handler on programme.task_unit;
drop table programme.task_parent, programme.task_change;
alter table programme.task drop column ended;
`,
};
