import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['packages', 'places', 'apps/cli', 'apps/server'] as const;
const nameSchema = z.object({ name: z.string() });

/** A copy of the sources in which examples can be built: installed packages are linked, our own ones are the copy's. */
export function copyProject(): string {
  const target = mkdtempSync(path.join(os.tmpdir(), 'qipan-test-'));
  for (const folder of folders)
    cpSync(path.join(root, folder), path.join(target, folder), {
      recursive: true,
      filter: (source) => !/node_modules|golden/.test(source.slice(root.length)),
    });
  for (const file of ['package.json', 'tsconfig.json']) cpSync(path.join(root, file), path.join(target, file));
  const modules = path.join(target, 'node_modules');
  mkdirSync(path.join(modules, '@qipan'), { recursive: true });
  for (const name of readdirSync(path.join(root, 'node_modules')))
    if (name !== '@qipan' && name !== '.cache')
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  for (const folder of workspacesOf(target)) {
    const { name } = nameSchema.parse(JSON.parse(readFileSync(path.join(target, folder, 'package.json'), 'utf8')));
    symlinkSync(path.join(target, folder), path.join(modules, name));
  }
  return target;
}

function workspacesOf(target: string): string[] {
  const below = ['packages', 'places'].flatMap((folder) =>
    readdirSync(path.join(target, folder)).map((name) => `${folder}/${name}`),
  );
  return [...below, 'apps/cli', 'apps/server'];
}

/** Puts one line into a file: after the line that holds `after`, else at its end. The file may not be there yet. */
export function addLine(file: string, line: string, after: string | null): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const text = readText(file);
  const at = after === null ? 0 : text.indexOf(after);
  if (at < 0) throw new Error(`${file} holds no ${after}`);
  const end = at + (after ?? '').length;
  writeFileSync(file, after === null ? `${text}${line}` : `${text.slice(0, end)}\n${line.trimEnd()}${text.slice(end)}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
