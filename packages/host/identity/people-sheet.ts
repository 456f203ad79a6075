import { readWorkbook } from '@qipan/formats';
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
  const workbook = readWorkbook({ bytes });
  if (!workbook.ok) return workbook;
  for (const sheet of workbook.value.sheets.filter((entry) => !entry.hidden)) {
    const rows = sheet.rows.map((row) => ({
      index: row.index,
      texts: new Map(row.cells.map((cell) => [cell.column, cell.text.trim()])),
    }));
    const at = rows.findIndex(({ texts }) => [...texts.values()].some((text) => columns[text] === 'login'));
    const head = rows[at];
    if (!head) continue;
    const fields = new Map(
      [...head.texts].flatMap(([column, text]) => (columns[text] ? [[columns[text], column] as const] : [])),
    );
    const missing = needed.filter((field) => !fields.has(field));
    if (missing.length > 0) return refuse('host.people-columns', {});
    const people: SheetPerson[] = [];
    for (const { index, texts } of rows.slice(at + 1)) {
      const cell = (field: (typeof needed)[number] | 'phone') => texts.get(fields.get(field) ?? -1) ?? '';
      if (needed.every((field) => cell(field) === '')) continue;
      const person = readPerson(index + 1, cell);
      if (!person.ok) return person;
      people.push(person.value);
    }
    return people.length > 0 ? ok(people) : refuse('host.people-columns', {});
  }
  return refuse('host.people-columns', {});
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
