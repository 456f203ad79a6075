import type { Host } from '@qipan/host';
import { type Actor, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import { findActor, findTokenActor } from '@qipan/host';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tagOf } from './conditional.ts';
import { languageOf, type Problem, toProblem } from './problem.ts';

export const sessionCookie = 'qipan_session';

/** Who asks: a program by its bearer token, a person by their session cookie; null for neither. */
export async function actorOf(host: Host, request: FastifyRequest): Promise<Actor | null> {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return findTokenActor(host, bearer);
  const token = request.cookies[sessionCookie];
  return token ? findActor(host, token) : null;
}

/** Why nobody is known to ask: a program hears of its token, a person of their login. */
export function nobody(request: FastifyRequest): Refusal {
  return refuse(bearerOf(request) === undefined ? 'host.signed-out' : 'host.token-ended');
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** One request on its way. */
export interface Exchange {
  readonly host: Host;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Sends an outcome: its value as JSON, a file as an attachment, a refusal as problem details. */
export function answer({ host, request, reply }: Exchange, outcome: Outcome<unknown>): FastifyReply {
  if (!outcome.ok) {
    const problem = toProblem(host.registry.messages, outcome, languageOf(request.headers['accept-language']));
    // RFC 9110: a condition that the client set itself fails with a status of its own.
    if (problem.code === 'host.conflict' && request.headers['if-match'] !== undefined)
      return sendProblem({ host, request, reply }, { ...problem, status: 412 });
    return sendProblem({ host, request, reply }, problem);
  }
  const file = fileOf(outcome.value);
  if (!file) return answerJson({ host, request, reply }, outcome.value);
  const name = file.name.replace(/[\u0000-\u001f\u007f"\\/:*?<>|]/g, '_');
  return reply
    .header('content-disposition', `attachment; filename="${plainName(name)}"; filename*=UTF-8''${extendedValue(name)}`)
    .header('x-content-type-options', 'nosniff')
    .type(mediaTypeOf(name))
    .send(Buffer.from(file.bytes));
}

function sendProblem({ request, reply }: Exchange, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .send({ ...problem, requestId: request.id });
}

/** JSON with its tag; what the client already holds is not sent again; what waits for agreement is accepted, not done. */
function answerJson({ request, reply }: Exchange, value: unknown): FastifyReply {
  if (typeof value === 'object' && value !== null && 'parked' in value) return reply.status(202).send(value);
  const tag = tagOf(value ?? null);
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (request.method === 'GET' && request.headers['if-none-match'] === tag) return reply.status(304).send();
  return reply.send(value);
}

/** The name for whoever cannot read the other one: itself where it is ASCII, else what it is, by its kind. */
function plainName(name: string): string {
  if (/^[\x20-\x7e]+$/.test(name)) return name;
  return `export${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''}`;
}

/** `ext-value` of RFC 5987 §3.2.1: what encodeURIComponent leaves alone beside `attr-char` is encoded too. */
function extendedValue(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function fileOf(value: unknown): { name: string; bytes: Uint8Array } | null {
  if (typeof value !== 'object' || value === null || !('file' in value)) return null;
  const { file } = value;
  if (typeof file !== 'object' || file === null || !('bytes' in file) || !(file.bytes instanceof Uint8Array))
    return null;
  return { name: 'name' in file ? String(file.name) : 'file', bytes: file.bytes };
}

function mediaTypeOf(name: string): string {
  if (name.endsWith('.xlsx')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  if (name.endsWith('.docx')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return 'application/octet-stream';
}

/** A browser says where a request comes from; a foreign page may not write here. */
export function isForeignOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] === 'cross-site') return true;
  if (!origin) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}

export const foreignOrigin = refuse('server.foreign-origin', {});
