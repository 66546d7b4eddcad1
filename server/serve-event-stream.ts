import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What is asked of a stream, wherever GraphQL over HTTP puts it. */
export interface EventStreamRequest {
  query: string;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>> | null;
  authorization: string | undefined;
  lastEventId: string | undefined;
  method: string;
}

/** Adds GET and POST /graphql/stream; `handle` answers on the bare response, headers included, for as long as it lives. */
export function serveEventStream(
  app: FastifyInstance,
  handle: (request: EventStreamRequest, response: ServerResponse) => Promise<void>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    async handler(request, reply) {
      const asked = readRequest(request);
      if (!asked) {
        const message = 'Send a subscription as `query`, in the URL or in a JSON body, `variables` being an object.';
        return reply.code(400).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
      }
      for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
      reply.hijack();
      await handle(asked, reply.raw).catch((error: unknown) => {
        request.log.error({ err: error }, 'a stream could not begin');
        reply.raw.destroy();
      });
      return reply;
    },
  });
}

function readRequest({ method, body, query, headers }: FastifyRequest): EventStreamRequest | null {
  const given = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given?.['query'] !== 'string') return null;
  const variables = readVariables(given['variables']);
  if (variables === undefined) return null;
  const lastEventId = headers['last-event-id'];
  return {
    query: given['query'],
    operationName: typeof given['operationName'] === 'string' ? given['operationName'] : null,
    variables,
    authorization: headers.authorization,
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
    method,
  };
}

/** Undefined for what is no object; in a URL variables are JSON. */
function readVariables(given: unknown): Record<string, unknown> | null | undefined {
  if (given === undefined || given === null || given === '') return null;
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>;
  if (typeof given !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(given);
    return typeof parsed === 'string' ? undefined : readVariables(parsed);
  } catch {
    return undefined;
  }
}
