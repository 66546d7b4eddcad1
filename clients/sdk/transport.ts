import type { AccordError } from './accord-error.js';
import type { Server } from './run-query.js';

/** An event as it travels: fields as selected, and its place in the log. */
export interface Frame {
  event: StreamedEvent;
  cursor: string;
  /** Cursor of the frame or checkpoint before it on this subscription. */
  previous: string | null;
}

/** An event of the log; the fields of its kind beside the common ones. */
export interface StreamedEvent {
  __typename: string;
  id: string;
  cursor: string | null;
  occurredAt: string;
  recordedAt: string;
  historical: boolean;
  lead: { id: string } | null;
  [field: string]: unknown;
}

/** Who hears what a stream brings. */
export interface Listener {
  onFrame(frame: Frame): void;
  /** Nothing that matches came up to this cursor. */
  onCheckpoint(cursor: string): void;
  /** It is over: lost (null), or refused for good. */
  onEnd(error: AccordError | null): void;
}

/** Opens one subscription to the event log; answers how to close it. */
export type OpenTransport = (
  server: Server,
  request: { query: string; variables: { after: string | null; filter?: object | null } },
  listener: Listener,
) => () => void;

/** Nothing heard for so long, though checkpoints come every 15 s: the connection is dead. */
export const SILENCE_MS = 45_000;
