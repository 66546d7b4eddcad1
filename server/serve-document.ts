import type { FastifyInstance } from 'fastify';

/** Serves a text that is made at the first request and never changes while the process runs. */
export function serveDocument(app: FastifyInstance, path: string, type: string, make: () => string): void {
  let text: string | null = null;
  app.get(path, (_request, reply) => {
    text ??= make();
    return reply.type(type).header('cache-control', 'no-cache').send(text);
  });
}
