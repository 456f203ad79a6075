import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Block, commandsOf, readBlocks } from './blocks.ts';
import { addLine, copyProject, root } from './project-copy.ts';

const blocks = readBlocks(path.join(root, 'docs'));
let copy: string;

beforeAll(() => {
  copy = copyProject();
  // The how-to's own code, folder by folder and line by line, as a newcomer would write it.
  for (const block of blocks) {
    if (block.file !== null) write(path.join(copy, block.file), block.text);
    if (block.line !== null) addLine(path.join(copy, block.line), block.text, block.after);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs a script in the copy and returns what it printed as JSON. */
function runInCopy(name: string, text: string): unknown {
  write(path.join(copy, 'packages/host', name), text);
  const out = execFileSync(process.execPath, [path.join('packages/host', name)], { cwd: copy, encoding: 'utf8' });
  return JSON.parse(out.trim().split('\n').at(-1) ?? 'null');
}

const useOfExample = `
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modules } from '@qipan/modules';
import { openApiOf, openHost, previewOperation, runOperation } from '@qipan/host';
import { place } from '../../places/example/index.ts';
const folder = mkdtempSync(path.join(os.tmpdir(), 'qipan-test-'));
const opened = await openHost({ directory: folder, place, manifests: modules, cacheDirectory: path.join(folder, 'cache') });
if (!opened.ok) throw new Error(opened.code);
const host = opened.value;
const actor = { personId: 'p', personName: '甲', postId: 'o', role: 'reform-office', unitId: 'reform', unitName: '改革办', regionCode: '990100', demonstration: false };
const call = (input) => runOperation(host, actor, { name: 'airdays.record-year', input });
const first = await call({ year: 2025, goodDays: 260, validDays: 365 });
const preview = await previewOperation(host, actor, { name: 'airdays.record-year', input: { year: 2026, goodDays: 300, validDays: 365 } });
const refused = await call({ year: 2025, goodDays: 366, validDays: 365 });
const other = await runOperation(host, { ...actor, role: 'leader' }, { name: 'airdays.record-year', input: { year: 2025, goodDays: 1, validDays: 2 } });
const described = Object.keys(openApiOf(host.registry, { place: place.name, version: '0' }).paths).filter((name) => name.includes('airdays'));
const last = modules.at(-1).name;
await host.close();
console.log(JSON.stringify({ first, refused: refused.code, other: other.code, figures: preview.ok ? preview.value.figures : preview, described, last }));
`;

describe('the how-to', () => {
  test('builds an engine, a module, an operation and a place from its own blocks, one folder and one line each, and they run', () => {
    expect(runInCopy('use-example.ts', useOfExample)).toEqual({
      first: { ok: true, value: { sharePermille: 712 } },
      refused: 'good-days.more-than-valid',
      other: 'host.not-permitted',
      figures: [expect.objectContaining({ name: 'airdays.best-share', computed: true, before: 712, after: 822 })],
      described: ['/api/airdays/record-year', '/api/airdays/record-year/preview'],
      last: 'airdays',
    });
    const lines = blocks.filter((block) => block.line !== null);
    expect(lines.map((block) => block.text.trim().split('\n').length)).toEqual(lines.map(() => 1));
  });

  test('its types hold', () => {
    const files = blocks.flatMap((block) => (block.file === null ? [] : [block.file]));
    write(path.join(copy, 'tsconfig.docs.json'), JSON.stringify({ extends: './tsconfig.json', include: [], files }));
    const checked = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules/typescript/lib/tsc.js'), '-p', 'tsconfig.docs.json'],
      { cwd: copy, encoding: 'utf8' },
    );
    expect(checked.stdout).toBe('');
    expect(checked.status).toBe(0);
  });
});

const runnable = (language: string) => blocks.filter((block) => block.language === language && block.isRun);
const named = (list: readonly Block[]) =>
  list.map((block) => [`${block.document}: ${block.text.trim().split('\n')[0]}`, block] as const);

test.each(named(runnable('ts')))('runs: %s', (_name, block) => {
  const file = `docs-${block.document.replaceAll('/', '-')}.ts`;
  write(path.join(copy, 'packages/host', file), block.text);
  expect(
    spawnSync(process.execPath, [path.join('packages/host', file)], { cwd: copy, encoding: 'utf8' }),
  ).toMatchObject({ status: 0, stderr: '' });
});

test.each(named(runnable('sh')))('runs: %s', (_name, block) => {
  for (const command of commandsOf(block)) {
    const words = wordsOf(command);
    expect(words[0]).toBe('qipan');
    const done = spawnSync(process.execPath, [path.join(copy, 'apps/cli/main.ts'), ...words.slice(1)], {
      cwd: copy,
      encoding: 'utf8',
    });
    expect([command, done.stderr, done.status]).toEqual([command, '', 0]);
  }
});

/** Words of a command, quotes taken away. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2] ?? '');
}

const shell = blocks.filter((block) => ['sh', ''].includes(block.language) && !block.isRun);
const mentioned = shell.flatMap((block) =>
  commandsOf(block).flatMap((command) => {
    const at = command.search(/\bqipan (host|place|documents|programme|parties) /);
    return at < 0 ? [] : [[block.document, command.slice(at)] as const];
  }),
);

test.each(mentioned)('%s names a command and options that are there: %s', (_document, command) => {
  const [, group = '', name = '', ...rest] = wordsOf(command);
  const help = execFileSync(process.execPath, [path.join(root, 'apps/cli/main.ts'), group, name, '--help'], {
    encoding: 'utf8',
  });
  const options = rest.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
  expect(options.filter((option) => !new RegExp(`${option}\\b`).test(help))).toEqual([]);
});

test('npm scripts that are named exist, links between documents lead somewhere', async () => {
  const { readFile, stat } = await import('node:fs/promises');
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  for (const block of shell)
    for (const [, script = ''] of block.text.matchAll(/npm (?:run )?([a-z]+)/g))
      expect([script, script in scripts || script === 'ci']).toEqual([script, true]);
  const documents = new Set(blocks.map((block) => block.document));
  for (const document of documents) {
    const text = await readFile(path.join(root, 'docs', document), 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      const target = path.join(root, 'docs', path.dirname(document), link);
      expect([
        document,
        link,
        await stat(target).then(
          () => true,
          () => false,
        ),
      ]).toEqual([document, link, true]);
    }
  }
});
