import { createHash } from 'node:crypto';
import { ok, type Operation, type Outcome, refuse } from '@qipan/kernel';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/**
 * The tag of an answer: a hash of its bytes, with the version in front where the answer is one row. The version is what
 * `If-Match` sends back.
 */
export function tagOf(value: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
  const version = versionOf(value);
  return version === null ? `"${hash}"` : `"v${version}-${hash}"`;
}

/** The version of the one row that an answer is or holds; null when there is none or more than one. */
function versionOf(value: unknown): number | null {
  const own = field(value, 'version');
  if (typeof own === 'number') return own;
  if (typeof value !== 'object' || value === null) return null;
  const versions = Object.values(value)
    .map((entry) => field(entry, 'version'))
    .filter((entry) => typeof entry === 'number');
  return versions.length === 1 ? (versions[0] ?? null) : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Reflect.get(value, name) : undefined;
}

/** Puts the version of `If-Match` into the input of an operation that takes one. */
export function withIfMatch(request: FastifyRequest, operation: Operation, input: unknown): Outcome<unknown> {
  const header = request.headers['if-match'];
  if (header === undefined) return ok(input);
  const version = /^"v(\d+)(-[0-9a-f]+)?"$/.exec(header)?.[1];
  const takesVersion = operation.input instanceof z.ZodObject && 'version' in operation.input.shape;
  if (version === undefined || !takesVersion || typeof input !== 'object' || input === null)
    return refuse('server.if-match', { header }, 'if-match');
  const said = field(input, 'version');
  if (said !== undefined && said !== Number(version)) return refuse('server.if-match', { header }, 'if-match');
  return ok({ ...input, version: Number(version) });
}
