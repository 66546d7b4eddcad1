import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Taken } from './check-history.js';

const QUERY = 'subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { id } }';

/** Follows the log from `after`, or what passes a filter in it, at any of the doors, resuming with the last cursor whenever it is cut, until stopped. */
export function followLog(doors: () => string[], token: string, after: string, filter: object | null = null) {
  const taken: Taken = { after, frames: [], checkpoints: [] };
  const receivedAt = new Map<string, number>();
  let cursor = after;
  let stopped = false;
  let socket: WebSocket | undefined;
  let turns = 0;

  const done = (async () => {
    while (!stopped) {
      const urls = doors();
      await connectOnce(urls[turns++ % urls.length] as string).catch(() => undefined);
      await pause(50);
    }
  })();

  function connectOnce(url: string): Promise<void> {
    return new Promise((resolve) => {
      const connection = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
      socket = connection;
      const send = (message: object) => connection.send(JSON.stringify(message));
      connection.on('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      connection.on('message', (text) => {
        if (connection !== socket) return;
        const message = JSON.parse(String(text));
        if (message.type === 'connection_ack') {
          send({ id: 'log', type: 'subscribe', payload: { query: QUERY, variables: { after: cursor, filter } } });
        } else if (message.type === 'ping') {
          send({ type: 'pong' });
          const checkpoint = message.payload?.checkpoints?.log;
          if (!checkpoint) return;
          cursor = checkpoint;
          taken.checkpoints.push({ frames: taken.frames.length, cursor });
        } else if (message.type === 'next') {
          cursor = message.payload.extensions.cursor;
          receivedAt.set(message.payload.data.events.id, performance.now());
          taken.frames.push({ id: message.payload.data.events.id, ...message.payload.extensions });
        }
      });
      connection.on('close', () => resolve());
      connection.on('error', () => resolve());
    });
  }

  return {
    taken,
    /** When each event came, by its id. */
    receivedAt,
    /** Cuts the connection without a word. */
    cut: () => socket?.terminate(),
    /** Reads nothing more, and says nothing. */
    stall: () => socket?.pause(),
    resume: () => socket?.resume(),
    async stop() {
      stopped = true;
      socket?.terminate();
      await done;
    },
  };
}
