import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import { type Host, writeRefusal } from '@qipan/host';
import { refuse } from '@qipan/kernel';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { createMetrics } from './metrics.ts';
import { answer, sessionCookie } from './requests.ts';
import { aboutRoutes } from './routes/about.ts';
import { operationRoutes } from './routes/operations.ts';
import { sessionRoutes } from './routes/session.ts';

/** Where the web bundle stands after it was built. */
export const webBundle = fileURLToPath(new URL('../web/dist/', import.meta.url));

const maxFileBytes = 50 * 1024 * 1024;

/** The HTTP face of a host. Nothing here knows an operation by name. */
export async function createServer(
  host: Host,
  options: { loopback: boolean; log?: { level: string; stream: Writable } },
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: process.env.QIPAN_LOG ?? 'error',
      ...options.log,
      base: null,
      redact: ['req.headers.cookie', 'req.headers.authorization'],
    },
    bodyLimit: 8 * 1024 * 1024,
    // An id of its own for each request, also named in the answer and in each log line.
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    requestTimeout: 120_000,
  });
  const metrics = createMetrics();
  errorAnswers(app, host);
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.url?.startsWith('/api/') ? request.routeOptions.url : 'other';
    metrics.count({ operation, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 });
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1_024 });
  await app.register(rateLimit, {
    global: true,
    max: 3_000,
    timeWindow: '1 minute',
    keyGenerator: callerOf,
    errorResponseBuilder: () => Object.assign(new Error('too many'), { statusCode: 429 }),
  });
  await app.register(multipart, {
    limits: { fileSize: maxFileBytes, files: 1, fields: 4, fieldSize: 8 * 1024 * 1024 },
  });
  await app.register(async (routes) => {
    aboutRoutes(routes, host, metrics);
    sessionRoutes(routes, host, options);
    operationRoutes(routes, host);
  });
  await webRoutes(app, host);
  return app;
}

/** Whose requests are counted together: one token, one session, or one address that has neither. */
function callerOf(request: FastifyRequest): string {
  const secret = request.headers.authorization ?? request.cookies[sessionCookie];
  return secret === undefined ? request.ip : createHash('sha256').update(`${request.ip} ${secret}`).digest('hex');
}

/** Every error as problem details, without its inner words. Set before the routes, which take it over from here. */
function errorAnswers(app: FastifyInstance, host: Host): void {
  app.setErrorHandler((error, request, reply) => {
    const known = writeRefusal(error);
    if (known) return answer({ host, request, reply }, known);
    const status =
      typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status === 429) return answer({ host, request, reply }, refuse('server.too-many'));
    if (status === 413) return answer({ host, request, reply }, refuse('server.too-large'));
    if (status < 500) return answer({ host, request, reply }, refuse('server.unreadable-request'));
    request.log.error(error);
    return answer({ host, request, reply }, refuse('server.failed', { requestId: request.id })).status(500);
  });
}

/** The bundle's files; any other address that a browser opens gets the page, which finds its own way. */
async function webRoutes(app: FastifyInstance, host: Host): Promise<void> {
  if (!existsSync(webBundle)) {
    app.get('/', async (_request, reply) => reply.type('text/plain').send('Qipan'));
    notFound(app, host, false);
    return;
  }
  await app.register(serveStatic, {
    root: webBundle,
    wildcard: false,
    index: 'index.html',
    setHeaders: (reply, file) => {
      reply.header(
        'cache-control',
        file.includes('/assets/') || file.includes('\\assets\\') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  notFound(app, host, true);
}

/** An address or a method that nothing answers to, as problem details; a browser that opens a page gets the bundle. */
function notFound(app: FastifyInstance, host: Host, hasPages: boolean): void {
  app.setNotFoundHandler((request, reply) => {
    const [address = ''] = request.url.split('?');
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (hasPages && isPage && !address.startsWith('/api/')) return reply.sendFile('index.html');
    const allowed = (['GET', 'POST', 'DELETE'] as const).filter((method) => app.hasRoute({ method, url: address }));
    if (allowed.length === 0) return answer({ host, request, reply }, refuse('server.unknown-address', { address }));
    reply.header('allow', allowed.join(', '));
    const values = { address, method: request.method, allowed: allowed.join(' / ') };
    return answer({ host, request, reply }, refuse('server.wrong-method', values));
  });
}
