import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { eventually } from '../../helpers/eventually.js';
import type { TestServer } from '../../helpers/start-server.js';
import { startServer } from '../../helpers/start-server.js';

/** So long a server that stops leaves idle connections open. */
const GRACE_MS = 300;

describe('stopping under load', () => {
  let server: TestServer;
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => agent.destroy());

  const usedAt = new WeakMap<Socket, number>();

  /**
   * The status, or the error's code when the connection was not refused but broke. One that lay idle the server may close
   * at any time (so late is this process that its answer lay there meanwhile): then, as clients do, asked again on another.
   */
  function ask(): Promise<number | string> {
    return new Promise((resolve) => {
      const began = performance.now();
      const sent = request(
        `${server.url}/graphql`,
        {
          method: 'POST',
          agent,
          headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
        },
      );
      let idleMs = 0;
      sent.on('socket', (socket) => {
        idleMs = began - (usedAt.get(socket) ?? began);
        usedAt.set(socket, began);
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNRESET' && sent.reusedSocket && idleMs >= GRACE_MS) resolve(ask());
        else resolve(error.code ?? error.message);
      });
      sent.end('{"query":"{ viewer { id } }"}');
    });
  }

  async function openSocket(): Promise<{ closed: Promise<number> }> {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => {
      socket.on('close', resolve);
    });
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${server.token}` } })),
    );
    await new Promise((resolve) => {
      socket.once('message', resolve);
    });
    return { closed };
  }

  it('breaks no request, closes sockets with 1001 and ends with 0', async () => {
    const sockets = await Promise.all(Array.from({ length: 10 }, openSocket));
    const answers: (number | string)[] = [];
    let over = false;
    const clients = Array.from({ length: 20 }, async () => {
      while (!over) {
        const answer = await ask();
        if (answer === 'ECONNREFUSED') return;
        answers.push(answer);
      }
    });
    await eventually(() => answers.length > 200);
    const code = await server.stop();
    over = true;
    await Promise.all(clients);
    expect(code).toBe(0);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(new Set(await Promise.all(sockets.map(({ closed }) => closed)))).toEqual(new Set([1001]));
  });

  it('waits for no stream that its reader broke off', async () => {
    const other = await startServer();
    const cut = new AbortController();
    const response = await fetch(`${other.url}/graphql/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.token}`, 'content-type': 'application/json' },
      body: '{"query":"subscription { events { id } }"}',
      signal: cut.signal,
    });
    expect(response.status).toBe(200);
    cut.abort();
    let code: unknown;
    void other.stop().then((ended) => {
      code = ended;
    });
    // sooner than the 15 s that are left to what runs
    await eventually(() => code !== undefined, 14_000);
    expect(code).toBe(0);
  });
});
