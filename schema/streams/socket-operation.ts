import type { CompleteMessage, ErrorMessage, NextMessage } from 'graphql-ws';
import { MessageType, stringifyMessage } from 'graphql-ws';
import type { FormatError } from '../errors.js';
import { formatErrors } from './format-errors.js';
import { frameTexts } from './frame-texts.js';
import type { SocketPeer } from './socket-peer.js';
import type { Outlet } from './subscriber.js';

/** Bytes that may wait in a socket before its subscriptions are held back. */
const FULL = 512 * 1024;
const ROOM = 64 * 1024;
const LOOK_EVERY_MS = 50;

/** An operation of a graphql-transport-ws socket; of a subscription, the outlet of its frames. */
export interface SocketOperation extends Outlet {
  readonly peer: SocketPeer;
  readonly id: string;
  ended: boolean;
  /** Stops what flows into it; null while nothing does. */
  leave: (() => void) | null;
  /** Ends it without a word; false when it had ended before. */
  end(): boolean;
  /** Ends it with errors, as the caller may see them. */
  refuse(errors: readonly unknown[]): void;
  /** Answers it: its only result. */
  answer(result: NextMessage['payload']): void;
}

interface State extends SocketOperation {
  readonly formatError: FormatError;
  /** What every frame of it begins with. */
  readonly head: Buffer;
  /** Payloads held back until `flush()`, and their bytes. */
  held: Buffer[] | null;
  heldBytes: number;
}

/** What operations can do, once for all of them: closures of each would be a tenth of what a subscriber costs. */
const verbs: Omit<SocketOperation, 'peer' | 'id' | 'ended' | 'leave'> & ThisType<State> = {
  get full() {
    return this.peer.socket.bufferedAmount + this.heldBytes > FULL;
  },
  async drained() {
    const { socket } = this.peer;
    if (socket.bufferedAmount <= FULL) return;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (socket.readyState === socket.OPEN && socket.bufferedAmount > ROOM) return;
        clearInterval(timer);
        resolve();
      }, LOOK_EVERY_MS);
    });
  },
  begin() {
    this.held = [];
  },
  flush() {
    write(this, this.held ?? []);
    this.held = null;
    this.heldBytes = 0;
  },
  next(payload) {
    if (!this.held) return write(this, [payload]);
    this.held.push(payload);
    this.heldBytes += this.head.length + payload.length;
  },
  checkpoint(cursor) {
    this.peer.socket.send(`{"type":"ping","payload":{"checkpoints":{${JSON.stringify(this.id)}:"${cursor}"}}}`);
  },
  // pings of the socket do that
  beat: () => undefined,
  complete() {
    if (this.end()) say(this, { id: this.id, type: MessageType.Complete });
  },
  fail(error) {
    this.refuse([error]);
  },
  refuse(errors) {
    if (this.end())
      say(this, { id: this.id, type: MessageType.Error, payload: formatErrors(errors, this.formatError) });
  },
  answer(payload) {
    if (this.ended) return;
    say(this, { id: this.id, type: MessageType.Next, payload });
    this.complete();
  },
  end() {
    if (this.ended) return false;
    this.ended = true;
    this.peer.operations.delete(this.id);
    this.leave?.();
    return true;
  },
};

/** Begins an operation: its id is taken on its socket until it ends. */
export function openSocketOperation(peer: SocketPeer, id: string, formatError: FormatError): SocketOperation {
  const operation: SocketOperation = Object.setPrototypeOf(
    {
      peer,
      id,
      formatError,
      head: Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`),
      held: null,
      heldBytes: 0,
      ended: false,
      leave: null,
    } satisfies Omit<State, keyof typeof verbs>,
    verbs,
  );
  peer.operations.set(id, operation);
  return operation;
}

/**
 * Frames are written to the connection itself, many in one piece: `ws` writes its own whole and at once too, since nothing
 * is compressed, so that they never mix.
 */
function write({ peer, head }: State, payloads: readonly Buffer[]) {
  const { socket, connection } = peer;
  if (payloads.length > 0 && socket.readyState === socket.OPEN) connection.write(frameTexts(head, payloads));
}

function say({ peer }: State, message: CompleteMessage | ErrorMessage | NextMessage) {
  peer.socket.send(stringifyMessage(message));
}
