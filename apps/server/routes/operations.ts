import { type Host, identityOperations, isPermitted, runOperation } from '@qipan/host';
import { type Outcome, refuse } from '@qipan/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actorOf, answer, foreignOrigin, isForeignOrigin } from '../requests.ts';

/** `POST /api/<module>/<operation>`: one route for each operation of the registry and of the host, derived, never written by hand. */
export function operationRoutes(app: FastifyInstance, host: Host): void {
  const names = [...host.registry.operations.keys(), ...identityOperations.map((operation) => operation.name)];
  for (const name of names) {
    app.post(`/api/${name.replace('.', '/')}`, async (request, reply) =>
      answer({ host, request, reply }, await run(host, request, name)),
    );
  }
  app.get('/api/catalogue', async (request, reply) => {
    const actor = await actorOf(host, request);
    if (!actor) return answer({ host, request, reply }, refuse('host.signed-out'));
    const own = [...host.registry.operations.values()]
      .filter((operation) => isPermitted(host.registry, actor, operation))
      .map((operation) => operation.name);
    const identity = identityOperations
      .filter((operation) => operation.roles.includes(actor.role))
      .map((operation) => operation.name);
    return reply.send({
      operations: [...own, ...identity],
      messages: host.registry.messages,
      regions: host.place.regions,
    });
  });
}

async function run(host: Host, request: FastifyRequest, name: string): Promise<Outcome<unknown>> {
  if (isForeignOrigin(request)) return foreignOrigin;
  const actor = await actorOf(host, request);
  if (!actor) return refuse('host.signed-out');
  const input = await readInput(request);
  if (!input.ok) return input;
  const identity = identityOperations.find((operation) => operation.name === name);
  return identity ? identity.run(host, actor, input.value) : runOperation(host, actor, { name, input: input.value });
}

/** JSON as it is; of a form the part `input` (JSON) and the part `file`. */
async function readInput(request: FastifyRequest): Promise<Outcome<unknown>> {
  if (!request.isMultipart()) return { ok: true, value: request.body ?? {} };
  let fields: Record<string, unknown> = {};
  let file: { name: string; bytes: Uint8Array } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        file = { name: part.filename, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
      } else if (part.fieldname === 'input') fields = JSON.parse(String(part.value));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return refuse(code === 'FST_REQ_FILE_TOO_LARGE' ? 'server.too-large' : 'server.unreadable-request');
  }
  return { ok: true, value: file ? { ...fields, file } : fields };
}
