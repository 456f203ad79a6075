import { defineCommand, fileSchema, ok, type RowChange, refuse } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { personRows } from './people.ts';
import { readPeopleSheet } from './people-sheet.ts';

const unitsSchema = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      regionCode: z.string(),
      active: z.boolean(),
    }),
  ),
});

interface Known {
  readonly id: string;
  readonly version: number;
  readonly login: string;
  readonly name: string;
  readonly phone: string;
  readonly demonstration: boolean;
}

/** People from the office's own sheet: known ones (by login) take over name and phone, new ones get a post and a one-time link. */
export const importPeople = defineCommand({
  name: 'host.import-people',
  title: { zh: '从表格导入人员', en: 'Import people from a sheet' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  secret: true,
  input: z.object({ file: fileSchema }),
  output: z.object({
    added: z.array(z.object({ name: z.string(), login: z.string(), linkToken: z.string() })),
    changed: z.number().int(),
    same: z.number().int(),
  }),
  async read({ db, query }: HostReadPorts) {
    const listed = await query('parties.list-units', {});
    const units = listed.ok ? unitsSchema.parse(listed.value).units : [];
    const known =
      await sql<Known>`select id, version, lower(login) as login, name, phone, demonstration from host.person`.execute(
        db,
      );
    return ok({ units: units.filter((unit) => unit.active), known: known.rows });
  },
  decide({ units, known }, { file }, context) {
    const sheet = readPeopleSheet(file.bytes);
    if (!sheet.ok) return sheet;
    const { demonstration } = context.actor;
    const changes: RowChange[] = [];
    const added: { name: string; login: string; linkToken: string }[] = [];
    const counts = { changed: 0, same: 0 };
    const seen = new Map<string, number>();
    for (const said of sheet.value) {
      const login = said.login.toLowerCase();
      const other = seen.get(login);
      if (other !== undefined) return refuse('host.people-twice', { login: said.login, row: said.row, other });
      seen.set(login, said.row);
      const person = known.find((entry) => entry.login === login);
      if (person && person.demonstration !== demonstration)
        return refuse('host.login-taken', { login: said.login }, 'login');
      if (person) {
        if (person.name === said.name && (said.phone === '' || person.phone === said.phone)) counts.same += 1;
        else {
          counts.changed += 1;
          const values = { name: said.name, ...(said.phone === '' ? {} : { phone: said.phone }) };
          changes.push({ op: 'update', table: 'host.person', id: person.id, version: person.version, values });
        }
        continue;
      }
      const named = units.filter((unit) => unit.name === said.unit || unit.aliases.includes(said.unit));
      const unit = named.find((entry) => entry.name === said.unit) ?? (named.length === 1 ? named[0] : undefined);
      if (!unit) return refuse('host.people-unit', { row: said.row, unit: said.unit });
      const made = personRows({ person: { ...said, unitId: unit.id }, unit, demonstration, context });
      changes.push(...made.changes);
      added.push({ name: said.name, login: said.login, linkToken: made.linkToken });
    }
    const subject = `从 ${file.name} 导入人员：增 ${added.length}，改 ${counts.changed}`;
    return ok({ changes, restsOn: [], files: [], subject, result: { added, ...counts } });
  },
});
