import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeNumberedDocument } from '@qipan/formats';
import { openHost, runOperation } from '@qipan/host';
import { accepted, countAllRows } from '@qipan/host/testing';
import type { Actor } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import { place } from '@qipan/place-langfang';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const program = fileURLToPath(new URL('../../bin/qipan.mjs', import.meta.url));
const cacheDirectory = fileURLToPath(new URL('../../node_modules/.cache/qipan/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => path.join(folder, name);

function qipan(...words: string[]): Promise<{ code: number | null; out: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', errors: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.errors += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  detail: z.string(),
  remedy: z.string(),
  code: z.string(),
  at: z.string().optional(),
  values: z.record(z.string(), z.unknown()),
});

/** Refused: exit 2, nothing on standard output, one JSON problem on standard error. */
async function expectProblem(words: readonly string[], code: string): Promise<void> {
  const end = await qipan(...words, '--json');
  expect(end).toMatchObject({ code: 2, out: '' });
  expect(end.errors.trim().split('\n')).toHaveLength(1);
  expect(problemSchema.parse(JSON.parse(end.errors)).code).toBe(code);
}

/** The same for a person: one sentence. */
async function expectSentence(words: readonly string[], sentence: RegExp): Promise<void> {
  const end = await qipan(...words);
  expect(end).toMatchObject({ code: 2, out: '', errors: expect.stringMatching(sentence) });
  expect(end.errors.trim().split('\n')).toHaveLength(1);
  expect(end.errors).not.toMatch(/^\s+at |[{}]/m);
}

const contractSchema = z.looseObject({
  title: z.string().nullable(),
  number: z.string().nullable(),
  issued: z.string().nullable(),
  normalizedText: z.string(),
  items: z.array(
    z.looseObject({
      kind: z.enum(['task', 'requirement', 'principle', 'background']),
      mark: z.string(),
      path: z.array(z.string()),
      text: z.string(),
      span: z.object({ start: z.number(), end: z.number() }),
      units: z.array(z.string()),
      lead: z.array(z.string()),
      support: z.array(z.string()),
      open: z.boolean(),
      deadline: z.object({ date: z.string(), basis: z.enum(['own', 'goal', 'title']), quote: z.string() }).nullable(),
      targets: z.array(
        z.looseObject({
          quote: z.string(),
          comparator: z.enum(['>=', '<=', '=', '~', 'range']),
          value: z.number(),
          valueMax: z.number().nullable(),
          unit: z.string(),
          by: z.string().nullable(),
        }),
      ),
      projects: z.array(z.string()),
      policies: z.array(z.string()),
      leaders: z.array(z.string()),
      contact: z.array(z.string()),
      stages: z.array(z.unknown()),
      suggestions: z.object({ units: z.array(z.object({ name: z.string(), rank: z.number(), because: z.string() })) }),
      provenance: z.record(
        z.string(),
        z.looseObject({ kind: z.enum(['quoted', 'inherited', 'suggested', 'unclear']) }),
      ),
    }),
  ),
  targets: z.array(z.unknown()),
  coverage: z.looseObject({ sentences: z.number() }),
  warnings: z.array(z.unknown()),
});

function plan(header: string): Uint8Array {
  const order = (rest: string) => ({ kind: 'heading' as const, level: 2 as const, text: '', rest });
  return writeNumberedDocument({
    title: ['甲项重点工作分工方案'],
    header,
    blocks: [
      { kind: 'heading', level: 0, text: '推动产业协作' },
      order('建成承接园区3个。（牵头单位：市商务局；配合单位：市财政局；完成时限：2026年12月底前）'),
      order('完成配套道路2条。（牵头单位：市交通运输局；完成时限：2027年6月底前）'),
    ],
  });
}

describe.concurrent('documents decompose', () => {
  test('--json --with-text prints what the contract says, every span the text that it names', async () => {
    await writeFile(inFolder('方案.docx'), plan('普通'));
    const end = await qipan('documents', 'decompose', '--file', inFolder('方案.docx'), '--json', '--with-text');
    expect(end).toMatchObject({ code: 0, errors: '' });
    const result = contractSchema.parse(JSON.parse(end.out));
    const tasks = result.items.filter((item) => item.kind === 'task');
    expect(tasks.length).toBeGreaterThan(0);
    for (const item of result.items)
      expect(result.normalizedText.slice(item.span.start, item.span.end)).toBe(item.text);
    expect(tasks[0]).toMatchObject({
      lead: ['市商务局'],
      support: ['市财政局'],
      deadline: { date: '2026-12-31', basis: 'own' },
    });
  });

  test('--json leaves the text out, without it the rows are printed for a person', async () => {
    const text = '工作方案\n一、推动协作\n1.建成园区3个。（责任单位：市商务局）';
    const [json, plain] = await Promise.all([
      qipan('documents', 'decompose', '--text', text, '--json'),
      qipan('documents', 'decompose', '--text', text),
    ]);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).not.toHaveProperty('normalizedText');
    expect(plain).toMatchObject({ code: 0, errors: '', out: expect.stringContaining('建成园区3个') });
  });

  test('a document without any row is read all the same, an internal one with a warning', async () => {
    const [empty, internal] = await Promise.all([
      qipan('documents', 'decompose', '--text', '你好', '--json'),
      qipan('documents', 'decompose', '--text', '内部资料\n工作方案\n1.建成园区3个。（责任单位：市商务局）', '--json'),
    ]);
    expect(empty).toMatchObject({ code: 0, errors: '' });
    expect(internal.code).toBe(0);
    expect(JSON.parse(internal.out).warnings).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'documents.internal' })]),
    );
  });

  test('a marked document is refused and nothing of it printed', async () => {
    await writeFile(inFolder('密.docx'), plan('机密★1年'));
    const words = ['documents', 'decompose', '--file', inFolder('密.docx')];
    await Promise.all([expectProblem(words, 'documents.secret'), expectSentence(words, /“机密”密级.*没有保存/)]);
  });

  test.each([
    [['documents', 'decompose', '--file', 'nowhere.docx'], 'cli.no-such-file'],
    [['documents', 'decompose', '--file', '.'], 'cli.unreadable-file'],
    [['documents', 'decompose', '--text', 'x', '--columns', '{'], 'cli.bad-json'],
    [['documents', 'decompose', '--text', 'x', '--columns', '7'], 'host.bad-input'],
    [['documents', 'decompose'], 'documents.nothing-given'],
    [['documents', 'decompose', '--nothing'], 'cli.bad-option'],
    [['documents', 'nothing'], 'cli.unknown-command'],
    [['nothing'], 'cli.unknown-command'],
  ])('%j is refused with %s', (words, code) => expectProblem(words, code));

  test('in plain Chinese, without words of the system or of a library', async () => {
    const decompose = ['documents', 'decompose'];
    await Promise.all([
      expectSentence([...decompose, '--file', 'nowhere.docx'], /^找不到文件 nowhere\.docx。/),
      expectSentence([...decompose, '--file', '.'], /^读不到文件 \.（这是一个目录，不是文件）。/),
      expectSentence([...decompose, '--nothing'], /^参数有误：没有选项 --nothing。/),
      expectSentence([...decompose, 'loose'], /^参数有误：“loose”前面缺少选项名。/),
      expectSentence(['host', 'restore', '--file', 'nowhere.tar.gz'], /^找不到文件 nowhere\.tar\.gz。/),
      expectSentence(['programme', 'list-tasks', '--columns', '{'], /^参数有误：没有选项 --columns。/),
    ]);
  });
});

