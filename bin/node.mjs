// Plain JavaScript without dependencies, for any Node from 18 on: finds the Node that the product runs on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const neededMajor = 24;

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** Its own Node where it is new enough, else the pinned one that npm installed for this platform. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  const windows = process.platform === 'win32';
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const file = path.join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  const version = existsSync(file) ? spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout : null;
  if (version && Number(version.slice(1).split('.')[0]) >= neededMajor) return file;
  return fail(
    `本机的 Node 是 ${process.versions.node}，需要 ${neededMajor} 或更新，而 npm 上没有适用于 ${process.platform}-${process.arch} 的 Node ${neededMajor}（或没有装上）。请先安装 Node ${neededMajor}，再运行一次。`,
  );
}

/** Runs a file with that Node in place of this process: same streams, signals passed on, same exit code. */
export function handOver(file, args, options = {}) {
  if (!existsSync(path.join(root, 'node_modules', 'zod')))
    fail('还没有安装依赖。请先运行 npm ci（或直接 npm start）。');
  const child = spawn(findNode(), ['--disable-warning=ExperimentalWarning', path.join(root, file), ...args], {
    stdio: options.linked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, ...options.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`不能启动 Node：${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
