import { crc32 } from 'node:zlib';
import { CursorError } from './cursor-error.js';

const VERSION = 1;
const BYTES = 15;
const CHECKED = 11;

/** The cursor of the event at `seq`, to be given as `after` or `before`: 20 characters, opaque to callers. */
export function encodeCursor(epoch: number, seq: number): string {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(VERSION, 0);
  bytes.writeUInt32BE(epoch, 1);
  bytes.writeUIntBE(seq, 5, 6);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, CHECKED)), CHECKED);
  return bytes.toString('base64url');
}

/** The `seq` a cursor names; throws CURSOR_INVALID for what was never a cursor, CURSOR_EPOCH for one of another log. */
export function decodeCursor(epoch: number, cursor: string): number {
  const bytes = Buffer.from(cursor, 'base64url');
  if (
    bytes.length !== BYTES ||
    bytes.toString('base64url') !== cursor ||
    bytes.readUInt8(0) !== VERSION ||
    bytes.readUInt32BE(CHECKED) !== crc32(bytes.subarray(0, CHECKED))
  ) {
    throw new CursorError('CURSOR_INVALID', 'This is not a cursor of events: pass one exactly as it was received.');
  }
  if (bytes.readUInt32BE(1) !== epoch) {
    throw ofAnotherEpoch();
  }
  return bytes.readUIntBE(5, 6);
}

/** The refusal of a cursor that belongs to another log than the one there is now. */
export function ofAnotherEpoch(): CursorError {
  return new CursorError(
    'CURSOR_EPOCH',
    'This cursor is of another installation, or of this one before its database was restored or taken over by a standby: ' +
      'what follows it is not known. Read the present state, then go on without a cursor or with `after: "start"`.',
  );
}
