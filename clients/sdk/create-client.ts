import { runQuery, type Server } from './run-query.js';
import { type StreamOptions, streamEvents } from './stream-events.js';
import type { StreamedEvent } from './transport.js';

/** The way to one server. */
export interface Client {
  /** The data of a query or mutation. Rejects with AccordError. */
  query<Data>(document: string, variables?: object): Promise<Data>;
  events: {
    /** The event log as it grows: in order, gapless, resumed by itself. */
    stream(options?: StreamOptions): AsyncIterableIterator<StreamedEvent>;
  };
}

/** A client of the server at `url`, asking with `token`; nothing is sent before the first use. Throws TypeError on a bad URL. */
export function createClient(options: { url: string; token?: string | null }): Client {
  const server: Server = { url: new URL(options.url).href.replace(/\/+$/, ''), token: options.token ?? null };
  return {
    query: (document, variables) => runQuery(server, document, variables),
    events: { stream: (streamOptions) => streamEvents(server, streamOptions) },
  };
}
