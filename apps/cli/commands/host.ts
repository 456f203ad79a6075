import { removeDemonstration } from '@qipan/host';
import type { PlaceTables } from '@qipan/kernel';
import type { Command } from '../command.ts';
import { auditCommands } from './host/audit.ts';
import { backupCommands } from './host/backup.ts';
import { databaseCommands } from './host/database.ts';
import { packCommand } from './pack/index.ts';
import { dataOption, ownerOptions, withHost } from './host/open.ts';

/** Commands on a whole store: the data folder, or the database that the environment names. */
export function hostCommands(place: PlaceTables): Command[] {
  return [
    ...auditCommands(place),
    ...backupCommands(place),
    ...databaseCommands(place),
    packCommand,
    {
      group: 'host',
      name: 'remove-demonstration',
      summary: '移除演示数据',
      detail: '删除全部标有“演示”的人员、文件和任务，真实数据不受影响。审计记录保留。',
      options: [dataOption],
      example: 'qipan host remove-demonstration --data data',
      async run(options) {
        const address = ownerOptions(options, place);
        if (!address.ok) return address;
        return withHost(address.value, async (host) => {
          const removed = await removeDemonstration(host);
          return { output: `已移除演示数据：${removed} 行。真实数据没有变动。`, exitCode: 0 };
        });
      },
    },
  ];
}
