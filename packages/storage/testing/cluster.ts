import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** Where PostgreSQL 15 or later keeps its programs on this machine; null when it is not installed. */
export function findPrograms(): string | null {
  const folders = ['15', '16', '17', '18'].map((version) => `/usr/lib/postgresql/${version}/bin`);
  const found = [...folders, ...(process.env.PATH ?? '').split(path.delimiter)];
  return (
    found.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))) ?? null
  );
}

/**
 * The superuser's address of a private cluster in `directory`. The first to ask starts it, the others wait for it; it
 * ends by itself when the process `keeper` does, and its folder with it. The password protects it from other users.
 */
export async function startCluster(directory: string, programs: string, keeper: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  const first = await mkdir(path.join(directory, 'lock')).then(
    () => true,
    () => false,
  );
  const address = path.join(directory, 'address');
  if (first) await writeFile(address, await makeCluster(directory, programs, keeper));
  for (let tries = 0; tries < 600; tries += 1) {
    const text = await readFile(address, 'utf8').catch(() => '');
    if (text !== '') return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the test cluster of PostgreSQL did not start within a minute');
}

async function makeCluster(directory: string, programs: string, keeper: number): Promise<string> {
  // PostgreSQL refuses to run as root; the account that its package brings along does it then.
  const root = process.getuid?.() === 0;
  const as = root ? ['runuser', '-u', 'postgres', '--'] : [];
  const password = randomBytes(12).toString('hex');
  const words = path.join(directory, 'password');
  const data = path.join(directory, 'cluster');
  await writeFile(words, `${password}\n`);
  await chmod(directory, 0o755);
  if (root) {
    const { stdout } = await run('id', ['-u', 'postgres']);
    for (const name of [directory, words]) await chown(name, Number(stdout), (await stat(name)).gid);
  }
  const make = [
    ...as,
    path.join(programs, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
    '--auth=scram-sha-256',
    `--pwfile=${words}`,
  ];
  await run(make[0] ?? '', make.slice(1));
  const port = await freePort();
  const fast = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=60',
    'shared_buffers=64MB',
  ];
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${directory}`, ...fast];
  const start = [...as, path.join(programs, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  // The shell outlives this worker and watches the keeper: a run that is killed leaves no cluster behind.
  const stop = [...as, path.join(programs, 'pg_ctl'), 'stop', '-D', data, '-m', 'immediate', '-s'].join(' ');
  const watch = `"$@" & child=$!; while kill -0 ${keeper} && kill -0 $child; do sleep 0.5; done; ${stop}; wait $child; rm -rf "${directory}"`;
  spawn('sh', ['-c', watch, 'sh', ...start], { detached: true, stdio: 'ignore' }).unref();
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await untilOpen(address);
  return address;
}

/** It answers before it is ready, with the error that it is starting. */
async function untilOpen(address: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client(address);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}
