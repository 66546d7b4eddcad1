import type { FastifyInstance } from 'fastify';

/** What readiness rests on: each resolves when it is well, and rejects with what is not. */
export type Checks = Record<string, () => Promise<unknown>>;

const PATIENCE_MS = 2_000;

/** `ok`, or in a word why not; nothing of an error's message, which may name hosts and users. */
async function within(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`did not answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
  });
  try {
    return await Promise.race([check().then(() => 'ok'), late]);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  } finally {
    clearTimeout(timer);
  }
}

/** `/livez`: the process answers. `/readyz`: 200 when every check is well, else 503 with what is not. */
export function serveHealth(app: FastifyInstance, checks: Checks): void {
  app.get('/livez', async () => ({ alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await within(check)] as const),
    );
    const ready = results.every(([, result]) => result === 'ok');
    return reply.code(ready ? 200 : 503).send({ ready, checks: Object.fromEntries(results) });
  });
}
