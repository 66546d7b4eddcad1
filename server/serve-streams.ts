import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One operation asked for as a stream of server-sent events. */
export interface StreamAsked {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown> | null;
  authorization: string | undefined;
  lastEventId: string | undefined;
}

function refuse(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(400).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
}

/** The parameters of a GET or the body of a POST; a sentence where they are not those of GraphQL over HTTP. */
function readRequest({ method, query, body, headers }: FastifyRequest): StreamAsked | string {
  const given = (method === 'GET' ? query : body) as Record<string, unknown> | null | undefined;
  if (typeof given?.['query'] !== 'string') return 'Send the operation as `query`, text.';
  const { operationName = null } = given;
  if (operationName !== null && typeof operationName !== 'string') return '`operationName` must be text.';
  const variables = readVariables(given['variables']);
  if (variables === undefined) return '`variables` must be a JSON object.';
  const { authorization, 'last-event-id': lastEventId } = headers;
  return {
    query: given['query'],
    operationName,
    variables,
    authorization,
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
  };
}

function readVariables(given: unknown): Record<string, unknown> | null | undefined {
  if (given === undefined || given === null || given === '') return null;
  try {
    const value: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Adds GET and POST /graphql/stream, answered by `handleStream`, which writes the whole response itself. */
export function serveStreams(
  app: FastifyInstance,
  handleStream: (request: StreamAsked, response: ServerResponse) => Promise<void>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    handler: async (request, reply) => {
      const asked = readRequest(request);
      if (typeof asked === 'string') return refuse(reply, asked);
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value) reply.raw.setHeader(name, value);
      await handleStream(asked, reply.hijack().raw);
      return reply;
    },
  });
}
