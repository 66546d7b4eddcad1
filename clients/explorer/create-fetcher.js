import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';

/** What GraphiQL asks the server with, as `token`: queries over HTTP, subscriptions over graphql-transport-ws. */
export function createFetcher(token) {
  const url = new URL('/graphql', location.href);
  const sockets = new URL(url);
  sockets.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const authorization = `Bearer ${token}`;
  return createGraphiQLFetcher({
    url: url.href,
    headers: token ? { authorization } : {},
    wsClient: createClient({ url: sockets.href, connectionParams: token ? { authorization } : {}, retryAttempts: 2 }),
  });
}
