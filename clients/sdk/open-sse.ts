import { AccordError } from './accord-error.js';
import { readSse, type SseEvent } from './read-sse.js';
import { type Listener, type OpenTransport, SILENCE_MS, type StreamedEvent } from './transport.js';

interface Next {
  data?: { events: StreamedEvent } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: { cursor: string; previous: string | null };
}

/** The event log over server-sent events (`/graphql/stream`). */
export const openSse: OpenTransport = (server, request, listener) => {
  const abort = new AbortController();
  let closed = false;
  const end = (error: AccordError | null) => {
    if (closed) return;
    closed = true;
    abort.abort();
    listener.onEnd(error);
  };
  let silence: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => end(null), SILENCE_MS);
  };
  const headers: { [name: string]: string } = { 'content-type': 'application/json', accept: 'text/event-stream' };
  if (server.token !== null) headers['authorization'] = `Bearer ${server.token}`;

  async function follow(): Promise<AccordError | null> {
    heard();
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers,
      body: JSON.stringify(request),
      signal: abort.signal,
    });
    if (!response.ok || !response.body) return refusal(response);
    for await (const event of readSse(response.body)) {
      heard();
      const error = deliver(event, listener);
      if (error || event.type === 'complete') return error;
    }
    return null;
  }

  follow()
    .catch(() => null)
    .then((error) => {
      clearTimeout(silence);
      end(error);
    });
  return () => {
    closed = true;
    clearTimeout(silence);
    abort.abort();
  };
};

function deliver({ type, data, id }: SseEvent, listener: Listener): AccordError | null {
  if (type !== 'next') {
    if (id !== null && data === '') listener.onCheckpoint(id);
    return null;
  }
  const { data: result, errors, extensions } = JSON.parse(data) as Next;
  if (errors?.[0]) return new AccordError(errors[0].extensions?.code ?? 'INTERNAL', errors[0].message);
  if (result && extensions) listener.onFrame({ event: result.events, ...extensions });
  return null;
}

/** Null where trying again may help. */
async function refusal(response: Response): Promise<AccordError | null> {
  const answer = (await response.json().catch(() => null)) as Next | null;
  if (response.status === 429 || response.status >= 500) return null;
  const error = answer?.errors?.[0];
  const code = error?.extensions?.code ?? (response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL');
  return new AccordError(code, error?.message ?? `The server answered HTTP ${response.status}.`, response.status);
}
