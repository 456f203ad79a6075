import { type BadCell, closedUp, halfWidth, readTable } from '@qipan/formats';
import { checkValue, ok, type Outcome, type Role, refuse, type Title } from '@qipan/kernel';
import { newPersonSchema } from './people.ts';

type Field = 'name' | 'login' | 'unit' | 'role' | 'phone';

/** A person as a sheet says it. */
export interface SheetPerson {
  readonly row: number;
  readonly name: string;
  readonly login: string;
  readonly unit: string;
  readonly role: Role;
  readonly phone: string;
}

/** What a sheet says, and what of it cannot be taken. A fault in one row does not hide those of others. */
export interface PeopleSheet {
  readonly people: readonly SheetPerson[];
  readonly bad: readonly BadCell[];
  /** Of rows that cannot be taken, which unit they name: an unknown one is a fault more. */
  readonly unitsOfBad: readonly { readonly row: number; readonly unit: string }[];
  /** Columns that were not read, by their headers. */
  readonly ignored: readonly string[];
  /** How a sheet names the cell of a field in a row. */
  cellOf(field: Field, row: number): string;
}

const columns: Readonly<Record<string, Field>> = {
  姓名: 'name',
  用户名: 'login',
  登录名: 'login',
  账号: 'login',
  单位: 'unit',
  单位名称: 'unit',
  所在单位: 'unit',
  岗位: 'role',
  角色: 'role',
  电话: 'phone',
  手机: 'phone',
  手机号: 'phone',
  手机号码: 'phone',
  联系电话: 'phone',
};
const roleNames: Readonly<Record<string, Role>> = {
  改革办: 'reform-office',
  责任单位: 'responsible-unit',
  领导: 'leader',
  审计: 'auditor',
  管理员: 'administrator',
  系统管理员: 'administrator',
};
const needed = ['name', 'login', 'unit', 'role'] as const;

/** Reads the first visible sheet that has the columns 姓名, 用户名, 单位 and 岗位; the head row may stand below a title. */
export function readPeopleSheet(bytes: Uint8Array): Outcome<PeopleSheet> {
  const table = readTable(bytes, { columns, key: 'login' });
  if (!table.ok) return table;
  const fields = table.value?.fields;
  if (!needed.every((field) => fields?.has(field))) return refuse('host.people-columns', {});
  const cellOf = (field: Field, row: number) => `${fields?.get(field) ?? ''}${row}`;
  const bad: BadCell[] = [];
  const people: SheetPerson[] = [];
  const unitsOfBad: { row: number; unit: string }[] = [];
  for (const { row, texts } of table.value?.rows ?? []) {
    if (texts.size === 0) continue;
    const read = readPerson(row, (field) => texts.get(field) ?? '');
    if (!Array.isArray(read)) people.push(read);
    else {
      bad.push(...read.map(({ field, words }) => ({ cell: cellOf(field, row), words })));
      if (texts.has('unit')) unitsOfBad.push({ row, unit: closedUp(texts.get('unit') ?? '') });
    }
  }
  if (people.length + bad.length === 0) return refuse('host.people-columns', {});
  return ok({ people, bad, unitsOfBad, ignored: table.value?.ignored ?? [], cellOf });
}

interface Fault {
  readonly field: Field;
  readonly words: Title;
}

function readPerson(row: number, cell: (field: Field) => string): SheetPerson | Fault[] {
  const role = Object.hasOwn(roleNames, closedUp(cell('role'))) ? roleNames[closedUp(cell('role'))] : undefined;
  const said = {
    name: closedUp(cell('name')),
    login: halfWidth(cell('login')),
    phone: halfWidth(cell('phone')),
    unitId: closedUp(cell('unit')),
    role: role ?? 'leader',
  };
  const checked = checkValue(newPersonSchema, said);
  const faults: Fault[] = checked.ok
    ? []
    : checked.faults.map(({ path, words }) => ({ field: fieldOf(path[0] ?? ''), words }));
  if (!role) faults.push({ field: 'role', words: unknownRole(cell('role')) });
  if (!role || faults.length > 0) return faults;
  return { row, name: said.name, login: said.login, unit: said.unitId, role, phone: said.phone };
}

/** The sheet names a unit where the schema has its id. */
function fieldOf(path: string): Field {
  return path === 'unitId' ? 'unit' : (path as Field);
}

function unknownRole(text: string): Title {
  const known = Object.keys(roleNames);
  return text === ''
    ? { zh: `没有填写岗位，请写成${known.join('、')}之一`, en: `the post is missing; use one of ${known.join(', ')}` }
    : {
        zh: `岗位“${text}”不认识，请写成${known.join('、')}之一`,
        en: `the post "${text}" is not known; use one of ${known.join(', ')}`,
      };
}
