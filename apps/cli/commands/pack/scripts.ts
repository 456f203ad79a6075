import type { Platform } from './closure.ts';

/**
 * Our own packages find each other by links below node_modules, which many ways of copying a folder lose. The script makes
 * them where they are missing: junctions on Windows, which need no special right, links elsewhere.
 */
export function linkScript(own: readonly { readonly folder: string; readonly name: string }[]): string {
  return `// Makes the links by which the packages of this folder find each other. Runs before each start and does nothing when all is there.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const app = path.join(path.dirname(fileURLToPath(import.meta.url)), 'app');
const own = ${JSON.stringify(own)};
for (const { folder, name } of own) {
  const link = path.join(app, 'node_modules', name);
  if (existsSync(path.join(link, 'package.json'))) continue;
  rmSync(link, { recursive: true, force: true });
  mkdirSync(path.dirname(link), { recursive: true });
  const target = path.join(app, folder);
  if (process.platform === 'win32') symlinkSync(target, link, 'junction');
  else symlinkSync(path.relative(path.dirname(link), target), link);
}
`;
}

export function startScripts(platform: Platform): Readonly<Record<string, string>> {
  if (platform === 'win-x64')
    return {
      'start.cmd': windows('apps\\server\\main.ts', '--data "%~dp0data" '),
      'qipan.cmd': windows('apps\\cli\\main.ts', ''),
    };
  return { 'start.sh': posix('apps/server/main.ts', '--data "$here/data" '), qipan: posix('apps/cli/main.ts', '') };
}

function posix(file: string, options: string): string {
  return `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
"$here/node" "$here/link.mjs" || exit 1
exec "$here/node" "$here/app/${file}" ${options}"$@"
`;
}

function windows(file: string, options: string): string {
  return `@echo off\r\nchcp 65001 >nul\r\n"%~dp0node.exe" "%~dp0link.mjs" || exit /b 1\r\n"%~dp0node.exe" "%~dp0app\\${file}" ${options}%*\r\n`;
}

export function readMe(platform: Platform): string {
  const start = platform === 'win-x64' ? '双击 start.cmd' : './start.sh';
  const command = platform === 'win-x64' ? 'qipan.cmd' : './qipan';
  return `棋盘 Qipan 离线包（${platform}）\r
\r
启动：${start}，然后用浏览器打开屏幕上的地址。不需要网络，不需要安装 Node 或 npm。\r
数据在本文件夹的 data 里。备份：${command} host backup --data data --out 备份.qipan\r
换新版本：停止服务，备份，把 data 复制到新的离线包里，再启动。\r
浏览器：Chromium 109 或更新（Chrome、Edge、360、奇安信等同内核）。\r
\r
Start: ${start}; no network, no installed Node. Data is kept in the folder "data".\r
`;
}
