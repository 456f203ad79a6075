import { type Actor, ok, type Outcome, refuse, roles, shanghaiDate, type Title } from '@qipan/kernel';
import { type AnyDb, type AppliedChange, UniqueConflict } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import { appendAudit } from '../audit.ts';
import { idSource } from '../canonical.ts';
import { chainOf, type HostParts, runOperation } from '../run.ts';
import { createLink, identityScope } from './sessions.ts';

/** An operation on persons: run under the identity role, refused for any role but those named, audited like any command. */
export interface IdentityOperation {
  readonly name: string;
  readonly title: Title;
  readonly kind: 'query' | 'command';
  readonly roles: readonly Actor['role'][];
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  run(parts: HostParts, actor: Actor, input: unknown): Promise<Outcome<unknown>>;
}

export function defineIdentity<Input, Output>(operation: {
  name: string;
  title: Title;
  kind: 'query' | 'command';
  roles: readonly Actor['role'][];
  input: z.ZodType<Input>;
  output: z.ZodType<Output>;
  run(parts: HostParts, actor: Actor, input: Input): Promise<Outcome<Output>>;
}): IdentityOperation {
  return {
    ...operation,
    run: async (parts, actor, given) => {
      if (!operation.roles.includes(actor.role))
        return refuse('host.not-permitted', { name: operation.title.zh, nameEn: operation.title.en });
      const parsed = operation.input.safeParse(given);
      if (parsed.success) return operation.run(parts, actor, parsed.data);
      const issue = parsed.error.issues[0];
      return refuse(
        'host.bad-input',
        { field: issue?.path.join('.') ?? '', detail: issue?.message ?? '' },
        issue?.path.join('.'),
      );
    },
  };
}

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  phone: z.string(),
  locked: z.boolean(),
  hasPassword: z.boolean(),
  posts: z.array(
    z.object({
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
    .regex(/^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/, '3–32 a-z 0-9 . _ -'),
  phone: z.string().trim().max(40).default(''),
  unitId: z.string().min(1),
  role: z.enum(roles),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

const linkSchema = z.object({ personId: z.string(), linkToken: z.string() });
const administrators = ['administrator'] as const;

/** A change of persons in one transaction with its audit entry. Null: nothing was to be changed, and nothing is written. */
async function writePeople<T>(
  parts: HostParts,
  actor: Actor,
  entry: {
    operation: string;
    subject: string;
    write(db: AnyDb): Promise<{ changes: AppliedChange[]; result: T } | null>;
  },
): Promise<T | null> {
  const chain = chainOf(parts.place, actor);
  return parts.store.write(identityScope(chain), async (db) => {
    const written = await entry.write(db);
    if (!written) return null;
    const { changes, result } = written;
    const { personId, personName, postId, role, unitId, unitName } = actor;
    await appendAudit(db, {
      chain,
      at: parts.now(),
      actor: { personId, personName, postId, role, unitId, unitName },
      operation: entry.operation,
      subject: entry.subject,
      changes,
    });
    return result;
  });
}

/** Adds a person with one post and a link; the caller has checked rights and knows the unit. */
export async function insertPerson(
  db: AnyDb,
  given: {
    person: NewPerson;
    unit: { name: string; regionCode: string };
    demonstration: boolean;
    now: string;
    newId(): string;
  },
): Promise<{ personId: string; linkToken: string; changes: AppliedChange[] }> {
  const personId = given.newId();
  const postId = given.newId();
  const { person, unit, now } = given;
  await sql`insert into host.person (id, version, name, login, phone, demonstration, created_at) values (${personId}, 1, ${person.name}, ${person.login}, ${person.phone}, ${given.demonstration}, ${now})`.execute(
    db,
  );
  await sql`insert into host.post (id, version, person_id, unit_id, unit_name, region_code, role, valid_from) values (${postId}, 1, ${personId}, ${person.unitId}, ${unit.name}, ${unit.regionCode}, ${person.role}, ${shanghaiDate(now)})`.execute(
    db,
  );
  await sql`insert into host.account (person_id) values (${personId})`.execute(db);
  const linkToken = await createLink(db, { personId, purpose: 'password', now });
  const changes = [
    { table: 'host.person', id: personId, from: null, to: 1 },
    { table: 'host.post', id: postId, from: null, to: 1 },
  ];
  return { personId, linkToken, changes };
}

async function readUnit(
  parts: HostParts,
  actor: Actor,
  unitId: string,
): Promise<{ name: string; regionCode: string } | null> {
  const unit = await runOperation(parts, actor, { name: 'parties.read-unit', input: { unitId } });
  const parsed = unit.ok ? z.object({ name: z.string(), regionCode: z.string() }).safeParse(unit.value) : null;
  return parsed?.success ? parsed.data : null;
}

const listPeople = defineIdentity({
  name: 'host.list-people',
  title: { zh: '人员列表', en: 'List people' },
  kind: 'query',
  roles: administrators,
  input: z.object({}),
  output: z.object({ people: z.array(personSchema) }),
  run: (parts, actor) =>
    parts.store.read(identityScope(''), async (db) => {
      const found = await sql<
        z.infer<typeof personSchema>
      >`select p.id, p.name, p.login, p.phone, p.locked, a.password_hash is not null as "hasPassword",
          (select coalesce(jsonb_agg(jsonb_build_object('unitId', o.unit_id, 'unitName', o.unit_name, 'regionCode', o.region_code, 'role', o.role, 'validFrom', o.valid_from::text, 'validTo', o.valid_to::text) order by o.valid_from, o.id), '[]'::jsonb) from host.post o where o.person_id = p.id) as posts
        from host.person p join host.account a on a.person_id = p.id where p.demonstration = ${actor.demonstration} order by p.created_at, p.id`.execute(
        db,
      );
      return ok({ people: found.rows });
    }),
});

const addPerson = defineIdentity({
  name: 'host.add-person',
  title: { zh: '添加人员', en: 'Add a person' },
  kind: 'command',
  roles: administrators,
  input: newPersonSchema,
  output: linkSchema,
  async run(parts, actor, person) {
    const unit = await readUnit(parts, actor, person.unitId);
    if (!unit) return refuse('host.unknown-unit', {}, 'unitId');
    try {
      const added = await writePeople(parts, actor, {
        operation: 'host.add-person',
        subject: `添加人员 ${person.name}（${unit.name}）`,
        write: async (db) => {
          const result = await insertPerson(db, {
            person,
            unit,
            demonstration: actor.demonstration,
            now: parts.now(),
            newId: idSource(parts.newSeed()),
          });
          return { changes: result.changes, result };
        },
      });
      return added
        ? ok({ personId: added.personId, linkToken: added.linkToken })
        : refuse('host.unknown-unit', {}, 'unitId');
    } catch (error) {
      if (error instanceof UniqueConflict) return refuse('host.login-taken', { login: person.login }, 'login');
      throw error;
    }
  },
});

/** The person's name and version, when they are of the actor's realm. */
async function findPerson(
  db: AnyDb,
  actor: Actor,
  personId: string,
): Promise<{ name: string; version: number } | null> {
  const found = await sql<{
    name: string;
    version: number;
  }>`select name, version from host.person where id = ${personId} and demonstration = ${actor.demonstration} for update`.execute(
    db,
  );
  return found.rows[0] ?? null;
}

const issueLink = defineIdentity({
  name: 'host.issue-link',
  title: { zh: '发一次性链接（设置或重设密码）', en: 'Issue a one-time link (set or reset a password)' },
  kind: 'command',
  roles: administrators,
  input: z.object({ personId: z.string() }),
  output: linkSchema,
  async run(parts, actor, { personId }) {
    const linkToken = await writePeople(parts, actor, {
      operation: 'host.issue-link',
      subject: `发一次性链接 ${personId}`,
      write: async (db) => {
        const person = await findPerson(db, actor, personId);
        return person
          ? { changes: [], result: await createLink(db, { personId, purpose: 'password', now: parts.now() }) }
          : null;
      },
    });
    return linkToken ? ok({ personId, linkToken }) : refuse('host.unknown-person');
  },
});

const lockPerson = defineIdentity({
  name: 'host.lock-person',
  title: { zh: '停用或启用账号', en: 'Lock or unlock an account' },
  kind: 'command',
  roles: administrators,
  input: z.object({ personId: z.string(), locked: z.boolean() }),
  output: z.object({ personId: z.string(), locked: z.boolean() }),
  async run(parts, actor, { personId, locked }) {
    if (personId === actor.personId) return refuse('host.own-lock');
    const done = await writePeople(parts, actor, {
      operation: 'host.lock-person',
      subject: `${locked ? '停用' : '启用'}账号 ${personId}`,
      write: async (db) => {
        const person = await findPerson(db, actor, personId);
        if (!person) return null;
        await sql`update host.person set locked = ${locked}, version = version + 1 where id = ${personId}`.execute(db);
        if (locked) await sql`delete from host.session where person_id = ${personId}`.execute(db);
        return {
          changes: [{ table: 'host.person', id: personId, from: person.version, to: person.version + 1 }],
          result: true,
        };
      },
    });
    return done ? ok({ personId, locked }) : refuse('host.unknown-person');
  },
});

export const peopleOperations: readonly IdentityOperation[] = [listPeople, addPerson, issueLink, lockPerson];
