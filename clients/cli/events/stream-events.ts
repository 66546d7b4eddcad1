import { createClient } from 'graphql-ws';
import { CliError } from '../cli-error.js';
import type { Connection } from '../connection.js';
import { NoConnection } from '../connection.js';
import type { TailedEvent } from './describe-event.js';
import { EVENT_FIELDS } from './describe-event.js';

/** A step of the stream: an event, or (`event` null) the connection itself or a checkpoint; and the cursor to resume behind. */
export interface Step {
  event: TailedEvent | null;
  cursor: string | null;
}

const EVENTS = `subscription Tail($after: String, $filter: EventFilter) {
  events(after: $after, filter: $filter) { ${EVENT_FIELDS} }
}`;

/** Closes of graphql-transport-ws that trying again does not mend: bad request, unauthorised, forbidden, too many. */
const FINAL = new Set([4400, 4401, 4403, 4406, 4409, 4429, 4500]);

/**
 * The events after a cursor over one WebSocket connection, until it ends. Checkpoints arrive in the protocol's pings.
 * @throws CliError where the server refuses, NoConnection where it was lost or never there
 */
export async function* streamEvents(
  connection: Connection,
  variables: { after: string | null; filter?: object },
): AsyncGenerator<Step> {
  const waiting: Step[] = [];
  let wake: () => void = () => undefined;
  const client = createClient({
    url: `${connection.url.replace(/^http/, 'ws')}/graphql`,
    connectionParams: connection.token ? { authorization: `Bearer ${connection.token}` } : {},
    retryAttempts: 0,
    on: {
      connected: () => {
        waiting.push({ event: null, cursor: variables.after });
        wake();
      },
      ping: (_received, payload) => {
        const [cursor] = Object.values((payload?.['checkpoints'] as Record<string, string> | undefined) ?? {});
        if (cursor) waiting.push({ event: null, cursor });
        wake();
      },
    },
  });
  let end: { error: unknown } | null = null;
  const finish = (error: unknown): void => {
    end ??= { error };
    wake();
  };
  client.subscribe<{ events: TailedEvent }, { cursor?: string }>(
    { query: EVENTS, variables },
    {
      next({ data, errors, extensions }) {
        if (errors) return finish(new CliError(errors.map(({ message }) => message).join('\n')));
        waiting.push({ event: data?.events ?? null, cursor: extensions?.cursor ?? null });
        wake();
      },
      error: finish,
      complete: () => finish(null),
    },
  );
  try {
    for (;;) {
      for (let step = waiting.shift(); step; step = waiting.shift()) yield step;
      if (end) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    await client.dispose();
  }
  const { error } = end as { error: unknown };
  if (error) throw asCliError(error, connection.url);
}

function asCliError(error: unknown, url: string): unknown {
  if (Array.isArray(error)) return new CliError(error.map(({ message }) => message).join('\n'));
  const { code, reason } = error as { code?: number; reason?: string };
  if (code === 4403 || code === 4401) return new CliError(`The server refused the token: ${reason || 'forbidden'}`);
  if (code !== undefined && FINAL.has(code)) return new CliError(`The server closed the stream (${code}): ${reason}`);
  return error instanceof CliError
    ? error
    : new NoConnection(`No server answers at ${url} any more: its stream of events ended.`);
}