test('help names every command, and of each its options with an example', async () => {
  const [general, bare, group, ...each] = await Promise.all([
    qipan('--help'),
    qipan(),
    qipan('host', '--help'),
    ...[
      ['documents', 'decompose'],
      ['host', 'audit-head'],
      ['host', 'verify-audit'],
      ['host', 'remove-demonstration'],
    ].map((words) => qipan(...words, '--help')),
  ]);
  for (const end of [general, bare, group, ...each]) expect(end).toMatchObject({ code: 0, errors: '' });
  expect(bare.out).toBe(general.out);
  for (const name of ['documents decompose', 'host audit-head', 'host verify-audit', 'host remove-demonstration'])
    expect(general.out).toContain(`qipan ${name}`);
  expect(group.out).not.toContain('documents');
  for (const end of each) for (const part of ['参数：', '例：', '退出码']) expect(end.out).toContain(part);
  expect(each[0]?.out).toContain('--file F');
  expect(each[2]?.out).toMatch(/退出码.*1/);
  expect(each[2]?.out.match(/退出码/g)).toHaveLength(1);
});

const officer: Actor = {
  personId: 'p',
  personName: '甲',
  postId: 'o',
  role: 'reform-office',
  unitId: 'reform',
  unitName: '改革办',
  regionCode: '131000',
  demonstration: false,
};

