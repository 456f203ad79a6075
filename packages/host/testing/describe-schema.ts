import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';

const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')`;

/** Each is one question to the catalogue; the answers in a fixed order, without the numbers that the database gives. */
const questions: Readonly<Record<string, string>> = {
  schemas: `select n.nspname as name, n.nspacl::text as rights from pg_namespace n where ${ours} order by 1`,
  columns: `select n.nspname || '.' || c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as "default", row_number() over (partition by c.oid order by a.attnum)::int as place
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'v', 'p') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
  rights: `select n.nspname || '.' || c.relname as name, c.relkind::text as kind, c.relrowsecurity as "rowSecurity", c.relacl::text as rights from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'v', 'p', 'S') order by 1`,
  policies: `select schemaname || '.' || tablename as "table", policyname as name, permissive, roles::text as roles, cmd, qual, with_check from pg_policies order by 1, 2`,
  indexes: `select schemaname || '.' || tablename as "table", indexdef from pg_indexes i join pg_namespace n on n.nspname = i.schemaname where ${ours} order by 1, 2`,
  constraints: `select n.nspname || '.' || c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as rule from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2`,
  functions: `select n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) as body, p.proacl::text as rights from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1, 2`,
  triggers: `select pg_get_triggerdef(t.oid) as trigger, t.tgenabled::text as enabled from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and not t.tgisinternal order by 1`,
};

/** Everything that the migrations have made: tables, rights, policies, indexes, constraints, functions, triggers. */
export async function describeSchema(db: AnyDb): Promise<Record<string, unknown[]>> {
  const answers: Record<string, unknown[]> = {};
  for (const [what, question] of Object.entries(questions)) answers[what] = (await sql.raw(question).execute(db)).rows;
  return answers;
}
