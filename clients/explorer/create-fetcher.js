import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';

const LOST = 'The connection was lost. Run it again; with "after" set to the last cursor nothing is missed.';

/** What GraphiQL asks the server with, as `token`: queries over HTTP, subscriptions over graphql-transport-ws. */
export function createFetcher(token) {
  const url = new URL('/graphql', location.href);
  const sockets = new URL(url);
  sockets.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const authorization = `Bearer ${token}`;
  const client = createClient({
    url: sockets.href,
    connectionParams: token ? { authorization } : {},
    retryAttempts: 0,
  });
  return createGraphiQLFetcher({
    url: url.href,
    headers: token ? { authorization } : {},
    wsClient: {
      subscribe: (request, sink) =>
        client.subscribe(request, { ...sink, error: (error) => sink.error(readable(error)) }),
    },
  });
}

/** An event of the socket says nothing to a person; errors of GraphQL do. */
function readable(error) {
  if (!(error instanceof Event)) return error;
  return { message: error.code === 4403 ? 'The server does not accept this token.' : LOST };
}
