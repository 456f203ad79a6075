import {
  type Host,
  isPermitted,
  jsonSchemaOf,
  pathOf,
  previewOperation,
  recordOf,
  runOperation,
  valueOfText,
} from '@qipan/host';
import { type Actor, type Operation, type Outcome, refuse } from '@qipan/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withIfMatch } from '../conditional.ts';
import { actorOf, answer, foreignOrigin, isForeignOrigin, nobody } from '../requests.ts';

/**
 * `POST /api/<module>/<operation>`, and for a command also `…/preview`: derived from the registry, never written by hand.
 * A new operation has its routes by being declared.
 */
export function operationRoutes(app: FastifyInstance, host: Host): void {
  for (const operation of host.registry.operations.values()) {
    postRoute(app, host, operation);
    if (operation.kind === 'query') getRoute(app, host, operation);
    if (operation.kind === 'command') previewRoute(app, host, operation);
  }
  app.get('/api/catalogue', async (request, reply) => {
    const actor = await actorOf(host, request);
    if (!actor) return answer({ host, request, reply }, nobody(request));
    const { registry, place } = host;
    const permitted = [...registry.operations.values()].filter((operation) => isPermitted(registry, actor, operation));
    return reply.send({
      operations: permitted.map((operation) => operation.name),
      messages: registry.messages,
      regions: place.regions,
      tables: Object.fromEntries(registry.tables),
    });
  });
}

function postRoute(app: FastifyInstance, host: Host, operation: Operation): void {
  app.post(pathOf(operation.name), async (request, reply) => {
    const run = async (actor: Actor, given: unknown) => {
      const input = withIfMatch(request, operation, given);
      if (!input.ok) return input;
      return runOperation(host, actor, { name: operation.name, input: input.value, ...keyOf(request) });
    };
    return answer({ host, request, reply }, await onInput(host, request, run));
  });
}

function previewRoute(app: FastifyInstance, host: Host, operation: Operation): void {
  app.post(`${pathOf(operation.name)}/preview`, async (request, reply) => {
    const run = async (actor: Actor, given: unknown) => {
      const input = withIfMatch(request, operation, given);
      return input.ok ? previewOperation(host, actor, { name: operation.name, input: input.value }) : input;
    };
    return answer({ host, request, reply }, await onInput(host, request, run));
  });
}

/**
 * A query may also be read with GET, for programs that keep answers by their tag: its input as JSON in the address
 * (`?input=…`), its fields one by one (`?limit=20`), or both.
 */
function getRoute(app: FastifyInstance, host: Host, operation: Operation): void {
  const fields = recordOf(jsonSchemaOf(operation.input, 'input').properties);
  app.get<{ Querystring: Record<string, string | string[]> }>(pathOf(operation.name), async (request, reply) => {
    const actor = await actorOf(host, request);
    if (!actor) return answer({ host, request, reply }, nobody(request));
    const twice = Object.entries(request.query).find(([, text]) => Array.isArray(text))?.[0];
    if (twice !== undefined)
      return answer({ host, request, reply }, refuse('server.repeated-query', { name: twice }, twice));
    const { input: whole = '{}', ...single } = request.query;
    const input = parseJson(String(whole));
    if (!input.ok) return answer({ host, request, reply }, input);
    const said = Object.entries(single).map(([name, text]) => [
      name,
      valueOfText(recordOf(fields[name]), String(text)),
    ]);
    const given = said.length === 0 ? input.value : { ...recordOf(input.value), ...Object.fromEntries(said) };
    return answer({ host, request, reply }, await runOperation(host, actor, { name: operation.name, input: given }));
  });
}

function parseJson(text: string): Outcome<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refuse('server.bad-query');
  }
}

/** A key that a client gives to be able to send the same command again without doing it twice. */
function keyOf(request: FastifyRequest): { idempotencyKey?: string } {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' && key.length <= 200 ? { idempotencyKey: key } : {};
}

async function onInput(
  host: Host,
  request: FastifyRequest,
  work: (actor: Actor, input: unknown) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  if (isForeignOrigin(request)) return foreignOrigin;
  const actor = await actorOf(host, request);
  if (!actor) return nobody(request);
  const input = await readInput(request);
  return input.ok ? work(actor, input.value) : input;
}

/** JSON as it is; of a form the part `input` (JSON) and the part `file`. Any other part would be dropped: it is refused. */
async function readInput(request: FastifyRequest): Promise<Outcome<unknown>> {
  if (!request.isMultipart()) return { ok: true, value: request.body ?? {} };
  let fields: Record<string, unknown> = {};
  let file: { name: string; bytes: Uint8Array } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.fieldname !== (part.type === 'file' ? 'file' : 'input'))
        return refuse('server.unknown-part', { part: part.fieldname }, part.fieldname);
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        file = { name: part.filename, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
      } else fields = fieldsOf(part.value);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return refuse(code === 'FST_REQ_FILE_TOO_LARGE' ? 'server.too-large' : 'server.unreadable-request');
  }
  return { ok: true, value: file ? { ...fields, file } : fields };
}

/** The part `input`: text, or already read where the client has named its type. */
function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return JSON.parse(value);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
