import { defineCommand, ok, type RowChange, refuse, roles } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { findPerson } from './people.ts';

const unitSchema = z.object({ name: z.string(), regionCode: z.string() });

const addPost = defineCommand({
  name: 'host.add-post',
  title: { zh: '增加岗位', en: 'Give a person one more post' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  input: z.object({
    personId: z.string(),
    unitId: z.string(),
    role: z.enum(roles),
    validFrom: z.iso.date().optional(),
    validTo: z.iso.date().nullable().default(null),
  }),
  output: z.object({ postId: z.string() }),
  async read({ db, query }: HostReadPorts, { personId, unitId, validFrom, validTo }, { actor, today }) {
    if (validTo !== null && validTo < (validFrom ?? today)) return refuse('host.post-dates', {}, 'validTo');
    const person = await findPerson(db, actor, personId);
    if (!person) return refuse('host.unknown-person');
    const unit = await query('parties.read-unit', { unitId });
    const parsed = unit.ok ? unitSchema.safeParse(unit.value) : null;
    return parsed?.success ? ok({ person, unit: parsed.data }) : refuse('host.unknown-unit', {}, 'unitId');
  },
  decide({ person, unit }, { personId, unitId, role, validFrom, validTo }, { today, newId }) {
    const id = newId();
    const values = {
      person_id: personId,
      unit_id: unitId,
      unit_name: unit.name,
      region_code: unit.regionCode,
      role,
      valid_from: validFrom ?? today,
      valid_to: validTo,
    };
    const changes: RowChange[] = [{ op: 'insert', table: 'host.post', id, values }];
    return ok({
      changes,
      restsOn: [],
      files: [],
      subject: `增加岗位 ${person.name}（${unit.name}）`,
      result: { postId: id },
    });
  },
});

const endPost = defineCommand({
  name: 'host.end-post',
  title: { zh: '结束岗位', en: 'End a post' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  /** The last day on which it is valid. */
  input: z.object({ postId: z.string(), validTo: z.iso.date() }),
  output: z.object({ postId: z.string() }),
  async read({ db }: HostReadPorts, { postId, validTo }, { actor }) {
    const found = await sql<{
      version: number;
      name: string;
      unitName: string;
      validFrom: string;
    }>`select o.version, p.name, o.unit_name as "unitName", o.valid_from as "validFrom" from host.post o join host.person p on p.id = o.person_id where o.id = ${postId} and p.demonstration = ${actor.demonstration}`.execute(
      db,
    );
    const post = found.rows[0];
    if (!post) return refuse('host.unknown-post');
    if (validTo < post.validFrom) return refuse('host.post-dates', {}, 'validTo');
    return postId === actor.postId ? refuse('host.own-post') : ok(post);
  },
  decide({ version, name, unitName }, { postId, validTo }) {
    const changes: RowChange[] = [
      { op: 'update', table: 'host.post', id: postId, version, values: { valid_to: validTo } },
    ];
    const subject = `结束岗位 ${name}（${unitName}），至 ${validTo}`;
    return ok({ changes, restsOn: [], files: [], subject, result: { postId } });
  },
});

export const postOperations = [addPost, endPost] as const;
