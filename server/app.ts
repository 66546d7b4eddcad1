import type { ApolloServerOptions, ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';

/** What GraphQL over HTTP is given: the schema and what its owner decides about callers and errors. */
export interface AppOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  log: Logger;
  /** Who asks; a GraphQLError thrown here, with `extensions.http.status`, is the whole answer. */
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<Context>;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  plugins: ApolloServerPlugin<Context>[];
  validationRules?: ApolloServerOptions<Context>['validationRules'];
  stringifyResult?: ApolloServerOptions<Context>['stringifyResult'];
}

/** Headers a page of another origin cannot send without asking first: with one of them a GET is no simple request. */
const NOT_SIMPLE = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** Executing a subscription as if it were a query would answer its first moment and end: say where it goes instead. */
const subscriptionsGoElsewhere: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, request }) {
        if (operation?.operation !== 'subscription') return;
        const host = request.http?.headers.get('host') ?? 'HOST';
        throw new GraphQLError(
          `A subscription is not answered here: connect to ws://${host}/graphql with the sub-protocol graphql-transport-ws, or send it to http://${host}/graphql/stream (server-sent events).`,
          { extensions: { code: 'SUBSCRIPTION_OVER_HTTP', http: { status: 400 } } },
        );
      },
    };
  },
};

/** GraphQL over HTTP wants 200 for a well-formed request whose document is wrong when the answer is plain application/json. */
const plainJsonAnswers200: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ source, request, response, errors }) {
        if (response.http.status !== 400 || source === undefined) return;
        if (errors?.some(({ extensions }) => extensions['code'] === 'SUBSCRIPTION_OVER_HTTP')) return;
        if (!request.http?.headers.get('accept')?.includes('application/graphql-response+json'))
          response.http.status = 200;
      },
    };
  },
};

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
    validationRules: options.validationRules,
    stringifyResult: options.stringifyResult,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      subscriptionsGoElsewhere,
      plainJsonAnswers200,
      ...options.plugins,
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: fastifyApolloHandler(apollo, { context: options.createContext }),
  });
  return { stop: () => apollo.stop() };
}
