import { refuse } from '@qipan/kernel';
import type { Command } from '../../command.ts';
import { type Platform, platforms } from './closure.ts';
import { packFolder } from './pack.ts';

const isPlatform = (name: unknown): name is Platform => typeof name === 'string' && name in platforms;

export const packCommand: Command = {
  group: 'host',
  name: 'pack',
  summary: '制作离线包',
  detail:
    '把 Node、网页和所需的包装进一个文件夹，拿到没有网络的机器上直接启动。本机没有的平台文件从 npm 源取（需要 npm 和 tar）。',
  options: [
    { name: 'platform', value: 'P', zh: `目标平台：${Object.keys(platforms).join('、')}` },
    { name: 'out', value: 'DIR', zh: '写到哪个文件夹（须为空或不存在）' },
  ],
  example: 'qipan host pack --platform linux-x64 --out 棋盘-离线',
  async run(options) {
    if (!isPlatform(options.platform))
      return refuse('cli.unknown-platform', { known: Object.keys(platforms).join('、') }, 'platform');
    if (typeof options.out !== 'string') return refuse('cli.missing-option', { option: 'out' }, 'out');
    const packed = await packFolder(options.platform, options.out);
    if (!packed.ok) return packed;
    const megabytes = Math.round(packed.value.bytes / 1_048_576);
    return { output: `离线包已做好：${options.out}（${packed.value.packages} 个包，${megabytes} MB）`, exitCode: 0 };
  },
};
