import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrationSteps, stepName } from '@qipan/host';
import { modules } from '@qipan/modules';
import { newDatabase, type TestDatabase, withoutPostgres } from '@qipan/storage/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const server = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const absent = withoutPostgres();

describe.skipIf(absent !== null)(`the command line on PostgreSQL${absent === null ? '' : `（${absent}）`}`, () => {
  let folder: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-cli-'));
    database = await newDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const both = () => ({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
  const inFolder = (name: string) => path.join(folder, name);

  function run(words: readonly string[], env: Record<string, string>) {
    return new Promise<{ code: number | null; out: string; errors: string }>((resolve, reject) => {
      const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...own } = process.env;
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
        cwd: folder,
        env: { ...own, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { out: '', errors: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.out += text;
        if (text.includes('就绪')) child.kill('SIGINT');
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said.errors += text;
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...said }));
    });
  }
  const qipan = (words: string, env: Record<string, string> = both()) => run([program, ...words.split(' ')], env);
  const start = (env: Record<string, string>, data = 'data') =>
    run([server, '--port', '0', '--data', inFolder(data), '--without-demonstration'], env);
  const refused = (sentence: RegExp) => ({
    code: expect.any(Number),
    out: '',
    errors: expect.stringMatching(sentence),
  });

  test('a server does not start before the schema is there, and says what to run', async () => {
    const [end, ownerless, foreign] = await Promise.all([
      start(both()),
      qipan('host migrate', { DATABASE_URL: database.url }),
      qipan('host migrate', { DATABASE_OWNER_URL: 'http://x' }),
    ]);
    expect(end).toMatchObject(refused(/结构比本程序旧.*qipan host migrate/));
    expect(end.code).toBeGreaterThan(0);
    expect(ownerless).toMatchObject(refused(/DATABASE_OWNER_URL/));
    expect(foreign).toMatchObject(refused(/不是 PostgreSQL 的地址/));
  });

  test('init-database makes everything once, and tells a password that it has made up', {
    timeout: 60_000,
  }, async () => {
    const owner = new URL(database.ownerUrl);
    const name = `${owner.pathname.slice(1)}_other`;
    owner.pathname = `/${name}`;
    const env = { DATABASE_OWNER_URL: owner.href };
    const first = await qipan(`host init-database --login ${name}_login`, env);
    expect(first).toMatchObject({ code: 0, errors: '' });
    const [, url = ''] = /DATABASE_URL=(\S+)/.exec(first.out) ?? [];
    const [again, served, byOwner, ownerAsLogin, weak] = await Promise.all([
      qipan(`host init-database --login ${name}_login`, env),
      start({ DATABASE_URL: url }, 'other'),
      start({ DATABASE_URL: owner.href }, 'other-again'),
      qipan(`host init-database --login ${owner.username}`, env),
      qipan('host init-database', { DATABASE_OWNER_URL: url }),
    ]);
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/已有数据库.*结构已是最新/) });
    expect(again.out).not.toContain('口令只显示');
    expect(served).toMatchObject({ code: 0, out: expect.stringContaining('就绪') });
    expect(byOwner).toMatchObject(refused(/init-database|不能以它运行/));
    expect(ownerAsLogin).toMatchObject(refused(/不能以它运行/));
    expect(weak).toMatchObject(refused(/权限不够/));
  });

  test('migrate, serve, audit, backup, restore, undo', { timeout: 120_000 }, async () => {
    const steps = migrationSteps(modules).map(stepName);
    expect(await qipan('host migrate')).toMatchObject({ code: 0, out: `已执行：${steps.join('、')}。\n` });
    expect(await start({ DATABASE_URL: database.url })).toMatchObject({ code: 0, errors: '' });
    const [head, backup, removed] = await Promise.all([
      qipan('host audit-head --out head.json'),
      qipan('host backup --out one.qipan'),
      qipan('host remove-demonstration'),
    ]);
    expect(head).toMatchObject({ code: 0, errors: '' });
    expect(JSON.parse(await readFile(inFolder('head.json'), 'utf8'))).toMatchObject({ heads: [{ seq: 1 }] });
    expect(backup).toMatchObject({ code: 0, out: expect.stringMatching(/校验值全部相符[\s\S]*审计链完好/) });
    expect(removed).toMatchObject({ code: 0, out: expect.stringContaining('0 行') });
    expect(await qipan('host restore --file one.qipan --data home', {})).toMatchObject({
      code: 0,
      out: expect.stringMatching(/全部相同[\s\S]*与备份时的链头一致/),
    });
    expect(await qipan('host migrate --to 0')).toMatchObject(refused(/将撤销.*--yes/));
    expect(await qipan('host migrate --to 0 --yes')).toMatchObject({ code: 0, out: expect.stringContaining('host:1') });
    expect(await qipan('host restore --file one.qipan --data files')).toMatchObject({ code: 0 });
    expect(await qipan('host verify-audit --head head.json')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/1 条记录.*与给出的链头一致/),
    });
    expect((await readdir(folder)).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
