import { stat } from 'node:fs/promises';
import path from 'node:path';
import { checkPlace, importPlace, type PlaceFinding } from '@qipan/host';
import { refuse } from '@qipan/kernel';
import type { Command } from '../command.ts';

/** What a new city runs until nothing is wrong any more. */
export const placeCommand: Command = {
  group: 'place',
  name: 'check',
  summary: '检查一个地方的数据',
  detail: '检查 places/ 下一个地方的地区、单位和演示数据：哪里有错，还缺什么。',
  exits: '0 没有错误，1 有错误，2 不能检查',
  options: [{ name: 'dir', value: 'DIR', zh: '地方的文件夹，也可直接写在命令后面' }],
  example: 'qipan place check places/新城市',
  async run(options) {
    if (typeof options.dir !== 'string') return refuse('cli.missing-option', { option: 'dir' }, 'dir');
    if (!(await stat(path.join(options.dir, 'index.ts')).catch(() => null)))
      return refuse('cli.no-place', { directory: options.dir }, 'dir');
    let exported: unknown;
    try {
      exported = await importPlace(options.dir);
    } catch (error) {
      return refuse(
        'cli.place-fails',
        { directory: options.dir, detail: error instanceof Error ? error.message : String(error) },
        'dir',
      );
    }
    return report(options.dir, checkPlace(exported));
  },
};

function report(directory: string, findings: readonly PlaceFinding[]) {
  const errors = findings.filter((entry) => entry.severity === 'error');
  const advice = findings.filter((entry) => entry.severity === 'advice');
  const line = (entry: PlaceFinding) => `  ${entry.where}：${entry.what}`;
  const output = [
    `${directory}：${errors.length} 处错误，${advice.length} 条建议`,
    ...(errors.length > 0 ? ['', '错误（改好才能使用）：', ...errors.map(line)] : []),
    ...(advice.length > 0 ? ['', '建议：', ...advice.map(line)] : []),
  ].join('\n');
  return { output, exitCode: errors.length > 0 ? 1 : 0 };
}
