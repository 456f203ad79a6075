import {
  backupHeld,
  backupOpen,
  type MadeBackup,
  migrationSteps,
  openHost,
  type Restored,
  restoreBackup,
  stepName,
} from '@qipan/host';
import { type PlaceTables, refuse } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import type { Command, CommandEnd } from '../../command.ts';
import { describeFault } from './audit.ts';
import { dataOption, type Options, ownerOptions } from './open.ts';

/** Everything into one file, and out of it into an empty store, whichever store it is. */
export function backupCommands(place: PlaceTables): Command[] {
  return [
    {
      group: 'host',
      name: 'backup',
      summary: '备份到一个文件',
      detail:
        '把全部数据和原始文件写进一个文件（tar.gz，带校验值），写完从头读一遍核对，并核验审计链。服务在运行时也可以备份，备份的是同一时刻的内容。PostgreSQL 上要设置 DATABASE_OWNER_URL。',
      exits: '0 完好，1 已备份但有损坏的文件或审计问题，2 没有备份',
      options: [dataOption, { name: 'out', value: 'FILE', zh: '写到哪个文件；已有的不会覆盖' }],
      example: 'qipan host backup --data data --out 备份-20261124.qipan',
      run: (options) => backup(place, options),
    },
    {
      group: 'host',
      name: 'restore',
      summary: '从备份恢复',
      detail:
        '把备份恢复到一个空的数据目录，或（设置了 DATABASE_OWNER_URL）一个空的 PostgreSQL 数据库。先核对整个文件，再写入，最后逐行比较并核验审计链；有任何不符就全部撤销。也用来在内嵌数据库和 PostgreSQL 之间搬家。',
      exits: '0 已恢复，1 已恢复但备份时审计链就有问题，2 没有恢复',
      options: [dataOption, { name: 'file', value: 'FILE', zh: '备份文件' }],
      example: 'qipan host restore --data 新目录 --file 备份-20261124.qipan',
      run: (options) => restore(place, options),
    },
  ];
}

async function backup(place: PlaceTables, options: Options): Promise<CommandEnd> {
  if (typeof options.out !== 'string') return refuse('cli.missing-option', { option: 'out' }, 'out');
  const address = ownerOptions(options, place);
  if (!address.ok) return address;
  const target = { file: options.out, known: new Set(migrationSteps(modules).map(stepName)) };
  const began = Date.now();
  const opened = await openHost(address.value);
  if (!opened.ok && opened.code !== 'storage.folder-in-use') return opened;
  const made = opened.ok
    ? await backupOpen(opened.value, target).finally(() => opened.value.close())
    : await backupHeld(address.value.directory, target);
  return made.ok ? describeBackup(made.value, options.out, began) : made;
}

function describeBackup({ manifest, bytes }: MadeBackup, file: string, began: number): CommandEnd {
  const damaged = manifest.damagedFiles;
  const lines = [
    `已备份到 ${file}：${countOf(manifest)}，${(bytes / 1_048_576).toFixed(1)} MB，${((Date.now() - began) / 1000).toFixed(1)} 秒。已从头读过一遍，校验值全部相符。`,
    manifest.audit.fault ? describeFault(manifest.audit.fault) : `审计链完好：${manifest.audit.entries} 条记录。`,
    ...(damaged.length > 0 ? [`${damaged.length} 个原始文件已损坏，不在备份中：${damaged.join('、')}`] : []),
  ];
  return { output: lines.join('\n'), exitCode: manifest.audit.fault || damaged.length > 0 ? 1 : 0 };
}

async function restore(place: PlaceTables, options: Options): Promise<CommandEnd> {
  if (typeof options.file !== 'string') return refuse('cli.missing-option', { option: 'file' }, 'file');
  const address = ownerOptions(options, place);
  if (!address.ok) return address;
  const began = Date.now();
  const restored = await restoreBackup(address.value, options.file);
  return restored.ok ? describeRestored(restored.value, began) : restored;
}

function describeRestored({ manifest, migrated }: Restored, began: number): CommandEnd {
  const lines = [
    `已恢复 ${manifest.at} 的备份：${countOf(manifest)}，${((Date.now() - began) / 1000).toFixed(1)} 秒。写入后逐行比较，全部相同。`,
    ...(migrated.length > 0 ? [`备份来自较早的版本，已升级：${migrated.join('、')}。`] : []),
    manifest.audit.fault
      ? `备份时${describeFault(manifest.audit.fault)}`
      : `审计链完好：${manifest.audit.entries} 条记录，与备份时的链头一致。`,
  ];
  return { output: lines.join('\n'), exitCode: manifest.audit.fault ? 1 : 0 };
}

function countOf(manifest: MadeBackup['manifest']): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return `${manifest.tables.length} 张表 ${rows} 行，${manifest.files.count} 个原始文件`;
}
