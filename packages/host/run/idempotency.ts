import { type CommandOperation, ok, type Outcome, refuse } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { Call } from './decide.ts';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';

/** How long an answer is kept to be given again. */
export const answerDays = 30;

/** A person's key is their own: the same words of another person are another key. */
function keyOf(operation: CommandOperation, call: Call, key: string): string {
  return sha256Hex(`${call.actor.personId}\n${operation.name}\n${key}`);
}

function inputHash(input: unknown): string {
  return sha256Hex(canonicalJson(withHashes(input)));
}

/** Bytes stand for themselves by their hash. */
function withHashes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { sha256: sha256Hex(value) };
  if (Array.isArray(value)) return value.map(withHashes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withHashes(entry)]));
}

/** The answer that this key has had before; a refusal when it stood for something else; null when it is new. */
export async function recallAnswer(
  parts: HostParts,
  operation: CommandOperation,
  given: { call: Call; key: string },
): Promise<Outcome<unknown> | null> {
  const id = keyOf(operation, given.call, given.key);
  const row = await parts.store.read(identityScope(''), async (db) => {
    const found = await sql<{
      inputHash: string;
      result: { value: unknown } | null;
    }>`select input_hash as "inputHash", result from host.idempotency where id = ${id}`.execute(db);
    return found.rows[0] ?? null;
  });
  if (!row) return null;
  if (row.inputHash !== inputHash(given.call.input)) return refuse('host.key-reused', {}, 'idempotency-key');
  return row.result ? ok(row.result.value) : refuse('host.shown-once', { name: operation.title.zh });
}

/** Keeps the answer, with its fields in their order, in the command's own transaction. A second run with the key fails on it and is answered from it. */
export async function rememberAnswer(
  db: AnyDb,
  operation: CommandOperation,
  given: { call: Call; key: string; result: unknown },
): Promise<void> {
  const { call, key, result } = given;
  const kept = operation.secret ? null : JSON.stringify({ value: result ?? null });
  await sql`insert into host.idempotency (id, input_hash, result, at) values (${keyOf(operation, call, key)}, ${inputHash(call.input)}, ${kept}::json, ${call.now})`.execute(
    db,
  );
}
