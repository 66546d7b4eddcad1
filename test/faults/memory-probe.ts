import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { WebSocket } from 'ws';

const PAGE_BYTES = 4_096;

/** Memory of a process in MB: what lives in and beside its heap after a full collection, and what it holds of the machine. */
export interface Memory {
  live: number;
  resident: number;
}

/** Looks at the memory of one server, which is to be started with `env`, through its inspector. */
export async function createMemoryProbe(): Promise<{
  env: Record<string, string>;
  read(pid: number): Promise<Memory>;
}> {
  const port = await freePort();

  async function connect(): Promise<WebSocket> {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
    const socket = new WebSocket(target?.webSocketDebuggerUrl as string);
    await once(socket, 'open');
    return socket;
  }

  async function ask(socket: WebSocket, method: string, params: object = {}) {
    socket.send(JSON.stringify({ id: 1, method, params }));
    const [text] = await once(socket, 'message');
    return JSON.parse(String(text)).result;
  }

  /** Leaves again each time: a server waits at its end for those who look. */
  async function read(pid: number): Promise<Memory> {
    const inspector = await connect();
    try {
      await ask(inspector, 'HeapProfiler.collectGarbage');
      const expression = 'process.memoryUsage().heapUsed + process.memoryUsage().external';
      const { result } = await ask(inspector, 'Runtime.evaluate', { expression, returnByValue: true });
      return { live: result.value / 1e6, resident: residentMegabytes(pid) };
    } finally {
      inspector.close();
    }
  }

  return { env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` }, read };
}

function residentMegabytes(pid: number): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES) / 1e6;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
