import { initialiseDatabase, migrateStore } from '@qipan/host';
import { type PlaceTables, refuse } from '@qipan/kernel';
import type { Command, CommandEnd } from '../../command.ts';
import { dataOption, openOptions, type Options, ownerOptions } from './open.ts';

/** Commands on the schema of a store. */
export function databaseCommands(place: PlaceTables): Command[] {
  return [
    {
      group: 'host',
      name: 'init-database',
      summary: '初始化 PostgreSQL 数据库',
      detail:
        '以 DATABASE_OWNER_URL 的用户（要能建角色）建库、建角色、建表，并建一个服务器用的登录角色：它不是所有者，本身没有任何权限。登录角色的口令取 QIPAN_LOGIN_PASSWORD 或 DATABASE_URL 里的；都没有就生成一个，只显示一次。重复运行没有影响。',
      options: [{ name: 'login', value: 'NAME', zh: '登录角色名，默认取 DATABASE_URL 里的，再默认 qipan' }],
      example: 'DATABASE_OWNER_URL=postgres://postgres:口令@db:5432/qipan qipan host init-database',
      run: (options) => initialise(place, options),
    },
    {
      group: 'host',
      name: 'migrate',
      summary: '升级（或撤销）数据结构',
      detail:
        '把数据结构升级到本程序的版本，并更新区划。PostgreSQL 上要以 DATABASE_OWNER_URL 运行，几个进程同时运行也只做一次；内嵌数据库在启动时自动升级。用 --to 模块:编号 撤销该模块在此之后的步骤（--to 0 撤销全部），其中的数据会删除，要加 --yes。',
      options: [
        dataOption,
        { name: 'to', value: 'STEP', zh: '撤销到哪一步，如 programme:1；0 表示全部' },
        { name: 'yes', value: null, zh: '确认撤销' },
      ],
      example: 'DATABASE_OWNER_URL=postgres://owner:口令@db:5432/qipan qipan host migrate',
      run: (options) => migrate(place, options),
    },
  ];
}

async function initialise(place: PlaceTables, options: Options): Promise<CommandEnd> {
  const address = openOptions(options, place);
  if (address.database?.ownerUrl === undefined) return refuse('storage.owner-address-missing', {});
  const given = URL.canParse(process.env.DATABASE_URL ?? '') ? new URL(process.env.DATABASE_URL ?? '') : null;
  const name = typeof options.login === 'string' ? options.login : decodeURIComponent(given?.username || 'qipan');
  const ownPassword = given && decodeURIComponent(given.username) === name ? decodeURIComponent(given.password) : '';
  const password = process.env.QIPAN_LOGIN_PASSWORD || ownPassword || null;
  const made = await initialiseDatabase(address, { name, password });
  if (!made.ok) return made;
  const { databaseMade, loginMade, place: where, done } = made.value;
  const url = new URL(address.database.ownerUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(made.value.password ?? '');
  const lines = [
    `${databaseMade ? '已建' : '已有'}数据库 ${where}，${done.length > 0 ? `执行了 ${done.length} 步迁移` : '结构已是最新'}。`,
    `登录角色 ${name}${loginMade ? '已建' : '已有'}：不是所有者，只能经由 qipan_app 和 qipan_identity 读写。`,
    made.value.password === null
      ? '启动服务器时请把 DATABASE_URL 设为这个角色的地址。'
      : `启动服务器时请设置（口令只显示这一次）：\nDATABASE_URL=${url.href}`,
  ];
  return { output: lines.join('\n'), exitCode: 0 };
}

async function migrate(place: PlaceTables, options: Options): Promise<CommandEnd> {
  const address = ownerOptions(options, place);
  if (!address.ok) return address;
  const down = typeof options.to === 'string' ? { target: options.to, confirmed: options.yes === true } : null;
  const migrated = await migrateStore(address.value, { down });
  if (!migrated.ok) return migrated;
  const { done, undone } = migrated.value;
  if (down) return { output: undone.length > 0 ? `已撤销：${undone.join('、')}。` : '没有要撤销的步骤。', exitCode: 0 };
  return { output: done.length > 0 ? `已执行：${done.join('、')}。` : '结构已是最新。', exitCode: 0 };
}
