import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs a tool of the project under this Node; resolves to its exit code. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** One step that passes or fails as a whole: types, lint. */
export async function runStep(name: string, args: readonly string[]): Promise<Counts> {
  const code = await runNode(args);
  process.stdout.write(`${code === 0 ? '通过' : '失败'}：${name}\n`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

const typescript = 'node_modules/typescript/bin/tsc';
export const typeSteps = [
  ['类型（服务器、模块、工具）', [typescript, '-p', '.']],
  ['类型（网页）', [typescript, '-p', 'apps/web']],
  ['格式和静态检查', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
] as const;

/**
 * Runs vitest and counts tests, also those of files that could not be loaded. A run in which no test failed and yet a
 * worker process was lost (killed from outside, out of memory) proves nothing either way: it is said and run once more.
 */
export async function runVitest(args: readonly string[]): Promise<Counts> {
  const first = await runOnce(args);
  if (first.code === 0 || first.counts.failed > 0) return first.counts;
  process.stdout.write('测试进程意外退出，没有测试失败：重跑一次\n');
  const second = await runOnce(args);
  const lost = second.code !== 0 && second.counts.failed === 0 ? 1 : 0;
  return { ...second.counts, failed: second.counts.failed + lost };
}

async function runOnce(args: readonly string[]): Promise<{ code: number; counts: Counts }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const code = await runNode([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ]);
    const report: unknown = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
    const count = (name: string) =>
      typeof report === 'object' && report !== null ? Number(Reflect.get(report, name) ?? 0) : 0;
    const counts = {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    };
    return { code, counts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));
}

/** The last line of every test run. */
export function finish(counts: Counts): void {
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}
