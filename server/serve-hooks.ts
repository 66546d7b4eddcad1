import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What became of a webhook: the status, and a sentence where it is refused. */
export interface HookAnswer {
  status: 202 | 204 | 400 | 401;
  sentence: string | null;
}

/** Judges a webhook by its headers and the bytes of its body, and keeps it; the work it asks for is done later. */
export type Hook = (request: { headers: IncomingHttpHeaders; body: Buffer }) => Promise<HookAnswer>;

/** Adds `POST /hooks/NAME` for each connector, with the body as it came: signatures are over bytes. */
export async function serveHooks(app: FastifyInstance, hooks: Readonly<Record<string, Hook>>): Promise<void> {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const [name, hook] of Object.entries(hooks)) {
      inner.post(`/hooks/${name}`, (request, reply) => answer(hook, request, reply));
    }
  });
}

async function answer(hook: Hook, { headers, body }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { status, sentence } = await hook({ headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) });
  if (sentence === null) return reply.code(status).send();
  const code = status === 401 ? 'UNAUTHENTICATED' : 'BAD_USER_INPUT';
  return reply.code(status).send({ errors: [{ message: sentence, extensions: { code } }] });
}
