import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  type AuditFault,
  type AuditHead,
  type Host,
  openHost,
  readHeads,
  removeDemonstration,
  verifyAudit,
} from '@qipan/host';
import { type PlaceTables, refuse } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import { z } from 'zod';
import type { Command, CommandEnd } from '../command.ts';

const cacheDirectory = fileURLToPath(new URL('../../../node_modules/.cache/qipan/', import.meta.url));
const dataOption = { name: 'data', value: 'DIR', zh: '数据目录，默认 data' };
const headSchema = z.object({
  heads: z.array(z.object({ chain: z.string(), seq: z.number().int(), hash: z.string() })),
});
const owner = { role: 'owner', settings: {} } as const;

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Commands on a data folder that no server holds. */
export function hostCommands(place: PlaceTables): Command[] {
  const open = async (options: Options, work: (host: Host) => Promise<CommandEnd>): Promise<CommandEnd> => {
    const opened = await openHost({
      directory: typeof options.data === 'string' ? options.data : 'data',
      place,
      manifests: modules,
      cacheDirectory,
      existing: true,
    });
    if (!opened.ok) return opened;
    try {
      return await work(opened.value);
    } finally {
      await opened.value.close();
    }
  };
  return [
    {
      group: 'host',
      name: 'audit-head',
      summary: '导出审计链头',
      detail: '把所有审计链的链头写到一个文件。交给对方或存到别处，以后可以证明记录没有被截断或改写。',
      options: [dataOption, { name: 'out', value: 'FILE', zh: '写到哪个文件' }],
      example: 'qipan host audit-head --data data --out 链头.json',
      run: (options) => open(options, (host) => writeHead(host, options)),
    },
    {
      group: 'host',
      name: 'verify-audit',
      summary: '核验审计链',
      detail:
        '逐条核验审计记录：发现修改、删除、调换；带 --head 时还能发现末尾被截断。退出码 0 完好，1 有问题，2 不能核验。',
      options: [dataOption, { name: 'head', value: 'FILE', zh: '以前导出的链头' }],
      example: 'qipan host verify-audit --data data --head 链头.json',
      run: (options) => open(options, (host) => verify(host, options)),
    },
    {
      group: 'host',
      name: 'remove-demonstration',
      summary: '移除演示数据',
      detail: '删除全部标有“演示”的人员、文件和任务，真实数据不受影响。审计记录保留。',
      options: [dataOption],
      example: 'qipan host remove-demonstration --data data',
      run: (options) => open(options, remove),
    },
  ];
}

async function writeHead(host: Host, options: Options): Promise<CommandEnd> {
  if (typeof options.out !== 'string') return refuse('cli.missing-option', { option: 'out' }, 'out');
  const heads = await host.store.read(owner, readHeads);
  try {
    await writeFile(options.out, `${JSON.stringify({ product: 'qipan', at: host.now(), heads }, null, 2)}\n`);
  } catch (error) {
    return refuse(
      'cli.unwritable-file',
      { file: options.out, detail: error instanceof Error && 'code' in error ? String(error.code) : '' },
      'out',
    );
  }
  return { output: `已写入 ${heads.length} 条链的链头：${options.out}`, exitCode: 0 };
}

async function verify(host: Host, options: Options): Promise<CommandEnd> {
  let held: readonly AuditHead[] | null = null;
  if (typeof options.head === 'string') {
    const text = await readFile(options.head, 'utf8').catch(() => null);
    if (text === null) return refuse('cli.unreadable-file', { file: options.head, detail: '' }, 'head');
    const parsed = parseHead(text);
    if (!parsed) return refuse('cli.bad-head', { file: options.head }, 'head');
    held = parsed;
  }
  const report = await host.store.read(owner, (db) => verifyAudit(db, held));
  if (report.fault) return { output: describeFault(report.fault), exitCode: 1 };
  const proof =
    report.proved === 'complete'
      ? '与给出的链头一致：没有修改、删除、调换，链头之前的记录没有被截断。'
      : '没有修改、删除、调换。没有给出链头，末尾是否被截断未证明。';
  return { output: `审计链完好：${report.chains.length} 条链，${report.entries} 条记录。${proof}`, exitCode: 0 };
}

function parseHead(text: string): readonly AuditHead[] | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.heads : null;
  } catch {
    return null;
  }
}

const faults: Readonly<Record<AuditFault['what'], string>> = {
  edited: '内容被修改',
  removed: '记录被删除',
  'out-of-order': '前后不衔接（调换或插入）',
  cut: '末尾被截断',
  rewritten: '与给出的链头不一致（改写过）',
  'head-differs': '链头与记录不一致',
};

function describeFault(fault: AuditFault): string {
  return `审计链有问题：链 ${fault.chain} 第 ${fault.seq} 条：${faults[fault.what]}。`;
}

async function remove(host: Host): Promise<CommandEnd> {
  const removed = await removeDemonstration(host);
  return { output: `已移除演示数据：${removed} 行。真实数据没有变动。`, exitCode: 0 };
}
