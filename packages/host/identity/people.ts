import {
  type Actor,
  defineCommand,
  defineQuery,
  ok,
  type OperationContext,
  type RowChange,
  refuse,
  roles,
  shanghaiDate,
} from '@qipan/kernel';
import { type AnyDb, applyChanges } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import { idSource, sha256Hex } from '../canonical.ts';
import type { HostReadPorts } from '../run/decide.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';
import { endSession, linkExpiry, sessionsOf } from './sessions.ts';

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  phone: z.string(),
  locked: z.boolean(),
  hasPassword: z.boolean(),
  posts: z.array(
    z.object({
      id: z.string(),
      unitId: z.string(),
      unitName: z.string(),
      regionCode: z.string(),
      role: z.enum(roles),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
});

export const newPersonSchema = z.object({
  name: z.string().trim().min(1).max(40),
  login: z
    .string()
    .trim()
    .regex(
      /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/,
      '应为 3 到 32 位，以字母开头，只用字母、数字和 . _ -\nit must have 3 to 32 signs, a letter first, of letters, digits and . _ -',
    ),
  phone: z.string().trim().max(40).default(''),
  unitId: z.string().min(1),
  role: z.enum(roles),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

const linkSchema = z.object({ personId: z.string(), linkToken: z.string() });

/** The rows of a new person with one post, and a link to set the password with. The caller has checked rights and knows the unit. */
export function personRows(given: {
  person: NewPerson;
  unit: { name: string; regionCode: string };
  demonstration: boolean;
  context: Pick<OperationContext, 'now' | 'today' | 'newId'>;
}): { personId: string; linkToken: string; changes: RowChange[] } {
  const { person, unit, demonstration, context } = given;
  const personId = context.newId();
  const values = {
    name: person.name,
    login: person.login,
    phone: person.phone,
    demonstration,
    created_at: context.now,
  };
  const post = {
    person_id: personId,
    unit_id: person.unitId,
    unit_name: unit.name,
    region_code: unit.regionCode,
    role: person.role,
    valid_from: context.today,
  };
  const link = linkRow(personId, context);
  const changes: RowChange[] = [
    { op: 'insert', table: 'host.person', id: personId, values },
    { op: 'insert', table: 'host.post', id: context.newId(), values: post },
    { op: 'insert', table: 'host.account', id: personId, values: { failures: 0 } },
    link.change,
  ];
  return { personId, linkToken: link.token, changes };
}

/** Adds a person outside of an operation (a demonstration, a first set-up) and returns the token of their link. Null when the login is there already. */
export async function addPersonRows(
  parts: HostParts,
  given: { person: NewPerson; unit: { name: string; regionCode: string }; demonstration: boolean; seed: string },
): Promise<{ personId: string; linkToken: string } | null> {
  const { person, unit, demonstration, seed } = given;
  const now = parts.now();
  const context = { now, today: shanghaiDate(now), newId: idSource(seed) };
  const chain = chainOf(parts.place, { regionCode: unit.regionCode, demonstration });
  return parts.store.write(identityScope(chain), async (db) => {
    const there = await sql`select 1 from host.person where lower(login) = lower(${person.login})`.execute(db);
    if (there.rows.length > 0) return null;
    const { changes, ...made } = personRows({ person, unit, demonstration, context });
    await applyChanges(db, changes);
    return made;
  });
}

/** A one-time link; its token leaves in the result alone and is stored hashed. */
function linkRow(
  personId: string,
  context: Pick<OperationContext, 'now' | 'newId'>,
): { token: string; change: RowChange } {
  const token = `${context.newId()}${context.newId()}`;
  const values = { person_id: personId, purpose: 'password', expires_at: linkExpiry(context.now) };
  return { token, change: { op: 'insert', table: 'host.link', id: sha256Hex(token), values } };
}

const unitSchema = z.object({ name: z.string(), regionCode: z.string() });

const listPeople = defineQuery({
  name: 'host.list-people',
  title: { zh: '人员列表', en: 'List people' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.people',
  input: z.object({}),
  output: z.object({ people: z.array(personSchema) }),
  async read({ db }: HostReadPorts, _input, { actor }) {
    const found = await sql<
      z.infer<typeof personSchema>
    >`select p.id, p.name, p.login, p.phone, p.locked, a.password_hash is not null as "hasPassword",
        (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'unitId', o.unit_id, 'unitName', o.unit_name, 'regionCode', o.region_code, 'role', o.role, 'validFrom', o.valid_from::text, 'validTo', o.valid_to::text) order by o.valid_from, o.id), '[]'::jsonb) from host.post o where o.person_id = p.id) as posts
      from host.person p join host.account a on a.id = p.id where p.demonstration = ${actor.demonstration} order by p.created_at, p.id`.execute(
      db,
    );
    return ok({ people: found.rows });
  },
});

const addPerson = defineCommand({
  name: 'host.add-person',
  title: { zh: '添加人员', en: 'Add a person' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  secret: true,
  input: newPersonSchema,
  output: linkSchema,
  example: { name: '张三', login: 'zhangsan', unitId: 'unit-1', role: 'reform-office' },
  async read({ db, query }: HostReadPorts, person) {
    const taken = await sql`select 1 from host.person where lower(login) = lower(${person.login})`.execute(db);
    if (taken.rows.length > 0) return refuse('host.login-taken', { login: person.login }, 'login');
    const unit = await query('parties.read-unit', { unitId: person.unitId });
    const parsed = unit.ok ? unitSchema.safeParse(unit.value) : null;
    return parsed?.success ? ok(parsed.data) : refuse('host.unknown-unit', {}, 'unitId');
  },
  decide(unit, person, context) {
    const { changes, ...result } = personRows({ person, unit, demonstration: context.actor.demonstration, context });
    const subject = `添加人员 ${person.name}（${unit.name}）`;
    return ok({ changes, restsOn: [], files: [], subject, result });
  },
});

/** The person's name and version, when they are of the actor's realm. */
export async function findPerson(
  db: AnyDb,
  actor: Actor,
  personId: string,
): Promise<{ name: string; version: number } | null> {
  const found = await sql<{
    name: string;
    version: number;
  }>`select name, version from host.person where id = ${personId} and demonstration = ${actor.demonstration}`.execute(
    db,
  );
  return found.rows[0] ?? null;
}

const issueLink = defineCommand({
  name: 'host.issue-link',
  title: { zh: '发一次性链接（设置或重设密码）', en: 'Issue a one-time link (set or reset a password)' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  secret: true,
  input: z.object({ personId: z.string() }),
  output: linkSchema,
  async read({ db }: HostReadPorts, { personId }, { actor }) {
    const person = await findPerson(db, actor, personId);
    if (!person) return refuse('host.unknown-person');
    const links = await sql<{
      id: string;
      version: number;
    }>`select id, version from host.link where purpose = 'password' and person_id = ${personId}`.execute(db);
    return ok({ name: person.name, links: links.rows });
  },
  decide({ name, links }, { personId }, context) {
    const ended = links.map((link): RowChange => ({ op: 'delete', table: 'host.link', ...link }));
    const link = linkRow(personId, context);
    const result = { personId, linkToken: link.token };
    return ok({ changes: [...ended, link.change], restsOn: [], files: [], subject: `发一次性链接 ${name}`, result });
  },
});

const lockPerson = defineCommand({
  name: 'host.lock-person',
  title: { zh: '停用或启用账号', en: 'Lock or unlock an account' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  input: z.object({ personId: z.string(), locked: z.boolean() }),
  output: z.object({ personId: z.string(), locked: z.boolean() }),
  async read({ db }: HostReadPorts, { personId }, { actor }) {
    if (personId === actor.personId) return refuse('host.own-lock');
    const person = await findPerson(db, actor, personId);
    return person ? ok({ ...person, sessions: await sessionsOf(db, personId) }) : refuse('host.unknown-person');
  },
  decide({ name, version, sessions }, { personId, locked }) {
    const change: RowChange = { op: 'update', table: 'host.person', id: personId, version, values: { locked } };
    const ended = locked ? sessions.map(endSession) : [];
    const subject = `${locked ? '停用' : '启用'}账号 ${name}`;
    return ok({ changes: [change, ...ended], restsOn: [], files: [], subject, result: { personId, locked } });
  },
});

export const peopleOperations = [listPeople, addPerson, issueLink, lockPerson] as const;
