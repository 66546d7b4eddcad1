import type { ExecutionResult } from 'graphql';
import type { FormatError } from '../errors.js';
import { serialiseResult } from './serialise-result.js';

/** An event as a stream tells it, once for all subscribers that share its execution. */
export interface Frame {
  seq: number;
  cursor: string;
  /** The payload for a subscriber whose frame or checkpoint before was `previous`; the same bytes for all that agree in it. */
  payload(previous: string): Buffer;
}

/** Serialises the result of an execution once; what differs between subscribers is only the tail of the text. */
export function createFrame(
  place: { seq: number; cursor: string },
  result: ExecutionResult,
  formatError: FormatError,
): Frame {
  const start = `${serialiseResult(result, formatError)},"extensions":{"cursor":"${place.cursor}","previous":"`;
  let shared: { previous: string; bytes: Buffer } | null = null;
  return {
    seq: place.seq,
    cursor: place.cursor,
    payload(previous) {
      if (shared?.previous !== previous) shared = { previous, bytes: Buffer.from(`${start}${previous}"}}`) };
      return shared.bytes;
    },
  };
}
