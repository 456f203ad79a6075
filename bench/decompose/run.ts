/**
 * Bench of the engine `decompose`: time against size (linear, MB/s) and suggested units against printed ones.
 * `node bench/decompose/run.ts` prints a table and one line of JSON.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { decompose } from '@qipan/engines/decompose';
import type { SourceDocument } from '@qipan/kernel';
import { duties, knownUnit } from './duties.ts';
import { planOfSize } from './plan-text.ts';

const CASES = fileURLToPath(new URL('../../../shared/cases/programme/', import.meta.url));

function sourceOf(text: string): SourceDocument {
  const blocks = text.split('\n').map((line, index) => ({
    kind: 'paragraph' as const,
    text: line,
    number: null,
    numberLevel: null,
    headingLevel: null,
    bold: false,
    contents: false,
    origin: { part: 'body' as const, index },
  }));
  return { format: 'txt', blocks, pageHeaders: [], notes: [] };
}

interface Timing {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly megabytesPerSecond: number;
  readonly rows: number;
}

/** Best of `rounds` runs on a text of about `bytes` UTF-8 bytes. */
function time(bytes: number, rounds: number): Timing {
  const text = planOfSize(bytes);
  const size = Buffer.byteLength(text);
  const source = sourceOf(text);
  let best = Number.POSITIVE_INFINITY;
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const outcome = decompose({ source, parameters: { units: duties } });
    best = Math.min(best, performance.now() - start);
    rows = outcome.ok ? outcome.value.items.length : 0;
  }
  return { bytes: size, milliseconds: best, megabytesPerSecond: size / 1e6 / (best / 1e3), rows };
}

export interface Suggestion {
  readonly rows: number;
  readonly top1: number;
  readonly top3: number;
}

const HIDDEN =
  /[（(](?:责任单位|责任部门|牵头单位|牵头部门|配合单位)[:：][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]|(?:牵头单位|责任单位|配合单位)[:：][^\n。]*/g;

/** Hides the printed units of the labelled documents and asks for suggestions. Null where the documents are absent. */
export function measureSuggestions(): Suggestion | null {
  if (!existsSync(CASES)) return null;
  let rows = 0;
  let top1 = 0;
  let top3 = 0;
  for (const file of readdirSync(CASES).filter((name) => name.endsWith('.txt'))) {
    const body = readFileSync(CASES + file, 'utf8').replace(/^TITLE:[^\n]*\n/, '');
    const printed = decompose({ source: sourceOf(body), parameters: { units: duties } });
    const hidden = decompose({ source: sourceOf(body.replace(HIDDEN, '')), parameters: { units: duties } });
    if (!printed.ok || !hidden.ok) continue;
    for (const item of printed.value.items) {
      const known = item.units.map(knownUnit).filter((name) => name !== null);
      if (item.kind !== 'task' || known.length === 0) continue;
      const twin = hidden.value.items.find(
        (other) => other.kind === 'task' && other.text.slice(0, 24) === item.text.slice(0, 24),
      );
      if (twin === undefined || twin.units.length > 0) continue;
      const names = twin.suggestions.units.map(({ name }) => name);
      rows += 1;
      if (names[0] !== undefined && known.includes(names[0])) top1 += 1;
      if (names.some((name) => known.includes(name))) top3 += 1;
    }
  }
  return { rows, top1: top1 / Math.max(1, rows), top3: top3 / Math.max(1, rows) };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function main(): void {
  time(200_000, 3);
  const timings = [10_000, 50_000, 200_000, 1_000_000, 2_000_000].map((bytes) => time(bytes, bytes > 500_000 ? 3 : 5));
  const at = (bytes: number): Timing | undefined => timings.find((one) => one.bytes >= bytes * 0.95);
  const small = at(200_000);
  const large = at(2_000_000);
  const ratio =
    small === undefined || large === undefined
      ? null
      : large.milliseconds / small.milliseconds / (large.bytes / small.bytes);
  const suggestions = measureSuggestions();
  print('      bytes         ms       MB/s       rows');
  for (const one of timings)
    print(
      [one.bytes, one.milliseconds.toFixed(1), one.megabytesPerSecond.toFixed(2), one.rows]
        .map((cell) => String(cell).padStart(10))
        .join(' '),
    );
  print(`time per byte at 2 MB against 200 kB: ${ratio?.toFixed(2) ?? '-'}`);
  print(
    suggestions === null
      ? 'suggested units: skipped, ../shared/cases/programme is absent'
      : `suggested units on ${suggestions.rows} rows with hidden units: top-1 ${suggestions.top1.toFixed(3)}, top-3 ${suggestions.top3.toFixed(3)}`,
  );
  print(JSON.stringify({ bench: 'decompose', timings, timePerByteRatio: ratio, suggestions }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
