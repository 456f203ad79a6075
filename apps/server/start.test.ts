import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openHost } from '@qipan/host';
import { accepted, countAllRows, readAsOwner } from '@qipan/host/testing';
import { modules } from '@qipan/modules';
import { place } from '@qipan/place-langfang';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, freePort, start, type Started } from './testing/run-server.ts';

const cacheDirectory = fileURLToPath(new URL('../../node_modules/.cache/qipan/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => path.join(folder, name);

async function startOn(data: string, more: readonly string[] = ['--without-demonstration']): Promise<Started> {
  return start(['--data', inFolder(data), '--port', String(await freePort()), ...more]);
}

/** Refused: one clear sentence on standard error, a non-zero exit, no stack trace. */
function expectRefused(end: Ended, sentence: RegExp): void {
  expect(end.code).toBeGreaterThan(0);
  const lines = end.errors.split('\n').filter((line) => line.trim() !== '');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(sentence);
  expect(end.errors + end.out).not.toMatch(/^\s+at |node:internal|Error:/m);
  expect(end.out).not.toContain('就绪');
}

describe('an office’s own folder', () => {
  test('starts, is held alone, ends at an interrupt and starts again', { timeout: 60_000 }, async () => {
    const first = await startOn('own');
    await first.line(/^就绪：(\S+)（/m);
    expect((await fetch(first.address)).status).toBe(200);
    const [, link] = await first.line(/一次性链接.*：(\S+)/);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#[\w-]{43}$/);
    const port = new URL(first.address).port;
    const [sameFolder, samePort] = await Promise.all([
      (await startOn('own')).ended,
      start(['--data', inFolder('other'), '--port', port, '--without-demonstration']).ended,
    ]);
    expectRefused(sameFolder, /own 正被另一个棋盘进程使用.*--data/);
    expectRefused(samePort, new RegExp(`端口 ${port} 已被占用.*--port`));
    expect((await fetch(first.address)).status).toBe(200);
    const end = await first.interrupt();
    expect(end).toMatchObject({ code: 0, errors: '' });
    expect(end.seconds).toBeLessThan(5);
    expect(end.out).not.toContain('演示');
    const second = await startOn('own');
    await second.line(/打开数据目录/);
    await second.line(/^就绪：/m);
    expect((await fetch(second.address)).status).toBe(200);
    expect((await second.line(/一次性链接.*#(\S+)/))[1]).not.toBe(link?.split('#')[1]);
    expect(await second.interrupt()).toMatchObject({ code: 0 });
  });

  test('started again and again it writes no audit entry of its own', async () => {
    const host = accepted(
      await openHost({ directory: inFolder('own'), place, manifests: modules, cacheDirectory, existing: true }),
    );
    const entries = (await countAllRows(host))['host.audit'];
    await host.close();
    expect(entries).toBe(1);
  });
});

describe.concurrent('a start that cannot be is refused with one sentence', () => {
  test.each([
    [
      'a folder of a newer version',
      '{"product":"qipan","schema":9999,"created":""}',
      /由更新版本的棋盘写成（结构 9999.*升级/,
    ],
    ['a folder whose mark is damaged', '{"product":', /qipan\.json 无法读取.*备份/],
  ])('%s', async (_what, mark, sentence) => {
    const data = mark.length > 20 ? 'newer' : 'damaged';
    await mkdir(inFolder(data));
    await writeFile(path.join(inFolder(data), 'qipan.json'), mark);
    expectRefused(await (await startOn(data)).ended, sentence);
    expect(await readFile(path.join(inFolder(data), 'qipan.json'), 'utf8')).toBe(mark);
  });

  test('a folder of something else, which stays as it is', async () => {
    await mkdir(inFolder('foreign'));
    await writeFile(path.join(inFolder('foreign'), 'thesis.docx'), 'mine');
    expectRefused(await (await startOn('foreign')).ended, /里有别的文件，不是棋盘的数据目录.*--data/);
    expect(await readFile(path.join(inFolder('foreign'), 'thesis.docx'), 'utf8')).toBe('mine');
  });

  test('a file in place of the folder', async () => {
    await writeFile(inFolder('file'), '');
    expectRefused(await (await startOn('file')).ended, /不能写入.*--data/);
  });

  test.each([
    [['--port', '70000'], /--port 70000 不是.*端口号/],
    [['--nothing'], /参数有误.*--nothing/],
    [['--port', '0', '--host', '203.0.113.7'], /本机没有地址 203\.0\.113\.7.*--host/],
  ])('options %j', async (options, sentence) => {
    expectRefused(await start(['--data', inFolder('options'), '--without-demonstration', ...options]).ended, sentence);
  });
});

test('the demonstration, killed twice on its way, goes on and doubles nothing', { timeout: 90_000 }, async () => {
  for (const delayMs of [0, 250]) {
    const killed = await startOn('demonstration', []);
    await killed.line(/^就绪：/m);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await killed.kill();
  }
  const third = await startOn('demonstration', []);
  const [, result = ''] = await third.line(/^演示：已分解(.*)$/m);
  for (const word of ['方面', '举措', '行', '有单位', '有时限', '待明确']) expect(result).toContain(word);
  const [, documentId] = await third.line(/请看：\S+\/documents\/(\w+)/);
  expect(await third.interrupt()).toMatchObject({ code: 0, errors: '' });
  const fourth = await startOn('demonstration', []);
  await fourth.line(/演示文件的分解结果：\S+\/documents/);
  expect((await fourth.interrupt()).out).not.toContain('已分解');
  const host = accepted(
    await openHost({ directory: inFolder('demonstration'), place, manifests: modules, cacheDirectory, existing: true }),
  );
  const counts = await countAllRows(host);
  const found = await readAsOwner(host, (db) =>
    sql<{
      id: string;
      most: number;
    }>`select d.id, (select max(serial) from documents.row r where r.document_id = d.id) as most from documents.document d`.execute(
      db,
    ),
  );
  await host.close();
  expect(found.rows).toMatchObject([{ id: documentId, most: counts['documents.row'] }]);
  expect(counts).toMatchObject({ 'documents.document': 1, 'host.person': 5, 'host.post': 5, 'host.account': 5 });
});
