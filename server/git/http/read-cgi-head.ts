import type { Readable } from 'node:stream';

/** The head of a CGI answer, and what of its body came with it. */
export interface CgiHead {
  status: number;
  headers: Record<string, string>;
  rest: Buffer;
}

const MOST_HEAD = 64 * 1024;

/** Reads the head of a CGI answer and leaves the stream paused after it; null where it ends before. */
export function readCgiHead(stream: Readable): Promise<CgiHead | null> {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const done = (head: CgiHead | null) => {
      stream.off('data', take);
      stream.off('end', end);
      stream.off('error', end);
      stream.pause();
      resolve(head);
    };
    const end = () => done(null);
    function take(chunk: Buffer): void {
      read = Buffer.concat([read, chunk]);
      const at = read.indexOf('\r\n\r\n');
      if (at >= 0) done(parseHead(read.toString('latin1', 0, at), read.subarray(at + 4)));
      else if (read.length > MOST_HEAD) done(null);
    }
    stream.on('data', take);
    stream.on('end', end);
    stream.on('error', end);
  });
}

function parseHead(text: string, rest: Buffer): CgiHead {
  const head: CgiHead = { status: 200, headers: {}, rest };
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') head.status = Number.parseInt(value, 10);
    else head.headers[name] = value;
  }
  return head;
}
