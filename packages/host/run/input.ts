import { ok, type Outcome, refuse } from '@qipan/kernel';
import type { FileStore } from '@qipan/storage';
import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';

/** The operation's input as its schema makes it, or the first thing that is wrong with it and where. */
export function parseInput(operation: { readonly input: z.ZodType }, given: unknown): Outcome<unknown> {
  const parsed = operation.input.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return refuse(
    'host.bad-input',
    { field: issue?.path.join('.') || '(input)', detail: issue?.message ?? '' },
    issue?.path.join('.'),
  );
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
