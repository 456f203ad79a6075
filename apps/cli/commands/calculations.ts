import path from 'node:path';
import { calculate, type Registry } from '@qipan/host';
import { type CalculationOperation, type PlaceTables, type Refusal, refuse } from '@qipan/kernel';
import { z } from 'zod';
import type { Command, CommandEnd, OptionHelp } from '../command.ts';
import { describeResult } from '../describe.ts';
import { readGiven } from '../read-given.ts';

/** Every calculation of the registry as a command: it needs no server and no database. */
export function calculationCommands(registry: Registry, place: PlaceTables): Command[] {
  return [...registry.operations.values()].flatMap((operation) =>
    operation.kind === 'calculation' ? [calculationCommand(registry, place, operation)] : [],
  );
}

function calculationCommand(registry: Registry, place: PlaceTables, operation: CalculationOperation): Command {
  const [group = '', name = ''] = operation.name.split('.');
  const fields = operation.input instanceof z.ZodObject ? Object.keys(operation.input.shape) : [];
  return {
    group,
    name,
    summary: operation.title.zh,
    detail: `${operation.title.zh}（${operation.title.en}）。不需要服务器和数据库，不保存任何内容。`,
    options: [
      ...fields.map(optionOf),
      { name: 'json', value: null, zh: '输出 JSON；拒绝时在标准错误输出一个 JSON，退出码 2' },
      { name: 'with-text', value: null, zh: 'JSON 中带上规整后的全文 normalizedText' },
    ],
    example: `qipan ${group} ${name} --file 工作方案.docx`,
    async run(options) {
      const input = await readInput(fields, options);
      if ('ok' in input) return input;
      const outcome = await calculate(registry, place, { name: operation.name, input: input.fields });
      return outcome.ok ? show(outcome.value, options) : outcome;
    },
  };
}

function optionOf(field: string): OptionHelp {
  if (field === 'file') return { name: 'file', value: 'F', zh: '要读的文件（.docx .xlsx .pdf .ofd .doc .txt .md）' };
  if (field === 'text') return { name: 'text', value: 'T', zh: '直接给出文字，代替文件' };
  return {
    name: field,
    value: 'JSON',
    zh: field === 'columns' ? '表头到字段的对应，如 {"责任科室":"units"}' : `${field}，JSON`,
  };
}

async function readInput(
  fields: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<{ fields: Record<string, unknown> } | Refusal> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const given = options[field];
    if (typeof given !== 'string') continue;
    if (field === 'file') {
      const bytes = await readGiven(given, 'file');
      if ('ok' in bytes) return bytes;
      input.file = {
        name: path.basename(given),
        bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      };
    } else if (field === 'text') input.text = given;
    else {
      try {
        input[field] = JSON.parse(given);
      } catch {
        return refuse('cli.bad-json', { option: field }, field);
      }
    }
  }
  return { fields: input };
}

function show(value: unknown, options: Readonly<Record<string, string | boolean | undefined>>): CommandEnd {
  if (!options.json) return { output: describeResult(value), exitCode: 0 };
  const shown =
    options['with-text'] || typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'normalizedText'));
  return { output: JSON.stringify(shown), exitCode: 0 };
}
