import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Answer, Door } from './graphql.js';

/** What came back of one operation, whatever carried it. */
export interface Sent {
  /** The HTTP status; of a socket the code it was closed with, 0 while open. */
  status: number;
  answer: Answer;
  headers: Headers;
  /** From sending the operation to its answer. */
  ms: number;
}

/** Sends one operation, as JSON text, over each way into the API; a stream's first answer is its answer. */
export const TRANSPORTS: Readonly<
  Record<'http' | 'websocket' | 'stream', (door: Door, body: string) => Promise<Sent>>
> = {
  http: (door, body) => post(door, '/graphql', body),
  stream: (door, body) => post(door, '/graphql/stream', body),
  websocket: overSocket,
};

/** The codes of an answer's errors. */
export function codesOf({ answer }: Sent): unknown[] {
  return (answer.errors ?? []).map(({ extensions }) => extensions?.['code']);
}

async function post(door: Door, path: string, body: string): Promise<Sent> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${door.token}` };
  const began = performance.now();
  const response = await fetch(door.url + path, { method: 'POST', headers, body });
  const text = await response.text();
  const ms = performance.now() - began;
  const streamed = /^data: (\{.*)$/m.exec(text)?.[1];
  return { status: response.status, answer: JSON.parse(streamed ?? text) as Answer, headers: response.headers, ms };
}

async function overSocket(door: Door, body: string): Promise<Sent> {
  const socket = new WebSocket(`${door.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await once(socket, 'open');
  const payload = { authorization: `Bearer ${door.token}` };
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await once(socket, 'message');
  const began = performance.now();
  try {
    return await new Promise<Sent>((resolve) => {
      const end = (status: number, answer: Answer) =>
        resolve({ status, answer, headers: new Headers(), ms: performance.now() - began });
      socket.on('close', (code) => end(code, {}));
      socket.on('message', (text) => {
        const message = JSON.parse(String(text)) as { type: string; payload: unknown };
        if (message.type === 'next') end(0, message.payload as Answer);
        if (message.type === 'error') end(0, { errors: message.payload as Answer['errors'] });
      });
      socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    });
  } finally {
    socket.terminate();
  }
}
