import type { Migration } from '@qipan/kernel';

/** The same two rules for every table of documents: read by region, written by the reform office of the region. */
function policies(table: string): string {
  const within = 'host.same_realm(demonstration) and host.region_within(region_code)';
  const office = `host.setting_text('role') = 'reform-office' and ${within}`;
  return `
grant select, insert, update, delete on ${table} to qipan_app;
alter table ${table} enable row level security;
create policy read_by_region on ${table} for select using (host.reads_by_region() and ${within});
create policy office_adds on ${table} for insert with check (${office});
create policy office_changes on ${table} for update using (${office}) with check (${office});
create policy office_deletes on ${table} for delete using (${office});`;
}

export const documents: Migration = {
  number: 1,
  name: 'documents, rows, revisions, column choices',
  up: `
create schema documents;
grant usage on schema documents to qipan_app;
create table documents.document (id text primary key, version int not null, region_code text not null references host.region (code), demonstration boolean not null, serial int not null,
  title text not null, number text, issued date, issuer text, addressees text, document_kind text not null, format text not null, file_name text, file_sha256 text not null, file_size int not null, kept_file boolean not null,
  normalized_text text not null, origins jsonb not null, coverage jsonb not null, targets jsonb not null, columns jsonb not null, warnings jsonb not null,
  created_by_id text not null, created_by text not null, created_by_unit text not null, created_at timestamptz not null);
create unique index document_serial on documents.document (region_code, demonstration, serial);
create index on documents.document (region_code, file_sha256);
create table documents.row (id text primary key, version int not null, document_id text not null references documents.document (id) on delete cascade, region_code text not null, demonstration boolean not null,
  serial int not null, position double precision not null, state text not null check (state in ('open', 'removed', 'confirmed')), item jsonb not null, original jsonb, edits jsonb not null default '{}', task_id text);
create unique index row_serial on documents.row (document_id, serial);
create index on documents.row (document_id, position);
create table documents.revision (id text primary key, version int not null, document_id text not null references documents.document (id) on delete cascade, region_code text not null, demonstration boolean not null,
  sequence int not null, what text not null, before jsonb not null, after jsonb not null, undone boolean not null default false, by_id text not null, by_name text not null, at timestamptz not null);
create unique index revision_sequence on documents.revision (document_id, sequence);
create table documents.column_choice (id text primary key, version int not null, region_code text not null, demonstration boolean not null, header text not null, field text);
create unique index column_choice_header on documents.column_choice (region_code, demonstration, header);
${['documents.document', 'documents.row', 'documents.revision', 'documents.column_choice'].map(policies).join('')}
`,
  down: 'drop schema documents cascade;',
};
