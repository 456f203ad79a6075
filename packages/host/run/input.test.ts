import { fileSchema, renderMessage } from '@qipan/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hostMessages } from '../messages.ts';
import { jsonSchemaOf, recordOf } from '../describe/schema.ts';
import { parseInput } from './input.ts';

const row = z.object({ id: z.string(), version: z.number().int() });
const input = z.object({
  title: z.string().trim().min(1).max(5).optional(),
  two: z.string().min(2).optional(),
  dueBefore: z.iso.date().nullable().default(null),
  limit: z.number().int().min(1).max(9).optional(),
  rows: z.array(row).min(1).max(2).optional(),
  named: z.record(z.string(), row).optional(),
  change: z
    .discriminatedUnion('op', [
      z.object({ op: z.literal('add'), row }),
      z.object({ op: z.literal('end'), reason: z.string() }),
    ])
    .optional(),
  either: z.union([z.string(), z.object({ name: z.string() })]).optional(),
  file: fileSchema.optional(),
  free: z.unknown().optional(),
});

function refused(given: unknown): { at: string | undefined; zh: string; en: string } {
  const outcome = parseInput({ input }, given);
  if (outcome.ok) throw new Error('not refused');
  const words = (language: 'zh' | 'en') => renderMessage(hostMessages, outcome, language).because;
  return { at: outcome.at, zh: words('zh'), en: words('en') };
}

test('a field that is not known is refused wherever it stands, with the one that was meant', () => {
  for (const [given, at, meant] of [
    [{ dueBefor: '2026-03-01' }, 'dueBefor', 'dueBefore'],
    [{ due_before: '2026-03-01' }, 'due_before', 'dueBefore'],
    [
      {
        rows: [
          { id: 'a', version: 1 },
          { id: 'a', vresion: 1 },
        ],
      },
      'rows.1.vresion',
      'version',
    ],
    [{ named: { x: { id: 'a', version: 1, versoin: 1 } } }, 'named.x.versoin', 'version'],
    [{ change: { op: 'end', reasno: 'r' } }, 'change.reasno', 'reason'],
    [{ change: { op: 'add', row: { id: 'a', version: 1, verion: 2 } } }, 'change.row.verion', 'version'],
    [{ either: { name: 'a', nam: 'b' } }, 'either.nam', 'name'],
    [{ file: { name: 'a', bytes: new Uint8Array(), byte: 1 } }, 'file.byte', 'bytes'],
  ] as const) {
    const said = refused(given);
    expect(said).toMatchObject({ at, zh: expect.stringContaining(`没有这一项，是否指“${meant}”？`) });
    expect(said.en).toContain(`is "${meant}" meant?`);
  }
  expect(refused({ change: { op: 'end', row: 1, reason: '' } }).zh).toContain('可填的有：op、reason');
  expect(refused({ __proto__x: 1 }).at).toBe('__proto__x');
  const taken = { named: { anything: { id: 'a', version: 1 } }, free: { anything: [1] }, dueBefore: null };
  expect(parseInput({ input }, taken)).toEqual({ ok: true, value: taken });
});

test('the JSON schema says so at every level', () => {
  const schema = jsonSchemaOf(input, 'input');
  const open: string[] = [];
  const look = (part: unknown, at: string): void => {
    if (Array.isArray(part)) for (const [index, entry] of part.entries()) look(entry, `${at}.${index}`);
    else if (typeof part === 'object' && part !== null) {
      const fields = recordOf(part);
      if (fields.type === 'object' && 'properties' in fields && fields.additionalProperties !== false) open.push(at);
      for (const [name, entry] of Object.entries(fields)) look(entry, `${at}.${name}`);
    }
  };
  look(schema, '');
  expect(open).toEqual([]);
});

test('a sign that no one sees is refused where it stands; tabs, line ends and bytes are not', () => {
  for (const [given, at] of [
    [{ title: 'a\u0000b' }, 'title'],
    [{ free: { deep: ['x', { y: 'z\u001b' }] } }, 'free.deep.1.y'],
    [{ named: { 'a\u0008': { id: 'a', version: 1 } } }, 'named'],
    [{ file: { name: 'a\u0007.docx', bytes: new Uint8Array() } }, 'file.name'],
  ] as const)
    expect(refused(given)).toMatchObject({ at, zh: expect.stringMatching(/控制字符（U\+00[01][0-9A-F]）/) });
  const fine = { free: 'a\tb\r\nc', file: { name: 'a', bytes: new Uint8Array([0, 7]) } };
  expect(parseInput({ input }, fine).ok).toBe(true);
  let deep: unknown = 'x';
  for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
  expect(parseInput({ input: z.object({ free: z.unknown() }) }, { free: deep }).ok).toBe(true);
});

test('what is wrong is said in plain Chinese and English, without words of a program', () => {
  for (const [given, zh, en] of [
    [{ title: ' ' }, '不能为空', 'must not be empty'],
    [{ two: 'x' }, '至少 2 个字', 'at least 2 signs'],
    [{ title: '一二三四五六' }, '不能超过 5 个字', 'at most 5 signs'],
    [{ dueBefore: '三月' }, '应为日期，如 2026-03-01', 'a date such as 2026-03-01'],
    [{ limit: 'abc' }, '应为整数', 'a whole number'],
    [{ limit: 1.5 }, '应为整数', 'a whole number'],
    [{ limit: 0 }, '不能小于 1', 'not be less than 1'],
    [{ limit: 10 }, '不能大于 9', 'not be more than 9'],
    [{ rows: [] }, '至少要有 1 项', 'at least 1'],
    [{ rows: 'x' }, '应为列表', 'a list'],
    [{ rows: [{ version: 1 }] }, '没有填写', 'is missing'],
    [{ change: { op: 'go' } }, '只能是 add 或 end', 'add or end'],
    [{ file: { name: 'a', bytes: 'text' } }, '应为文件', 'a file'],
    [{ title: 7 }, '应为文字', 'be text'],
    [7, '应为一组字段', 'a set of fields'],
  ] as const) {
    const said = refused(given);
    expect([said.zh, said.en]).toEqual([expect.stringContaining(zh), expect.stringContaining(en)]);
    expect(said.zh.replace(/“[^”]*”|add 或 end/g, '')).not.toMatch(/[a-z]/i);
  }
});
