import type { ApolloServerOptions, ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError, getOperationAST } from 'graphql';
import type { Logger } from 'pino';

/** What GraphQL over HTTP is given: the schema and what its owner decides about callers, documents and errors. */
export interface AppOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  log: Logger;
  /** Who asks; a GraphQLError thrown here, with `extensions.http.status`, is the whole answer. */
  createContext(request: FastifyRequest): Promise<Context>;
  /** Reads a document within the limits; throws the GraphQLError that is the whole answer where it cannot. */
  parse(text: string): DocumentNode;
  /** What stops a valid operation before anything of it runs; nothing: it may run. */
  authorize(operation: AskedOperation, context: Context): readonly GraphQLError[];
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  plugins: ApolloServerPlugin<Context>[];
  stringifyResult?: ApolloServerOptions<Context>['stringifyResult'];
}

/** An operation as it was asked for, parsed and valid. */
export interface AskedOperation {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** Headers a page of another origin cannot send without asking first: with one of them a GET is no simple request. */
const NOT_SIMPLE = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

const STATUSES = 'application/graphql-response+json';

/** Asks `authorize` and, where it says no, answers with all it said: with a status for those who read it, 200 in plain JSON. */
function judgeFirst<Context extends BaseContext>(options: AppOptions<Context>): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async validationDidStart(context) {
          // what is valid and allowed is then one document, Apollo's too
          (context as { document: DocumentNode }).document = options.parse(context.source);
        },
        async responseForOperation({ document, operationName, request, contextValue }) {
          const operation = { document, operationName: operationName ?? null, variables: request.variables ?? {} };
          const errors = options.authorize(operation, contextValue);
          if (errors.length === 0) return null;
          const singleResult = { errors: errors.map((error) => options.formatError(error.toJSON(), error)) };
          const status = statusOfRefusal(errors[0] as GraphQLError, request.http?.headers.get('accept'));
          return { http: { status, headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}

/** Not wrong documents but requests that are refused: they keep their status. */
const REFUSALS = new Set(['SUBSCRIPTION_OVER_HTTP', 'LIMIT_EXCEEDED', 'OVERLOADED']);

function statusOfRefusal({ extensions }: GraphQLError, accept: string | undefined): number {
  const { code, http } = extensions as { code?: string; http?: { status?: number } };
  return accept?.includes(STATUSES) || REFUSALS.has(String(code)) ? (http?.status ?? 400) : 200;
}

/** GraphQL over HTTP wants 200 for a well-formed request whose document is wrong when the answer is plain JSON. */
function statusFor(error: unknown, accept: string | undefined): number {
  const { code, http } = (error instanceof GraphQLError ? error.extensions : {}) as {
    code?: string;
    http?: { status?: number };
  };
  if (http?.status) return http.status;
  return code === 'GRAPHQL_PARSE_FAILED' && !accept?.includes(STATUSES) ? 200 : 400;
}

/** Executing a subscription as if it were a query would answer its first moment and end: says where it goes instead. */
function refuseSubscription(request: FastifyRequest, document: DocumentNode): void {
  const { operationName } = (request.method === 'GET' ? request.query : request.body) as { operationName?: unknown };
  const name = typeof operationName === 'string' && operationName !== '' ? operationName : null;
  if (getOperationAST(document, name)?.operation !== 'subscription') return;
  const host = request.headers.host ?? 'HOST';
  throw new GraphQLError(
    `A subscription is not answered here: connect to ws://${host}/graphql with the sub-protocol graphql-transport-ws, or send it to http://${host}/graphql/stream (server-sent events).`,
    { extensions: { code: 'SUBSCRIPTION_OVER_HTTP', http: { status: 400 } } },
  );
}

/** The same rule of 200 for what Apollo itself finds wrong: validation, coercion, a name of no operation. */
const plainJsonAnswers200: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ source, request, response }) {
        if (response.http.status !== 400 || source === undefined || response.body.kind !== 'single') return;
        if (response.body.singleResult.errors?.some(({ extensions }) => REFUSALS.has(String(extensions?.['code']))))
          return;
        if (!request.http?.headers.get('accept')?.includes(STATUSES)) response.http.status = 200;
      },
    };
  },
};

/** A document can be wrong in many places at once: telling the first few answers no small request with a big body. */
const TOLD = 5;

const tellsTheFirstErrors: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind === 'single' && !body.singleResult.data && body.singleResult.errors)
          body.singleResult.errors = body.singleResult.errors.slice(0, TOLD);
      },
    };
  },
};

/** The document of a request, wherever GraphQL over HTTP puts it; null where there is none to read. */
function sourceOf({ method, body, query }: FastifyRequest): string | null {
  const given = (method === 'GET' ? query : body) as { query?: unknown } | null | undefined;
  return typeof given?.query === 'string' ? given.query : null;
}

/** Adds POST and GET /graphql, answered by Apollo Server; the answer stops it. */
export async function serveGraphql<Context extends BaseContext>(
  app: FastifyInstance,
  options: AppOptions<Context>,
): Promise<{ stop(): Promise<void> }> {
  const apollo = new ApolloServer<Context>({
    schema: options.schema,
    logger: options.log,
    introspection: true,
    csrfPrevention: { requestHeaders: NOT_SIMPLE },
    persistedQueries: false,
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: options.formatError,
    stringifyResult: options.stringifyResult,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      judgeFirst(options),
      ...options.plugins,
      plainJsonAnswers200,
      tellsTheFirstErrors,
    ],
  });
  await apollo.start();
  const contexts = new WeakMap<FastifyRequest, Context>();

  /** Who asks, then how much: before Apollo parses, since parsing already costs. */
  async function judge(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    try {
      contexts.set(request, await options.createContext(request));
      const source = sourceOf(request);
      if (source !== null) refuseSubscription(request, options.parse(source));
      return undefined;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { accept } = request.headers;
      const type = accept?.includes(STATUSES) ? STATUSES : 'application/json';
      const status = statusFor(error, accept);
      if (status === 401) reply.header('www-authenticate', 'Bearer');
      if (status === 503) reply.header('retry-after', '1');
      reply.code(status).type(`${type}; charset=utf-8`);
      return reply.send(JSON.stringify({ errors: [options.formatError(error.toJSON(), error)] }));
    }
  }

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: judge,
    handler: fastifyApolloHandler(apollo, { context: async (request) => contexts.get(request) as Context }),
  });
  return { stop: () => apollo.stop() };
}
