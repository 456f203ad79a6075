import { countOpenJobs, type Host, openApiOf } from '@qipan/host';
import { refuse } from '@qipan/kernel';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { answer } from '../requests.ts';
import { version } from '../version.ts';

/** What a program may ask without signing in: the description of the interface, whether the server is well, its figures. */
export function aboutRoutes(app: FastifyInstance, host: Host, metrics: Metrics): void {
  const description = openApiOf(host.registry, { place: host.place.name, version });
  app.get('/openapi.json', async (_request, reply) => reply.send(description));
  app.get('/health', async (_request, reply) => {
    const jobs = await countOpenJobs(host).catch(() => null);
    return reply.status(jobs ? 200 : 503).send({ status: jobs ? 'ok' : 'database-unavailable', version });
  });
  // Load and names of operations concern nobody outside the machine.
  app.get('/metrics', async (request, reply) => {
    if (!/^(127\.|::1$|::ffff:127\.)/.test(request.ip))
      return answer({ host, request, reply }, refuse('server.loopback-only'));
    metrics.jobs((await countOpenJobs(host).catch(() => null)) ?? {});
    const { type, body } = await metrics.text();
    return reply.type(type).send(body);
  });
}
