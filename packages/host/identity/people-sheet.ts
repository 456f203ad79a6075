import { readTable } from '@qipan/formats';
import { ok, type Outcome, type Role, refuse } from '@qipan/kernel';
import { newPersonSchema } from './people.ts';

/** A person as a sheet says it. */
export interface SheetPerson {
  readonly row: number;
  readonly name: string;
  readonly login: string;
  readonly unit: string;
  readonly role: Role;
  readonly phone: string;
}

const columns: Readonly<Record<string, 'name' | 'login' | 'unit' | 'role' | 'phone'>> = {
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
export function readPeopleSheet(bytes: Uint8Array): Outcome<SheetPerson[]> {
  const table = readTable(bytes, { columns, key: 'login' });
  if (!table.ok) return table;
  if (!needed.every((field) => table.value?.fields.has(field))) return refuse('host.people-columns', {});
  const people: SheetPerson[] = [];
  for (const { row, texts } of table.value?.rows ?? []) {
    if (!needed.some((field) => texts.has(field))) continue;
    const person = readPerson(row, (field) => texts.get(field) ?? '');
    if (!person.ok) return person;
    people.push(person.value);
  }
  return people.length > 0 ? ok(people) : refuse('host.people-columns', {});
}

function readPerson(
  row: number,
  cell: (field: 'name' | 'login' | 'unit' | 'role' | 'phone') => string,
): Outcome<SheetPerson> {
  const role = roleNames[cell('role')];
  if (!role) return refuse('host.people-role', { row, role: cell('role'), known: Object.keys(roleNames).join('、') });
  const said = { name: cell('name'), login: cell('login'), phone: cell('phone'), unitId: 'x', role };
  const checked = newPersonSchema.safeParse(said);
  const issue = checked.error?.issues[0];
  if (issue) return refuse('host.people-row', { row, field: String(issue.path[0] ?? ''), detail: issue.message });
  return ok({ row, name: said.name, login: said.login, unit: cell('unit'), role, phone: said.phone });
}
