import type { ServerResponse } from 'node:http';
import type { Outlet } from './subscriber.js';

/** Bytes that may wait in a response before its stream is held back. */
const FULL = 512 * 1024;

const END = Buffer.from('\n\n');

/** The outlet of a response of server-sent events. */
export function createStreamOutlet(
  response: ServerResponse,
  end: { complete(): void; fail(error: unknown): void },
): Outlet {
  const write = (text: string | Buffer) => {
    if (!response.writableEnded) response.write(text);
  };
  return {
    get full() {
      return response.writableLength > FULL;
    },
    async drained() {
      if (response.writableLength <= FULL || response.closed) return;
      await new Promise<void>((resolve) => {
        response.once('drain', resolve);
        response.once('close', resolve);
      });
    },
    begin: () => response.cork(),
    flush: () => response.uncork(),
    next: (payload, cursor) =>
      write(
        Buffer.concat([Buffer.from(`event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: `), payload, END]),
      ),
    checkpoint: (cursor) => write(`id: ${cursor}\n\n`),
    beat: () => write(':\n\n'),
    complete: end.complete,
    fail: end.fail,
  };
}
