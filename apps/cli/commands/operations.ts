import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileFields, type JsonSchema, jsonSchemaOf, pathOf, recordOf, type Registry, valueOfText } from '@qipan/host';
import { type Operation, type Refusal, refuse, systemFault } from '@qipan/kernel';
import type { Command, CommandEnd, OptionHelp } from '../command.ts';
import { readGiven } from '../read-given.ts';

type Options = Readonly<Record<string, string | boolean | undefined>>;

const connection: readonly OptionHelp[] = [
  { name: 'url', value: 'URL', zh: '服务器地址，默认环境变量 QIPAN_URL，再默认 http://127.0.0.1:8686' },
  { name: 'token-file', value: 'F', zh: '存放程序令牌的文件；也可用环境变量 QIPAN_TOKEN' },
  { name: 'input', value: 'JSON', zh: '整个输入，JSON；@F 从文件读' },
  { name: 'out', value: 'F', zh: '结果是文件时写到哪里；默认用服务器给的文件名' },
  { name: 'json', value: null, zh: '输出 JSON；拒绝时在标准错误输出一个 JSON，退出码 2' },
];
const forCommands: readonly OptionHelp[] = [
  { name: 'preview', value: null, zh: '只试算：会改什么，不写入' },
  { name: 'key', value: 'K', zh: '幂等键：同一个键重发，只执行一次' },
];

/** Options of the command line itself: an input field of the same name is given within --input. */
const reserved = new Set([...connection, ...forCommands].map((option) => option.name));

/** Every query and command of the registry as a command that asks a running server, with a token. */
export function operationCommands(registry: Registry): Command[] {
  return [...registry.operations.values()].flatMap((operation) =>
    operation.kind === 'calculation' ? [] : [operationCommand(operation)],
  );
}

function operationCommand(operation: Exclude<Operation, { kind: 'calculation' }>): Command {
  const [group = '', name = ''] = operation.name.split('.');
  const schema = jsonSchemaOf(operation.input, 'input');
  const files = fileFields(schema);
  const fields = Object.keys(recordOf(schema.properties));
  const own = fields.filter((field) => !reserved.has(field)).map((field) => optionOf(schema, files, field));
  return {
    group,
    name,
    summary: operation.title.zh,
    detail: `${operation.title.zh}（${operation.title.en}）。向正在运行的服务器发送，以令牌所属岗位的权限执行。`,
    options: [...own, ...connection, ...(operation.kind === 'command' ? forCommands : [])],
    example: `qipan ${group} ${name}${own[0] ? ` --${own[0].name} ${own[0].value}` : ''} --token-file 令牌.txt`,
    async run(options) {
      const input = await readInput(schema, files, options);
      if ('ok' in input) return input;
      const token = await readToken(options);
      if (typeof token !== 'string') return token;
      return send({ operation, options, token, ...input });
    },
  };
}

function optionOf(schema: JsonSchema, files: readonly string[], field: string): OptionHelp {
  if (files.includes(field)) return { name: field, value: 'F', zh: '要发送的文件' };
  const type = recordOf(recordOf(schema.properties)[field]).type;
  return { name: field, value: type === 'string' ? 'TEXT' : 'JSON', zh: `输入 ${field}` };
}

interface Given {
  readonly input: Record<string, unknown>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
}

async function readInput(schema: JsonSchema, files: readonly string[], options: Options): Promise<Given | Refusal> {
  const whole = await readWhole(options);
  if ('ok' in whole) return whole;
  const input: Record<string, unknown> = { ...whole.input };
  let file: Given['file'] = null;
  for (const [field, definition] of Object.entries(recordOf(schema.properties))) {
    const given = options[field];
    if (typeof given !== 'string' || reserved.has(field)) continue;
    if (files.includes(field)) {
      const bytes = await readGiven(given, field);
      if ('ok' in bytes) return bytes;
      file = { name: path.basename(given), bytes: new Uint8Array(bytes) };
    } else {
      const value = valueOfText(recordOf(definition), given);
      // Only what must be written as JSON can fail as JSON; a number that is none is refused by its schema.
      const isJson = ['array', 'object'].includes(String(recordOf(definition).type));
      if (isJson && value === given) return refuse('cli.bad-json', { option: field }, field);
      input[field] = value;
    }
  }
  return { input, file };
}

async function readWhole(options: Options): Promise<{ input: Record<string, unknown> } | Refusal> {
  if (typeof options.input !== 'string') return { input: {} };
  const named = options.input.startsWith('@') ? options.input.slice(1) : null;
  const bytes = named === null ? Buffer.from(options.input) : await readGiven(named, 'input');
  if ('ok' in bytes) return bytes;
  const text = bytes.toString('utf8');
  const parsed = parseJson(text);
  return parsed ? { input: recordOf(parsed.value) } : refuse('cli.bad-json', { option: 'input' }, 'input');
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

async function readToken(options: Options): Promise<string | Refusal> {
  const file = options['token-file'];
  if (typeof file !== 'string') return process.env.QIPAN_TOKEN ?? refuse('cli.no-token', {}, 'token-file');
  const bytes = await readGiven(file, 'token-file');
  return 'ok' in bytes ? bytes : bytes.toString('utf8').trim();
}

async function send(given: Given & { operation: Operation; options: Options; token: string }): Promise<CommandEnd> {
  const { operation, options, token, input, file } = given;
  const base = typeof options.url === 'string' ? options.url : (process.env.QIPAN_URL ?? 'http://127.0.0.1:8686');
  const address = `${base.replace(/\/$/, '')}${pathOf(operation.name)}${options.preview ? '/preview' : ''}`;
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (typeof options.key === 'string') headers['idempotency-key'] = options.key;
  const form = new FormData();
  form.append('input', JSON.stringify(input));
  if (file) form.append('file', new Blob([file.bytes]), file.name);
  const body = file ? form : JSON.stringify(input);
  if (!file) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(address, { method: 'POST', headers, body });
  } catch {
    return refuse('cli.unreachable', { address: base });
  }
  if (!response.ok) return problem(await response.text(), options);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) return keep(response, options);
  const answer: unknown = await response.json();
  return { output: JSON.stringify(answer, null, options.json ? 0 : 2), exitCode: 0 };
}

/** The server's own words, which know more codes than this program may. */
function problem(text: string, options: Options): CommandEnd {
  const said = recordOf(parseJson(text)?.value);
  const error = options.json || typeof said.detail !== 'string' ? text : `${said.detail}${String(said.remedy ?? '')}`;
  return { output: '', exitCode: 2, error };
}

async function keep(response: Response, options: Options): Promise<CommandEnd> {
  const sent = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const file = typeof options.out === 'string' ? options.out : path.basename(decodeURIComponent(sent ?? 'qipan-file'));
  try {
    await writeFile(file, new Uint8Array(await response.arrayBuffer()), {
      flag: typeof options.out === 'string' ? 'w' : 'wx',
    });
  } catch (error) {
    return refuse('cli.unwritable-file', { file, ...systemFault(error) }, 'out');
  }
  return { output: `已写入 ${file}`, exitCode: 0 };
}
