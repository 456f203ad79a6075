import { checkValue, type Outcome, type Refusal, refuse, type Title } from '@qipan/kernel';
import type { FileStore } from '@qipan/storage';
import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import { findControlSign, findUnknownField, meantField, type UnknownField } from './strict.ts';

/**
 * An input as its schema makes it, or the first thing that is wrong with it and where. A field that the schema does not
 * know is refused, never dropped: a misspelt filter would answer everything.
 */
export function parseInput<T>(
  { input }: { readonly input: z.ZodType<T> },
  given: unknown,
  within: readonly string[] = [],
): Outcome<T> {
  const bad = (path: readonly string[], words: Title) => badInput([...within, ...path].join('.'), words);
  const unknown = findUnknownField(input, given);
  if (unknown) return bad(unknown.path, unknownWords(unknown));
  const control = findControlSign(given);
  if (control) return bad(control.path, controlWords(control.sign));
  const checked = checkValue(input, given);
  if (checked.ok) return checked;
  const fault = checked.faults[0];
  return bad(fault?.path ?? [], fault?.words ?? { zh: '', en: '' });
}

function badInput(at: string, words: Title): Refusal {
  const values = { field: at || '输入', fieldEn: at || 'input', detail: words.zh, detailEn: words.en };
  return refuse('host.bad-input', values, at || undefined);
}

function unknownWords(unknown: UnknownField): Title {
  const meant = meantField(unknown);
  if (meant !== null)
    return { zh: `没有这一项，是否指“${meant}”？`, en: `there is no such field; is "${meant}" meant?` };
  const { known } = unknown;
  if (known.length === 0)
    return { zh: '没有这一项，这里不用填写。', en: 'there is no such field; none is taken here.' };
  return {
    zh: `没有这一项，可填的有：${known.join('、')}。`,
    en: `there is no such field; there are ${known.join(', ')}.`,
  };
}

function controlWords(sign: string): Title {
  return { zh: `含有看不见的控制字符（${sign}），请删去。`, en: `it holds the control sign ${sign}; remove it.` };
}

const keptSchema = z.object({ keptFile: z.string() });

/** An input as JSON that can wait in the database: its files are kept by their hash. */
export async function packInput(files: FileStore, input: unknown): Promise<unknown> {
  if (input instanceof Uint8Array) {
    const sha256 = sha256Hex(input);
    await files.keep(sha256, input);
    return { keptFile: sha256 };
  }
  if (Array.isArray(input)) return Promise.all(input.map((entry) => packInput(files, entry)));
  if (typeof input !== 'object' || input === null) return input;
  const entries = Object.entries(input).map(async ([key, value]) => [key, await packInput(files, value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The same input again, with the bytes of its files. */
export async function unpackInput(files: FileStore, packed: unknown): Promise<unknown> {
  const kept = keptSchema.strict().safeParse(packed);
  if (kept.success) return (await files.read(kept.data.keptFile)) ?? new Uint8Array();
  if (Array.isArray(packed)) return Promise.all(packed.map((entry) => unpackInput(files, entry)));
  if (typeof packed !== 'object' || packed === null) return packed;
  const entries = Object.entries(packed).map(async ([key, value]) => [key, await unpackInput(files, value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
