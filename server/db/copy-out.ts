import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** What `pg.Client.query` takes besides texts: it sends itself and is told how it ends. */
interface Submittable extends pg.Submittable {
  handleError(error: Error): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
}

type OnData = (chunk: Buffer) => void;

const [COPY_DATA, COPY_BEGINS, NOTICE, PARAMETER, NOTIFICATION] = [0x64, 0x48, 0x4e, 0x53, 0x41];
const WITHIN: readonly number[] = [COPY_DATA, COPY_BEGINS, NOTICE, PARAMETER, NOTIFICATION];
/** Kind and length of a message. */
const FRAME = 5;

/**
 * Asks for `copy … to stdout` and answers its messages as the server sent them, a row each. A stream of rows, as
 * pg-copy-streams makes it, costs about twice as much for rows of 200 bytes: they are only counted here, and cut by who reads.
 */
export function copyOut(client: pg.Client, sql: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let messages: Buffer | null = null;
    const query: Submittable = {
      submit(connection) {
        readMessages(connection.stream, (bytes) => {
          messages = bytes;
        });
        connection.query(sql);
      },
      handleError: reject,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => (messages ? resolve(messages) : reject(new Error('Nothing was copied.'))),
    };
    client.query(query);
  });
}

/** Takes what the server sends until a message that is not of a COPY; that and all later is for who listened before. */
function readMessages(stream: Duplex, done: (messages: Buffer) => void): void {
  const [usual] = stream.listeners('data') as OnData[];
  const chunks: Buffer[] = [];
  /** Bytes of the message that are still to come, or how much of its kind and length is known: chunks end anywhere. */
  let rest = 0;
  let known = 0;
  let size = 0;
  const take = (chunk: Buffer): void => {
    for (let i = 0; i < chunk.length; ) {
      if (rest > 0) {
        const taken = Math.min(rest, chunk.length - i);
        rest -= taken;
        i += taken;
      } else if (known === 0) {
        if (!WITHIN.includes(chunk[i] as number)) {
          end(chunk, i);
          return;
        }
        known = 1;
        i++;
      } else {
        size = (size << 8) | (chunk[i++] as number);
        if (++known < FRAME) continue;
        rest = size - 4;
        known = size = 0;
      }
    }
    chunks.push(chunk);
  };
  const end = (chunk: Buffer, at: number): void => {
    chunks.push(chunk.subarray(0, at));
    stream.off('data', take);
    if (usual) stream.on('data', usual);
    done(Buffer.concat(chunks));
    usual?.(chunk.subarray(at));
  };
  if (usual) stream.off('data', usual);
  stream.on('data', take);
}
