import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';

/** `/metrics` as Prometheus reads it, for whoever `mayRead`; others get 401. */
export function serveMetrics(
  app: FastifyInstance,
  registry: Registry,
  mayRead: (request: FastifyRequest) => Promise<boolean>,
): void {
  app.get('/metrics', async (request, reply) => {
    if (!(await mayRead(request))) {
      const message =
        'Send a token that may read (Authorization: Bearer TOKEN), or start with ACCORD_METRICS_PUBLIC=1.';
      const errors = [{ message, extensions: { code: 'UNAUTHENTICATED' } }];
      return reply.code(401).header('www-authenticate', 'Bearer').send({ errors });
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
