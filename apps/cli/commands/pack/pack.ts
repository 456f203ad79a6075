import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import { z } from 'zod';
import { lockSchema, neededPackages, ownFolders, type Platform, platforms } from './closure.ts';
import { linkScript, readMe, startScripts } from './scripts.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);

export interface Packed {
  readonly directory: string;
  readonly packages: number;
  readonly bytes: number;
}

/**
 * One folder with Node, the bundled web and every package that the server needs on a platform: it starts without network
 * and without npm. Written beside its place and moved there when whole. What this machine does not hold is fetched from
 * the registry. Errors: `cli.target-not-empty`, `cli.no-web-bundle`, `cli.cannot-fetch`.
 */
export async function packFolder(platform: Platform, directory: string): Promise<Outcome<Packed>> {
  if ((await readdir(directory).catch(() => [])).length > 0) return refuse('cli.target-not-empty', { directory });
  const web = path.join(root, 'apps/web/dist');
  if (!(await stat(path.join(web, 'index.html')).catch(() => null))) return refuse('cli.no-web-bundle', {});
  const partial = `${path.resolve(directory)}.partial`;
  await rm(partial, { recursive: true, force: true });
  const app = path.join(partial, 'app');
  const lock = lockSchema.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')));
  const own = await ownPackages();
  const needed = neededPackages(
    lock,
    own.map((entry) => entry.folder),
    platform,
  );
  await copyOwn(app, own);
  for (const { place, name, version } of needed) {
    const copied = await copyPackage({ place, name, version }, app);
    if (!copied) {
      await rm(partial, { recursive: true, force: true });
      return refuse('cli.cannot-fetch', { name: `${name}@${version}` });
    }
  }
  const node = await takeNode(lock, platform, partial);
  if (!node) return refuse('cli.cannot-fetch', { name: platforms[platform].node });
  await writeScripts(partial, platform, own);
  await rm(directory, { recursive: true, force: true });
  await mkdir(path.dirname(path.resolve(directory)), { recursive: true });
  await rename(partial, directory);
  return ok({ directory, packages: needed.length, bytes: await sizeOf(directory) });
}

interface Own {
  readonly folder: string;
  readonly name: string;
}

const packageSchema = z.object({ name: z.string() });

/** Our workspaces below the folders that the server is made of, with the names by which they import each other. */
async function ownPackages(): Promise<Own[]> {
  const folders: string[] = [];
  for (const folder of ownFolders) {
    if (folder.startsWith('apps/')) folders.push(folder);
    else folders.push(...(await readdir(path.join(root, folder))).map((name) => `${folder}/${name}`));
  }
  const found: Own[] = [];
  for (const folder of folders.sort()) {
    const text = await readFile(path.join(root, folder, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) found.push({ folder, name: packageSchema.parse(JSON.parse(text)).name });
  }
  return found;
}

/** Sources without tests; the web as it was bundled. */
async function copyOwn(app: string, own: readonly Own[]): Promise<void> {
  const wanted = (source: string) =>
    !/\.test\.tsx?$|[\\/]node_modules([\\/]|$)|[\\/]golden([\\/]|$)/.test(source.slice(root.length));
  for (const { folder } of own)
    await cp(path.join(root, folder), path.join(app, folder), { recursive: true, filter: wanted });
  await cp(path.join(root, 'apps/web/dist'), path.join(app, 'apps/web/dist'), { recursive: true });
  await cp(path.join(root, 'bin'), path.join(app, 'bin'), { recursive: true });
  await copyFile(path.join(root, 'package.json'), path.join(app, 'package.json'));
}

/** From this machine's node_modules, else from the registry. False: it cannot be had. */
async function copyPackage(wanted: { place: string; name: string; version: string }, app: string): Promise<boolean> {
  const target = path.join(app, wanted.place);
  const here = path.join(root, wanted.place);
  const held = await stat(path.join(here, 'package.json')).catch(() => null);
  // A package may hold others below it: those stand in the list by themselves.
  const filter = (source: string) => !source.slice(here.length).includes(`${path.sep}node_modules`);
  if (held) {
    await cp(here, target, { recursive: true, filter, dereference: true });
    return true;
  }
  return fetchPackage(`${wanted.name}@${wanted.version}`, target);
}

async function fetchPackage(name: string, target: string): Promise<boolean> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-pack-'));
  try {
    await run('npm', ['pack', name, '--silent', '--pack-destination', folder], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    const [archive] = await readdir(folder);
    await mkdir(target, { recursive: true });
    await run('tar', ['-xzf', path.join(folder, archive ?? ''), '--strip-components=1', '-C', target]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The Node that the package runs on, at its top. */
async function takeNode(lock: z.infer<typeof lockSchema>, platform: Platform, partial: string): Promise<boolean> {
  const name = platforms[platform].node;
  const file = platform === 'win-x64' ? 'node.exe' : 'node';
  const folder = path.join(partial, 'app/node_modules', name);
  const version = lock.packages[`node_modules/${name}`]?.version ?? '';
  if (!(await copyPackage({ place: `node_modules/${name}`, name, version }, path.join(partial, 'app')))) return false;
  const held = await stat(path.join(folder, 'bin', file)).catch(() => null);
  await copyFile(path.join(folder, held ? `bin/${file}` : file), path.join(partial, file));
  await rm(folder, { recursive: true, force: true });
  await chmod(path.join(partial, file), 0o755);
  return true;
}

async function writeScripts(partial: string, platform: Platform, own: readonly Own[]): Promise<void> {
  await writeFile(path.join(partial, 'link.mjs'), linkScript(own));
  for (const [name, text] of Object.entries(startScripts(platform))) {
    await writeFile(path.join(partial, name), text);
    await chmod(path.join(partial, name), 0o755);
  }
  await writeFile(path.join(partial, '读我.txt'), readMe(platform));
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  return bytes;
}
