import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { neededPackages } from './commands/pack/closure.ts';
import { packFolder } from './commands/pack/pack.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The address that the started package prints; the process is ended by `stop`. */
async function start(directory: string): Promise<{ address: string; stop(): Promise<void> }> {
  const child = spawn(path.join(directory, 'start.sh'), ['--port', '0', '--without-demonstration'], {
    env: { PATH: '/usr/bin:/bin' },
    cwd: os.tmpdir(),
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      const found = /就绪：(http:\S+?)（/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then(() => reject(new Error(`ended: ${said}`)), reject);
  });
  return { address, stop };
}

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'the package of this machine, moved elsewhere, starts without npm, without an installed Node and without this folder',
  async () => {
    const packed = await packFolder('linux-x64', path.join(folder, 'packed'));
    expect(packed).toMatchObject({ ok: true });
    const moved = path.join(folder, '棋盘 离线');
    await rename(path.join(folder, 'packed'), moved);
    const server = await start(moved);
    const health = await fetch(`${server.address}/health`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(server.address)).text()).toContain('<div id="root">');
    await server.stop();
    expect(await readdir(path.join(moved, 'data'))).toContain('qipan.json');
    expect(await packFolder('linux-x64', moved)).toMatchObject({ code: 'cli.target-not-empty' });
  },
  120_000,
);

test('a platform takes its own optional packages and no others; the nearest of two versions is the one', () => {
  const lock = {
    packages: {
      'apps/server': { dependencies: { a: '1', b: '1' } },
      'node_modules/a': { version: '1.0.0', optionalDependencies: { 'a-linux': '1', 'a-win': '1', 'a-musl': '1' } },
      'node_modules/a-linux': { version: '1.0.0', os: ['linux'], cpu: ['x64'] },
      'node_modules/a-win': { version: '1.0.0', os: ['win32'], cpu: ['x64'] },
      'node_modules/a-musl': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '2' } },
      'node_modules/b/node_modules/a': { version: '2.0.0' },
      'node_modules/unused': { version: '1.0.0' },
    },
  };
  const places = (platform: 'linux-x64' | 'win-x64') =>
    neededPackages(lock, ['apps/server'], platform).map((entry) => entry.place);
  expect(places('linux-x64')).toEqual([
    'node_modules/a',
    'node_modules/a-linux',
    'node_modules/b',
    'node_modules/b/node_modules/a',
  ]);
  expect(places('win-x64')).toContain('node_modules/a-win');
  expect(places('win-x64')).not.toContain('node_modules/a-linux');
});
