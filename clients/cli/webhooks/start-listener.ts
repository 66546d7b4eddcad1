import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { CliError } from '../cli-error.js';

/** An event as webhooks bring it: CloudEvents. */
export interface ReceivedEvent {
  id: string;
  type: string;
  subject?: string;
  time: string;
  data: Record<string, unknown>;
}

/** A receiver on loopback. */
export interface Listener {
  url: string;
  /** What signatures are checked with from now on; before, every request is asked to come again. @throws CliError for what is no secret */
  verifyWith(secret: string): void;
  close(): Promise<void>;
}

const MOST_BYTES = 1_048_576;
const FORWARD_MS = 10_000;

/** Starts a receiver that verifies each request, tells of it, and answers 204, or as `forward` answers to the same request. */
export async function startListener(options: {
  port: number;
  forward: string | null;
  onEvent: (event: ReceivedEvent) => void;
  onRefused: (sentence: string) => void;
}): Promise<Listener> {
  let webhook: Webhook | null = null;

  async function answer(request: IncomingMessage): Promise<number> {
    const body = await readBody(request);
    if (body === null) return 413;
    if (!webhook) return 503;
    const headers = request.headers as Record<string, string>;
    let event: ReceivedEvent;
    try {
      event = webhook.verify(body, headers) as ReceivedEvent;
    } catch (error) {
      options.onRefused(`A request was refused: ${(error as Error).message}.`);
      return 401;
    }
    const status = options.forward === null ? 204 : await forward(options.forward, headers, body);
    if (status >= 200 && status < 300) options.onEvent(event);
    else options.onRefused(`${options.forward} answered ${status} to ${event.id}; it will come again.`);
    return status;
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new CliError(`Port ${options.port} of 127.0.0.1 cannot be listened on.`)));
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    verifyWith(secret) {
      try {
        webhook = new Webhook(secret);
      } catch {
        throw new CliError('--secret is what createWebhook answered: whsec_ and base64.', 2);
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

/** Hands a request on with what signs it; 502 where nobody answers. */
async function forward(url: string, headers: Record<string, string>, body: string): Promise<number> {
  const kept = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const own = Object.fromEntries(kept.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  try {
    const signal = AbortSignal.timeout(FORWARD_MS);
    const answered = await fetch(url, { method: 'POST', headers: own, body, redirect: 'manual', signal });
    return answered.status;
  } catch {
    return 502;
  }
}
