import { isDeepStrictEqual } from 'node:util';
import { type BadCell, closedUp, refuseCells } from '@qipan/formats';
import { defineCommand, fileSchema, ok, type RowChange, type Title } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { personRows } from './people.ts';
import { type PeopleSheet, readPeopleSheet, type SheetPerson } from './people-sheet.ts';

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

/**
 * People from the office's own sheet: known ones (by login) take over the phone, and another name only where that is asked
 * for, since a login of somebody else looks the same; new ones get a post and a one-time link.
 */
export const importPeople = defineCommand({
  name: 'host.import-people',
  title: { zh: '从表格导入人员', en: 'Import people from a sheet' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.people',
  secret: true,
  input: z.object({ file: fileSchema, rename: z.boolean().default(false) }),
  output: z.object({
    added: z.array(z.object({ name: z.string(), login: z.string(), linkToken: z.string() })),
    changed: z.number().int(),
    same: z.number().int(),
    /** Rows that say the same as one above them; they count once. */
    repeated: z.number().int(),
    /** Columns of the sheet that were not read, by their headers. */
    ignoredColumns: z.array(z.string()),
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
  decide({ units, known }, { file, rename }, context) {
    const sheet = readPeopleSheet(file.bytes);
    if (!sheet.ok) return sheet;
    const { demonstration } = context.actor;
    const { cellOf, ignored, unitsOfBad } = sheet.value;
    const { once, repeated, bad } = eachOnce(sheet.value);
    const unknownUnit = ({ row, unit }: { row: number; unit: string }) => {
      if (!unitOf(units, unit)) bad.push({ cell: cellOf('unit', row), words: unitWords(unit) });
    };
    unitsOfBad.forEach(unknownUnit);
    const changes: RowChange[] = [];
    const added: { name: string; login: string; linkToken: string }[] = [];
    const counts = { changed: 0, same: 0, repeated };
    for (const said of once) {
      const person = known.find((entry) => entry.login === said.login.toLowerCase());
      if (person && person.demonstration !== demonstration)
        bad.push({ cell: cellOf('login', said.row), words: takenWords(said.login) });
      else if (person && person.name !== said.name && !rename)
        bad.push({ cell: cellOf('name', said.row), words: otherNameWords(person, said) });
      else if (person) {
        const change = changeOf(person, said);
        counts[change ? 'changed' : 'same'] += 1;
        if (change) changes.push(change);
      } else {
        const unit = unitOf(units, said.unit);
        if (unit) {
          const made = personRows({ person: { ...said, unitId: unit.id }, unit, demonstration, context });
          changes.push(...made.changes);
          added.push({ name: said.name, login: said.login, linkToken: made.linkToken });
        } else unknownUnit(said);
      }
    }
    if (bad.length > 0) return refuseCells(bad.sort((a, b) => rowOf(a) - rowOf(b)));
    const note = repeated > 0 ? `，重复的 ${repeated} 行只计一次` : '';
    const left = ignored.length > 0 ? `；没有读的列：${ignored.join('、')}` : '';
    const subject = `从 ${file.name} 导入人员：增 ${added.length}，改 ${counts.changed}${note}${left}`;
    return ok({ changes, restsOn: [], files: [], subject, result: { added, ...counts, ignoredColumns: [...ignored] } });
  },
});

/** Each person once: a row that only repeats one above it is left out, one that says otherwise is a fault. O(rows). */
function eachOnce({ people, bad, cellOf }: PeopleSheet) {
  const above = new Map<string, SheetPerson>();
  const twice: BadCell[] = [];
  let repeated = 0;
  for (const person of people) {
    const login = person.login.toLowerCase();
    const other = above.get(login);
    if (!other) above.set(login, person);
    else if (isDeepStrictEqual({ ...other, row: 0, login }, { ...person, row: 0, login })) repeated += 1;
    else twice.push({ cell: cellOf('login', person.row), words: twiceWords(person.login, other.row) });
  }
  return { once: [...above.values()], repeated, bad: [...bad, ...twice] };
}

function changeOf(person: Known, said: SheetPerson): RowChange | null {
  if (person.name === said.name && (said.phone === '' || person.phone === said.phone)) return null;
  const values = { name: said.name, ...(said.phone === '' ? {} : { phone: said.phone }) };
  return { op: 'update', table: 'host.person', id: person.id, version: person.version, values };
}

/** The unit of that name, or the only one that has it as another name. */
function unitOf<U extends { name: string; aliases: readonly string[] }>(
  units: readonly U[],
  said: string,
): U | undefined {
  const named = units.filter(
    (unit) => closedUp(unit.name) === said || unit.aliases.some((name) => closedUp(name) === said),
  );
  return named.find((unit) => closedUp(unit.name) === said) ?? (named.length === 1 ? named[0] : undefined);
}

function rowOf({ cell }: BadCell): number {
  return Number(cell.replace(/^[A-Z]+/, ''));
}

function takenWords(login: string): Title {
  return { zh: `用户名“${login}”已有人使用，请换一个`, en: `the login "${login}" is taken; choose another` };
}

function otherNameWords(person: Known, said: SheetPerson): Title {
  return {
    zh: `用户名“${said.login}”已是“${person.name}”，与表中“${said.name}”不同；请核对用户名，确是改名的，请选“同一用户名的姓名以表为准”`,
    en: `the login "${said.login}" is "${person.name}", not "${said.name}"; check the login, or choose to take names over from the sheet`,
  };
}

function twiceWords(login: string, row: number): Title {
  return {
    zh: `用户名“${login}”在第 ${row} 行已经出现，而且内容不同，请只留一行`,
    en: `the login "${login}" stands in row ${row} already, and differently; keep one of them`,
  };
}

function unitWords(unit: string): Title {
  return {
    zh: `单位“${unit}”不在名录里，或有几个单位用这个名字，请写全称，或先在“单位”页添加`,
    en: `the unit "${unit}" is not in the register, or several use the name; give its full name, or add it first`,
  };
}
