import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A request a receiver got: when, and what. */
export interface Received {
  at: number;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The CloudEvent in a request, as webhooks send it. */
export interface SentEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  sequence: string;
  data: Record<string, unknown> & { leadId: string | null };
}

/** How a receiver answers: a status, or by hand. */
export type Answering = (
  received: Received,
  response: ServerResponse,
  request: IncomingMessage,
) => number | undefined | Promise<number | undefined>;

/** A receiver on loopback. */
export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** Connections that were opened, whatever came of them. */
  connections(): number;
  answerWith(answering: Answering): void;
  close(): Promise<void>;
}

/** Starts a receiver that answers 204 until told otherwise. */
export async function startReceiver(answering: Answering = () => 204, host = '127.0.0.1', port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  let answer = answering;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const one = { at: Date.now(), path: request.url ?? '', headers: request.headers, body };
    received.push(one);
    const status = await answer(one, response, request);
    if (status !== undefined) response.writeHead(status).end();
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/hook`,
    port: bound,
    received,
    connections: () => connections,
    answerWith(next) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The event of a request whose signature holds under `secret`. @throws where it does not */
export function verified(received: Received, secret: string): SentEvent {
  return new Webhook(secret).verify(received.body, received.headers as Record<string, string>) as SentEvent;
}

/** The event of a request, unverified. */
export function eventOf({ body }: Received): SentEvent {
  return JSON.parse(body) as SentEvent;
}
