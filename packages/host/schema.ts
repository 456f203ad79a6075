import type { Migration } from '@qipan/kernel';

/**
 * The host's own tables. `qipan_identity` alone reads persons, posts, accounts and sessions; `qipan_app` (every
 * operation of a module) reads the regions and appends to the audit, and nothing else here.
 */
export const hostMigrations: readonly Migration[] = [
  {
    number: 1,
    name: 'regions, persons, sessions, audit',
    up: `
create schema host;
grant usage on schema host to qipan_app, qipan_identity;

create table host.migration (module text not null, number int not null, name text not null, applied_at timestamptz not null, primary key (module, number));
create table host.setting (key text primary key, value jsonb not null);
grant select, insert, update, delete on host.setting to qipan_identity;

create table host.region (code text primary key, name text not null, parent text references host.region (code), level text not null, partner boolean not null, position int not null);
create table host.region_tree (ancestor text not null, descendant text not null, primary key (ancestor, descendant));
create index on host.region_tree (descendant);
grant select on host.region, host.region_tree to qipan_app, qipan_identity;

create function host.setting_text(name text) returns text language sql stable as $f$ select coalesce(current_setting('qipan.' || name, true), '') $f$;
create function host.region_within(code text) returns boolean language sql stable as $f$
  select exists (select 1 from host.region_tree t where t.ancestor = host.setting_text('region') and t.descendant = code) $f$;
create function host.reads_by_region() returns boolean language sql stable as $f$
  select host.setting_text('role') in ('reform-office', 'leader', 'auditor') $f$;
create function host.same_realm(demonstration boolean) returns boolean language sql stable as $f$
  select demonstration = (host.setting_text('demonstration') = 'on') $f$;

create table host.person (id text primary key, version int not null, name text not null, login text not null, phone text not null default '', demonstration boolean not null, locked boolean not null default false, created_at timestamptz not null);
create unique index person_login on host.person (login);
create table host.post (id text primary key, version int not null, person_id text not null references host.person (id) on delete cascade, unit_id text not null, unit_name text not null, region_code text not null references host.region (code), role text not null, valid_from date not null, valid_to date);
create index on host.post (person_id);
create table host.account (person_id text primary key references host.person (id) on delete cascade, password_hash text, failures int not null default 0, locked_until timestamptz);
create table host.link (token_hash text primary key, person_id text references host.person (id) on delete cascade, purpose text not null, expires_at timestamptz not null, used_at timestamptz);
create table host.session (token_hash text primary key, person_id text not null references host.person (id) on delete cascade, post_id text not null references host.post (id) on delete cascade, created_at timestamptz not null, last_seen timestamptz not null, expires_at timestamptz not null);
create index on host.session (person_id);
grant select, insert, update, delete on host.person, host.post, host.account, host.link, host.session to qipan_identity;

create table host.audit (chain text not null, seq int not null, at timestamptz not null, actor jsonb not null, operation text not null, subject text not null, changes jsonb not null, prev text not null, hash text not null, primary key (chain, seq));
create table host.audit_head (chain text primary key, seq int not null, hash text not null);
grant select, insert on host.audit to qipan_app, qipan_identity;
grant select, insert, update on host.audit_head to qipan_app, qipan_identity;
create function host.refuse_change() returns trigger language plpgsql as $f$ begin raise exception 'the audit is append-only'; end $f$;
create trigger audit_append_only before update or delete or truncate on host.audit for each statement execute function host.refuse_change();

alter table host.migration enable row level security;
alter table host.setting enable row level security;
alter table host.region enable row level security;
alter table host.region_tree enable row level security;
alter table host.person enable row level security;
alter table host.post enable row level security;
alter table host.account enable row level security;
alter table host.link enable row level security;
alter table host.session enable row level security;
alter table host.audit enable row level security;
alter table host.audit_head enable row level security;
create policy everyone on host.region for select using (true);
create policy everyone on host.region_tree for select using (true);
create policy identity on host.setting to qipan_identity using (true) with check (true);
create policy identity on host.person to qipan_identity using (true) with check (true);
create policy identity on host.post to qipan_identity using (true) with check (true);
create policy identity on host.account to qipan_identity using (true) with check (true);
create policy identity on host.link to qipan_identity using (true) with check (true);
create policy identity on host.session to qipan_identity using (true) with check (true);
create policy append on host.audit for insert with check (chain = host.setting_text('chain'));
create policy own_chain on host.audit for select using (chain = host.setting_text('chain'));
create policy own_chain on host.audit_head using (chain = host.setting_text('chain')) with check (chain = host.setting_text('chain'));
`,
    down: 'drop schema host cascade;',
  },
];
