import type { Migration } from '@qipan/kernel';

const office =
  "host.setting_text('role') = 'reform-office' and host.same_realm(demonstration) and host.region_within(region_code)";
/** A unit writes of tasks on which it stands. */
const unit =
  "host.setting_text('role') = 'responsible-unit' and host.same_realm(demonstration) and task_id in (select task_id from programme.task_unit where unit_id = host.setting_text('unit'))";

/** Rows of a task's own: seen by whoever sees the task, written by the office of its region and by its units. */
function policies(table: string): string {
  return `
alter table ${table} enable row level security;
create policy of_task on ${table} for select using (task_id in (select id from programme.task));
create policy office_writes on ${table} using (${office}) with check (${office});
create policy unit_writes on ${table} using (${unit}) with check (${unit});
create policy handler on ${table} using (host.handles('supervision')) with check (host.handles('supervision'));`;
}

export const supervision: Migration = {
  number: 1,
  name: 'where tasks stand, what happened to them, the rule of lights',
  up: `
create schema supervision;
grant usage on schema supervision to qipan_app;
create table supervision.standing (id text primary key, version int not null, task_id text not null unique references programme.task (id) deferrable, region_code text not null, demonstration boolean not null,
  phase text not null check (phase in ('assigned', 'working', 'closing', 'closed', 'ended')), seq int not null, life jsonb not null);
create table supervision.act (id text primary key, version int not null, task_id text not null references programme.task (id) deferrable, region_code text not null, demonstration boolean not null,
  seq int not null, kind text not null, act jsonb not null, side text not null check (side in ('office', 'lead', 'support', 'program')), person_id text not null, person_name text not null, unit_id text not null, unit_name text not null, on_day date not null, at timestamptz not null);
create unique index act_seq on supervision.act (task_id, seq);
create table supervision.rule_choice (id text primary key, version int not null, region_code text not null, demonstration boolean not null, rule_id text not null, report_day int not null check (report_day between 1 and 31), from_day date not null, by_name text not null, at timestamptz not null);
create index on supervision.rule_choice (demonstration, from_day);
grant select, insert, update on supervision.standing to qipan_app;
grant select, insert on supervision.act to qipan_app;
grant select, insert on supervision.rule_choice to qipan_app;
${['supervision.standing', 'supervision.act'].map(policies).join('')}
alter table supervision.rule_choice enable row level security;
create policy read_all on supervision.rule_choice for select using (host.same_realm(demonstration));
create policy office_writes on supervision.rule_choice using (${office}) with check (${office});
`,
  down: 'drop schema supervision cascade;',
};
