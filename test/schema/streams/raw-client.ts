import { WebSocket } from 'ws';
import { eventually } from '../../helpers/eventually.js';

/** A message of graphql-transport-ws as it came. */
export interface Message {
  type: string;
  id?: string;
  payload?: {
    data?: { [field: string]: { id: string; data: string } } | null;
    errors?: { message: string; extensions: { code: string } }[];
    extensions?: { cursor: string; previous: string };
    checkpoints?: Record<string, string>;
  } & { message: string; extensions: { code: string } }[];
}

/** A WebSocket that keeps all it hears. */
export interface RawClient {
  socket: WebSocket;
  messages: Message[];
  /** The close code, once closed. */
  code: number | null;
  send(message: object | string): void;
  subscribe(id: string, query: string, variables?: object): void;
  /** The messages of one operation. */
  of(id: string, type?: string): Message[];
  /** The first message of a type; rejects when the socket was closed before it came. */
  heard(type: string, id?: string): Promise<Message>;
  /** The first message that names a place in the log for this operation: from there on it misses nothing. */
  flowing(id: string): Promise<Message>;
  closed(): Promise<number>;
}

/** Connects; with a token also sends `connection_init` and waits for the ack. */
export async function connectRaw(
  url: string,
  options: { token?: string; protocol?: string; headers?: Record<string, string> } = {},
): Promise<RawClient> {
  const protocols = [options.protocol ?? 'graphql-transport-ws'].filter((protocol) => protocol !== '');
  const socket = new WebSocket(url, protocols, { headers: options.headers });
  const client: RawClient = {
    socket,
    messages: [],
    code: null,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    subscribe: (id, query, variables) => client.send({ id, type: 'subscribe', payload: { query, variables } }),
    of: (id, type = 'next') => client.messages.filter((message) => message.id === id && message.type === type),
    heard: (type, id) => awaited(client, `a ${type}`, (message) => message.type === type && (!id || message.id === id)),
    flowing: (id) =>
      awaited(client, `a checkpoint of ${id}`, ({ type, payload }) => type === 'ping' && !!payload?.checkpoints?.[id]),
    closed: async () => {
      await eventually(() => client.code !== null);
      return client.code as number;
    },
  };
  socket.on('message', (data) => client.messages.push(JSON.parse(String(data))));
  socket.on('close', (code) => {
    client.code = code;
  });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  if (options.token === undefined) return client;
  client.send({ type: 'connection_init', payload: { authorization: `Bearer ${options.token}` } });
  await client.heard('connection_ack');
  return client;
}

async function awaited(client: RawClient, what: string, is: (message: Message) => boolean): Promise<Message> {
  const found = await eventually(() => client.messages.find(is) ?? client.code !== null);
  if (typeof found === 'object') return found;
  throw new Error(`the socket was closed with ${client.code} before ${what} came`);
}
