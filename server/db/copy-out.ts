import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { lendMemory } from './open-reading-socket.js';

/** What `pg.Client.query` takes besides texts: it sends itself and is told how it ends. */
interface Submittable extends pg.Submittable {
  handleError(error: Error): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
}

/** Where an answer is written; made larger where it does not fit. */
export interface CopyRoom {
  memory: Buffer;
}

type OnData = (chunk: Buffer) => void;

const [COPY_DATA, COPY_BEGINS, NOTICE, PARAMETER, NOTIFICATION] = [0x64, 0x48, 0x4e, 0x53, 0x41];
const WITHIN: readonly number[] = [COPY_DATA, COPY_BEGINS, NOTICE, PARAMETER, NOTIFICATION];
/** Kind and length of a message. */
const FRAME = 5;
const LEAST_ROOM = 65_536;

/** Room for nothing yet. */
export function copyRoom(): CopyRoom {
  return { memory: Buffer.alloc(0) };
}

/**
 * Asks for `copy … to stdout` and answers its messages as the server sent them, a row each. A stream of rows, as
 * pg-copy-streams makes it, costs about twice as much for rows of 200 bytes: they are only counted here, and cut by who reads.
 * They are there until something else is written to the room.
 */
export function copyOut(client: pg.Client, sql: string, room = copyRoom()): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let messages: Buffer | null = null;
    const query: Submittable = {
      submit(connection) {
        readMessages(connection.stream, room, (bytes) => {
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
function readMessages(stream: Duplex, room: CopyRoom, done: (messages: Buffer) => void): void {
  const [usual] = stream.listeners('data') as OnData[];
  let length = 0;
  /** Bytes of the message that are still to come, or how much of its kind and length is known: chunks end anywhere. */
  let rest = 0;
  let known = 0;
  let size = 0;
  const keep = (chunk: Buffer, bytes: number): void => {
    if (length + bytes > room.memory.length) room.memory = largerRoom(room.memory, length, bytes);
    chunk.copy(room.memory, length, 0, bytes);
    length += bytes;
  };
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
    keep(chunk, chunk.length);
  };
  const end = (chunk: Buffer, at: number): void => {
    keep(chunk, at);
    lendMemory(stream, false);
    stream.off('data', take);
    if (usual) stream.on('data', usual);
    done(room.memory.subarray(0, length));
    usual?.(Buffer.from(chunk.subarray(at)));
  };
  if (usual) stream.off('data', usual);
  lendMemory(stream, true);
  stream.on('data', take);
}

function largerRoom(memory: Buffer, length: number, bytes: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(LEAST_ROOM, 2 * memory.length, length + bytes));
  memory.copy(larger, 0, 0, length);
  return larger;
}
