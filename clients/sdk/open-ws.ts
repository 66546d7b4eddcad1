import { createClient } from 'graphql-ws';
import { AccordError } from './accord-error.js';
import { type OpenTransport, SILENCE_MS, type StreamedEvent } from './transport.js';

/** Close codes after which the same subscription would be refused again. */
const FINAL = new Map([
  [4400, 'BAD_USER_INPUT'],
  [4401, 'UNAUTHENTICATED'],
  [4403, 'UNAUTHENTICATED'],
  [4406, 'BAD_USER_INPUT'],
]);

/** The event log over graphql-transport-ws. */
export const openWs: OpenTransport = (server, request, listener) => {
  let ended = false;
  let silence: NodeJS.Timeout | undefined;
  const end = (error: AccordError | null) => {
    if (ended) return;
    ended = true;
    clearTimeout(silence);
    client.terminate();
    listener.onEnd(error);
  };
  const heard = () => {
    clearTimeout(silence);
    if (!ended) silence = setTimeout(() => end(null), SILENCE_MS);
  };
  const client = createClient({
    url: `${server.url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: server.token === null ? {} : { authorization: `Bearer ${server.token}` },
    retryAttempts: 0,
    on: {
      message: heard,
      ping: (_received, payload) => {
        const [cursor] = Object.values((payload?.['checkpoints'] ?? {}) as { [operation: string]: string });
        if (cursor !== undefined && !ended) listener.onCheckpoint(cursor);
      },
    },
  });
  heard();
  client.subscribe<{ events: StreamedEvent }, { cursor: string; previous: string | null }>(request, {
    next({ data, errors, extensions }) {
      if (errors?.[0]) return end(new AccordError(codeOf(errors[0]), errors[0].message));
      if (ended || !data || !extensions) return;
      listener.onFrame({ event: data.events, cursor: extensions.cursor, previous: extensions.previous });
    },
    error: (error) => end(asFinal(error)),
    complete: () => end(null),
  });
  return () => {
    ended = true;
    clearTimeout(silence);
    void client.dispose();
  };
};

function asFinal(error: unknown): AccordError | null {
  if (Array.isArray(error)) return new AccordError(codeOf(error[0]), String(error[0]?.message));
  const { code, reason } = (error ?? {}) as { code?: number; reason?: string };
  const known = FINAL.get(code ?? 0);
  return known ? new AccordError(known, reason || `The server closed the stream (${code}).`, code) : null;
}

function codeOf(error: { extensions?: { [key: string]: unknown } } | undefined): string {
  return String(error?.extensions?.['code'] ?? 'INTERNAL');
}
