import {
  completeSetup,
  findActor,
  type Host,
  parseInput,
  readLink,
  readSetup,
  setupSchema,
  signIn,
  signOut,
  startSession,
  switchPost,
  usePasswordLink,
} from '@qipan/host';
import { ok, type Outcome, refuse } from '@qipan/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type DemonstrationAccount, listDemonstrationAccounts } from '../demonstration.ts';
import { actorOf, answer, type Exchange, foreignOrigin, isForeignOrigin, sessionCookie } from '../requests.ts';

/** Few tries a minute from one address. */
const limited = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };
const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** Sign-in, sign-out, one-time links and the first set-up. Few tries a minute from one address. */
export function sessionRoutes(app: FastifyInstance, host: Host, options: { loopback: boolean }): void {
  const accounts = async (): Promise<readonly DemonstrationAccount[]> =>
    options.loopback ? listDemonstrationAccounts(host) : [];

  app.get('/api/session', async (request, reply) => {
    const actor = await actorOf(host, request);
    return reply.send({
      actor,
      place: { name: host.place.name, regionCode: host.place.regionCode },
      demonstrationAccounts: actor ? [] : await accounts(),
    });
  });
  app.post('/api/session', limited, (request, reply) =>
    entering(
      { host, request, reply },
      {
        schema: z.object({
          login: z.string().max(100),
          password: z.string().max(300),
          code: z.string().max(20).optional(),
        }),
        run: (given) => signIn(host, { ...given, address: request.ip, agent: request.headers['user-agent'] ?? '' }),
      },
    ),
  );
  app.post('/api/session/demonstration', limited, (request, reply) =>
    entering(
      { host, request, reply },
      {
        schema: z.object({ personId: z.string() }),
        run: async ({ personId }) => {
          const known = (await accounts()).some((account) => account.personId === personId);
          return known ? startSession(host, personId) : refuse('server.no-demonstration');
        },
      },
    ),
  );
  app.delete('/api/session', async (request, reply) => {
    const token = request.cookies[sessionCookie];
    if (isForeignOrigin(request)) return answer({ host, request, reply }, foreignOrigin);
    if (token) await signOut(host, token);
    return reply.clearCookie(sessionCookie, cookie).send({});
  });
  app.post('/api/session/post', limited, (request, reply) =>
    plain(
      { host, request, reply },
      {
        schema: z.object({ postId: z.string() }),
        run: async ({ postId }) => {
          const held = request.cookies[sessionCookie] ?? '';
          const actor = await findActor(host, held);
          return actor ? switchPost(host, { actor, token: held, postId }) : refuse('host.signed-out');
        },
      },
    ),
  );
  linkRoutes(app, host);
}

/** One-time links and the first set-up. */
function linkRoutes(app: FastifyInstance, host: Host): void {
  const token = z.object({ token: z.string().max(200) });
  app.post('/api/link/read', limited, (request, reply) =>
    plain({ host, request, reply }, { schema: token, run: (given) => readLink(host, given.token) }),
  );
  app.post('/api/link', limited, (request, reply) =>
    entering(
      { host, request, reply },
      {
        schema: token.extend({ password: z.string().max(300) }),
        run: (given) => usePasswordLink(host, given),
      },
    ),
  );
  app.post('/api/setup/read', limited, (request, reply) =>
    plain({ host, request, reply }, { schema: token, run: (given) => readSetup(host, given.token) }),
  );
  app.post('/api/setup', limited, (request, reply) =>
    entering({ host, request, reply }, { schema: setupSchema, run: (given) => completeSetup(host, given) }),
  );
}

interface Step<Input, Output> {
  readonly schema: z.ZodType<Input>;
  run(input: Input): Promise<Outcome<Output>>;
}

async function take<Input, Output>(request: FastifyRequest, step: Step<Input, Output>): Promise<Outcome<Output>> {
  if (isForeignOrigin(request)) return foreignOrigin;
  const parsed = parseInput({ input: step.schema }, request.body);
  return parsed.ok ? step.run(parsed.value) : parsed;
}

async function plain<Input, Output>(exchange: Exchange, step: Step<Input, Output>) {
  return answer(exchange, await take(exchange.request, step));
}

/** A step that ends signed in: the session token goes into the cookie and nowhere else. */
async function entering<Input>(exchange: Exchange, step: Step<Input, { token: string }>) {
  const outcome = await take(exchange.request, step);
  if (!outcome.ok) return answer(exchange, outcome);
  const { token, ...rest } = outcome.value;
  exchange.reply.setCookie(sessionCookie, token, cookie);
  return answer(exchange, ok(rest));
}
