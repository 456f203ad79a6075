import { writeFile } from 'node:fs/promises';
import {
  type AuditFault,
  type AuditHead,
  type AuditReport,
  type OpenOptions,
  openHost,
  readHeads,
  readHeldHeads,
  verifyAudit,
  verifyHeldAudit,
} from '@qipan/host';
import { ok, type Outcome, type PlaceTables, refuse, systemFault } from '@qipan/kernel';
import { z } from 'zod';
import type { Command, CommandEnd } from '../../command.ts';
import { readGiven } from '../../read-given.ts';
import { dataOption, type Options, ownerOptions } from './open.ts';

const headSchema = z.object({
  heads: z.array(z.object({ chain: z.string(), seq: z.number().int(), hash: z.string() })),
});
const owner = { role: 'owner', settings: {} } as const;

/** Commands on the audit's chains; a folder that a server holds is asked through that server. */
export function auditCommands(place: PlaceTables): Command[] {
  return [
    {
      group: 'host',
      name: 'audit-head',
      summary: '导出审计链头',
      detail:
        '把所有审计链的链头写到一个文件。交给对方或存到别处，以后可以证明记录没有被截断或改写。服务在运行时也可以用。',
      options: [dataOption, { name: 'out', value: 'FILE', zh: '写到哪个文件' }],
      example: 'qipan host audit-head --data data --out 链头.json',
      run: (options) => writeHead(place, options),
    },
    {
      group: 'host',
      name: 'verify-audit',
      summary: '核验审计链',
      detail: '逐条核验审计记录：发现修改、删除、调换；带 --head 时还能发现末尾被截断。服务在运行时也可以用。',
      exits: '0 完好，1 有问题，2 不能核验',
      options: [dataOption, { name: 'head', value: 'FILE', zh: '以前导出的链头' }],
      example: 'qipan host verify-audit --data data --head 链头.json',
      run: (options) => verify(place, options),
    },
  ];
}

async function writeHead(place: PlaceTables, options: Options): Promise<CommandEnd> {
  if (typeof options.out !== 'string') return refuse('cli.missing-option', { option: 'out' }, 'out');
  const heads = await onStore(place, options, {
    open: (db) => readHeads(db),
    held: readHeldHeads,
  });
  if (!heads.ok) return heads;
  const at = new Date().toISOString();
  try {
    await writeFile(options.out, `${JSON.stringify({ product: 'qipan', at, heads: heads.value }, null, 2)}\n`);
  } catch (error) {
    return refuse('cli.unwritable-file', { file: options.out, ...systemFault(error) }, 'out');
  }
  return { output: `已写入 ${heads.value.length} 条链的链头：${options.out}`, exitCode: 0 };
}

async function verify(place: PlaceTables, options: Options): Promise<CommandEnd> {
  let held: readonly AuditHead[] | null = null;
  if (typeof options.head === 'string') {
    const bytes = await readGiven(options.head, 'head');
    if ('ok' in bytes) return bytes;
    const parsed = parseHead(bytes.toString('utf8'));
    if (!parsed) return refuse('cli.bad-head', { file: options.head }, 'head');
    held = parsed;
  }
  const report = await onStore(place, options, {
    open: (db) => verifyAudit(db, held),
    held: (directory) => verifyHeldAudit(directory, held),
  });
  return report.ok ? describeReport(report.value) : report;
}

/** Reads the store as its owner; where another process holds the folder, that process does it. */
async function onStore<T>(
  place: PlaceTables,
  options: Options,
  given: { open(db: Parameters<typeof readHeads>[0]): Promise<T>; held(directory: string): Promise<Outcome<T>> },
): Promise<Outcome<T>> {
  const address: Outcome<OpenOptions> = ownerOptions(options, place);
  if (!address.ok) return address;
  const opened = await openHost(address.value);
  if (!opened.ok) return opened.code === 'storage.folder-in-use' ? given.held(address.value.directory) : opened;
  try {
    return ok(await opened.value.store.read(owner, given.open));
  } finally {
    await opened.value.close();
  }
}

function describeReport(report: AuditReport): CommandEnd {
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

const faults: Readonly<Record<string, string>> = {
  edited: '内容被修改',
  removed: '记录被删除',
  'out-of-order': '前后不衔接（调换或插入）',
  cut: '末尾被截断',
  rewritten: '与给出的链头不一致（改写过）',
  'head-differs': '链头与记录不一致',
} satisfies Record<AuditFault['what'], string>;

export function describeFault(fault: { chain: string; seq: number; what: string }): string {
  return `审计链有问题：链 ${fault.chain} 第 ${fault.seq} 条：${faults[fault.what] ?? fault.what}。`;
}
