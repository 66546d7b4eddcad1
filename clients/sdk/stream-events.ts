import type { AccordError } from './accord-error.js';
import { openSse } from './open-sse.js';
import { openWs } from './open-ws.js';
import { runQuery, type Server } from './run-query.js';
import type { Frame, StreamedEvent } from './transport.js';

/** Where a consumer keeps how far it has come. */
export interface Checkpoint {
  load(): Promise<string | null | undefined> | string | null | undefined;
  save(cursor: string): Promise<void> | void;
}

/** Which events, from where on, and by which transport. */
export interface StreamOptions {
  /** Begin behind this cursor, or at the earliest event kept with `start`; absent: at the head, now. What `checkpoint` loads wins. */
  after?: string | null;
  /** An `EventFilter`. */
  filter?: object | null;
  checkpoint?: Checkpoint;
  transport?: 'ws' | 'sse';
  /** Fields of `Event` to ask for, in place of the usual ones. */
  fields?: string;
  /** Hears of every lost connection. */
  onReconnect?: (waitMs: number) => void;
}

const FIELDS = `occurredAt recordedAt historical lead { id } actor { id displayName }
  ... on LeadEvent { change mergedInto { id } }
  ... on StageTransition { from { key } to { key } pass cause score }
  ... on ThresholdCrossing { threshold { key } direction scoreBefore scoreAfter trigger outcome }`;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** With so many waiting for a slow consumer the stream is let go, and taken up again when they are taken. */
const MOST_WAITING = 1_000;

/**
 * The events of the log, in order, without a gap and without a repeat, across lost connections, until left. A cursor is
 * saved once the consumer asks for what follows it: an event it failed of, or left the loop at, comes again.
 * Throws AccordError where the server refuses (token, cursor, filter).
 */
export function streamEvents(server: Server, options: StreamOptions = {}): AsyncIterableIterator<StreamedEvent> {
  const query = `subscription Events($after: String, $filter: EventFilter) {
    events(after: $after, filter: $filter) { __typename id cursor ${options.fields ?? FIELDS} } }`;
  const open = options.transport === 'sse' ? openSse : openWs;
  const waiting: Frame[] = [];
  let received: string | null = null;
  let taken: string | null = null;
  let checkpoint: string | null = null;
  let wait = FIRST_WAIT_MS;
  let close: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let failure: AccordError | null = null;
  let over = false;
  let wake: () => void = () => undefined;

  function connect(): void {
    if (over || close) return;
    close = open(
      server,
      { query, variables: { after: received, filter: options.filter ?? null } },
      { onFrame, onCheckpoint, onEnd },
    );
  }

  function disconnect(): void {
    close?.();
    close = null;
  }

  function onFrame(frame: Frame): void {
    if (frame.previous !== null && frame.previous !== received && received !== 'start') {
      disconnect();
      reconnect();
      return;
    }
    wait = FIRST_WAIT_MS;
    received = frame.cursor;
    checkpoint = null;
    waiting.push(frame);
    if (waiting.length >= MOST_WAITING) disconnect();
    wake();
  }

  function onCheckpoint(cursor: string): void {
    wait = FIRST_WAIT_MS;
    received = cursor;
    checkpoint = cursor;
    wake();
  }

  function onEnd(error: AccordError | null): void {
    close = null;
    if (error) {
      failure = error;
      wake();
    } else reconnect();
  }

  function reconnect(): void {
    const pause = wait * (0.5 + Math.random() / 2);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    options.onReconnect?.(pause);
    timer = setTimeout(() => {
      timer = undefined;
      connect();
    }, pause);
  }

  async function begin(): Promise<void> {
    received = (await options.checkpoint?.load()) ?? options.after ?? (await readHead(server));
    connect();
  }

  async function next(): Promise<IteratorResult<StreamedEvent>> {
    if (received === null) await begin();
    if (taken !== null) await options.checkpoint?.save(taken);
    taken = null;
    while (!over) {
      const frame = waiting.shift();
      if (frame) {
        taken = frame.cursor;
        return { done: false, value: { ...frame.event, cursor: frame.cursor } };
      }
      if (failure) throw failure;
      if (checkpoint !== null) {
        const idle = checkpoint;
        checkpoint = null;
        await options.checkpoint?.save(idle);
        continue;
      }
      if (!close && !timer) connect();
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return { done: true, value: undefined };
  }

  return {
    next,
    async return() {
      over = true;
      clearTimeout(timer);
      disconnect();
      wake();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The cursor of the newest event, so that nothing is missed if the first connection is lost; `start` in an empty log. */
async function readHead(server: Server): Promise<string> {
  const { events } = await runQuery<{ events: { edges: { cursor: string }[] } }>(
    server,
    '{ events(last: 1) { edges { cursor } } }',
  );
  return events.edges[0]?.cursor ?? 'start';
}
