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
  {
    number: 2,
    name: 'approvals, notices, jobs, tokens, answers of idempotency keys',
    up: `
alter table host.account rename column person_id to id;
alter table host.account add column version int not null default 1;
alter table host.link rename column token_hash to id;
alter table host.link add column version int not null default 1;
alter table host.session rename column token_hash to id;
alter table host.session add column version int not null default 1;

create index audit_at on host.audit (chain, at);
create function host.file_is_used(place text, name text, sha text) returns boolean language plpgsql security definer set search_path = pg_catalog as $f$
  declare used boolean;
  begin execute format('select exists (select 1 from %s where %I = $1)', place::regclass, name) into used using sha; return used; end $f$;
revoke execute on function host.file_is_used(text, text, text) from public;
grant execute on function host.file_is_used(text, text, text) to qipan_identity;

create function host.handles(module text) returns boolean language sql stable as $f$ select host.setting_text('handler') = module $f$;

create table host.approval (id text primary key, version int not null, operation text not null, input jsonb not null, seed text not null, decided_at timestamptz not null,
  actor jsonb not null, chain text not null, demonstration boolean not null, subject text not null, parties jsonb not null, shown jsonb not null, shown_hash text not null,
  earlier_shown jsonb, state text not null check (state in ('waiting', 'done', 'withdrawn', 'declined', 'expired', 'void')), closed jsonb, result jsonb, expires_at timestamptz not null, closed_at timestamptz);
create index on host.approval (state, expires_at);
create table host.agreement (id text primary key, version int not null, approval_id text not null references host.approval (id) on delete cascade, party int not null, shown_hash text not null,
  answer text not null check (answer in ('agree', 'decline')), reason text not null, person_id text not null, person_name text not null, unit_name text not null, at timestamptz not null);
create unique index agreement_party on host.agreement (approval_id, shown_hash, party);

create table host.notice (id text primary key, version int not null, person_id text, unit_id text, role text, chain text not null, demonstration boolean not null, code text not null, values jsonb not null, link text not null, at timestamptz not null);
create index on host.notice (unit_id, at);
create index on host.notice (person_id, at);
create index on host.notice (chain, role, at);
create table host.notice_seen (id text primary key, version int not null, notice_id text not null references host.notice (id) on delete cascade, person_id text not null, at timestamptz not null);
create index on host.notice_seen (person_id, notice_id);

create table host.job (id text primary key, version int not null, name text not null, key text not null, input jsonb not null, actor jsonb not null, chain text not null, demonstration boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')), attempt int not null, run_after timestamptz not null, lease_until timestamptz,
  fraction double precision not null, note text not null, cancel_asked boolean not null, result jsonb, refusal jsonb, created_at timestamptz not null, ended_at timestamptz);
create unique index job_one_of_key on host.job (name, key) where state in ('waiting', 'running');
create index on host.job (state, run_after);

create table host.token (id text primary key, version int not null, secret_hash text not null, name text not null, person_id text not null references host.person (id) on delete cascade, post_id text not null references host.post (id) on delete cascade,
  permissions jsonb not null, created_at timestamptz not null, expires_at timestamptz not null, last_used timestamptz, revoked_at timestamptz);
create unique index token_secret on host.token (secret_hash);
create table host.idempotency (id text primary key, input_hash text not null, result json, at timestamptz not null);
create index on host.idempotency (at);

grant select, insert, update, delete on host.approval, host.agreement, host.notice, host.notice_seen, host.job, host.token, host.idempotency to qipan_identity;
alter table host.approval enable row level security;
alter table host.agreement enable row level security;
alter table host.notice enable row level security;
alter table host.notice_seen enable row level security;
alter table host.job enable row level security;
alter table host.token enable row level security;
alter table host.idempotency enable row level security;
-- Which steps the schema has seen is what a server must know before it starts.
grant select on host.migration to qipan_app, qipan_identity;
create policy everyone on host.migration for select using (true);
create policy identity on host.approval to qipan_identity using (true) with check (true);
create policy identity on host.agreement to qipan_identity using (true) with check (true);
create policy identity on host.notice to qipan_identity using (true) with check (true);
create policy identity on host.notice_seen to qipan_identity using (true) with check (true);
create policy identity on host.job to qipan_identity using (true) with check (true);
create policy identity on host.token to qipan_identity using (true) with check (true);
create policy identity on host.idempotency to qipan_identity using (true) with check (true);
`,
    down: `
drop policy everyone on host.migration;
revoke select on host.migration from qipan_app, qipan_identity;
drop table host.idempotency, host.token, host.job, host.notice_seen, host.notice, host.agreement, host.approval;
drop function host.handles(text);
drop function host.file_is_used(text, text, text);
drop index host.audit_at;
alter table host.session drop column version;
alter table host.session rename column id to token_hash;
alter table host.link drop column version;
alter table host.link rename column id to token_hash;
alter table host.account drop column version;
alter table host.account rename column id to person_id;
`,
  },
  {
    number: 3,
    name: 'second factor, sign-ins, logins without case',
    up: `
alter table host.account add column totp_secret text, add column totp_pending text, add column totp_last_step bigint not null default 0;
create table host.sign_in (id text primary key, version int not null, person_id text not null references host.person (id) on delete cascade, at timestamptz not null, outcome text not null check (outcome in ('signed-in', 'wrong-password', 'wrong-code', 'locked')), address text not null, agent text not null);
create index on host.sign_in (person_id, at);
grant select, insert, update, delete on host.sign_in to qipan_identity;
alter table host.sign_in enable row level security;
create policy identity on host.sign_in to qipan_identity using (true) with check (true);
drop index host.person_login;
create unique index person_login on host.person (lower(login));
`,
    down: `
drop index host.person_login;
create unique index person_login on host.person (login);
drop table host.sign_in;
alter table host.account drop column totp_secret, drop column totp_pending, drop column totp_last_step;
`,
  },
];