/** The folder held by this process, as a server would hold it. */
async function hold(existing: boolean) {
  return accepted(await openHost({ directory: inFolder('data'), place, manifests: modules, cacheDirectory, existing }));
}

describe('the audit of a folder', () => {
  const verify = (...more: string[]) => qipan('host', 'verify-audit', '--data', inFolder('data'), ...more);

  test('is not to be had where there is no data; while somebody holds it, the holder is asked', {
    timeout: 60_000,
  }, async () => {
    await expectSentence(['host', 'verify-audit', '--data', inFolder('nowhere')], /没有棋盘数据/);
    const backup = ['host', 'backup', '--data', inFolder('nowhere'), '--out', inFolder('备份.qipan')];
    await expectSentence(backup, /没有棋盘数据/);
    expect(existsSync(inFolder('nowhere'))).toBe(false);
    const host = await hold(false);
    for (const text of ['任务一', '任务二', '任务三']) {
      const source = { kind: 'other', title: '来源', number: null, date: null, orderedBy: null };
      accepted(await runOperation(host, officer, { name: 'programme.add-task', input: { text, source } }));
      accepted(
        await runOperation(
          host,
          { ...officer, demonstration: true },
          { name: 'programme.add-task', input: { text, source } },
        ),
      );
    }
    const held = (...words: string[]) => ['host', ...words, '--data', inFolder('data')];
    await Promise.all([
      expectSentence(held('remove-demonstration'), /正被另一个棋盘进程使用/),
      expectSentence(held('migrate'), /正被另一个棋盘进程使用/),
      expectSentence(['host', 'restore', '--file', inFolder('nowhere'), '--data', inFolder('data')], /找不到文件/),
    ]);
    expect(await qipan(...held('audit-head', '--out', inFolder('online.json')))).toMatchObject({ code: 0, errors: '' });
    expect(await qipan(...held('verify-audit', '--head', inFolder('online.json')))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/完好.*与给出的链头一致/),
    });
    expect(await qipan(...held('backup', '--out', inFolder('online.qipan')))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/校验值全部相符[\s\S]*审计链完好/),
    });
    await host.close();
  });

  test('is sound, and proved complete against a head; remove-demonstration keeps it and the real rows', {
    timeout: 60_000,
  }, async () => {
    expect(await qipan('host', 'audit-head', '--data', inFolder('data'), '--out', inFolder('head.json'))).toMatchObject(
      { code: 0, errors: '' },
    );
    expect(JSON.parse(await readFile(inFolder('head.json'), 'utf8'))).toMatchObject({
      product: 'qipan',
      heads: [
        { chain: '131000', seq: 3 },
        { chain: '131000:demonstration', seq: 3 },
      ],
    });
    expect(await verify()).toMatchObject({ code: 0, out: expect.stringMatching(/完好.*6 条.*未证明/) });
    expect(await qipan('host', 'remove-demonstration', '--data', inFolder('data'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/3 行/),
    });
    expect(await verify('--head', inFolder('head.json'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/完好.*与给出的链头一致/),
    });
    await expectSentence(['host', 'audit-head', '--data', inFolder('data')], /缺少 --out/);
    await writeFile(inFolder('bad.json'), '{"heads":7}');
    await expectSentence(
      ['host', 'verify-audit', '--data', inFolder('data'), '--head', inFolder('bad.json')],
      /不是棋盘导出的链头文件/,
    );
  });

  test('cut off at the end it is found by the head, edited also without one', { timeout: 60_000 }, async () => {
    const tamper = async (statement: string) => {
      const host = await hold(true);
      expect((await countAllRows(host))['programme.task']).toBe(3);
      await host.store.migrate(
        `alter table host.audit disable trigger all; ${statement}; alter table host.audit enable trigger all`,
      );
      await host.close();
    };
    await tamper(
      `delete from host.audit where chain = '131000' and seq = 3; update host.audit_head set seq = 2, hash = (select hash from host.audit where chain = '131000' and seq = 2) where chain = '131000'`,
    );
    expect(await verify()).toMatchObject({ code: 0 });
    expect(await verify('--head', inFolder('head.json'))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/链 131000 第 3 条.*截断/),
    });
    await tamper(`update host.audit set subject = '改' where chain = '131000' and seq = 1`);
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringMatching(/链 131000 第 1 条.*修改/) });
  });
});
