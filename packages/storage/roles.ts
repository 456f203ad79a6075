/** The roles that every database of Qipan has; made by the owner before the first migration. */
export const rolesSql = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'qipan_nobody') then create role qipan_nobody nologin; end if;
  if not exists (select from pg_roles where rolname = 'qipan_app') then create role qipan_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'qipan_identity') then create role qipan_identity nologin; end if;
end $$;`;
