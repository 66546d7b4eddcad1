import type { FastifyInstance } from 'fastify';

const ALLOWED = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, last-event-id, apollo-require-preflight',
  'access-control-max-age': '600',
};

/** Lets pages of these origins read answers, and asks nothing of others: without the headers their browsers keep the answer back. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const known = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (known.size > 0) reply.header('vary', 'origin');
    if (!origin || !known.has(origin)) return undefined;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after');
    if (request.method !== 'OPTIONS') return undefined;
    return reply.code(204).headers(ALLOWED).send();
  });
}
