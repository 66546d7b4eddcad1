/** First byte of a WebSocket frame: the last of its message, text (RFC 6455, 5.2). */
const TEXT = 0x81;
const TAIL = 0x7d; // the closing brace of a message of graphql-transport-ws

/**
 * Messages `head` + payload + `}` as the unmasked text frames of a server, in one buffer: to be written to the connection
 * of a WebSocket as it is, at a time when the library that owns it has no frame half written.
 */
export function frameTexts(head: Buffer, payloads: readonly Buffer[]): Buffer {
  let size = 0;
  for (const payload of payloads)
    size += headerSize(head.length + payload.length + 1) + head.length + payload.length + 1;
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const payload of payloads) {
    at = writeHeader(frames, at, head.length + payload.length + 1);
    at += head.copy(frames, at);
    at += payload.copy(frames, at);
    frames[at] = TAIL;
    at += 1;
  }
  return frames;
}

function headerSize(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}

function writeHeader(frames: Buffer, at: number, length: number): number {
  frames[at] = TEXT;
  if (length < 126) {
    frames[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    frames[at + 1] = 126;
    return frames.writeUInt16BE(length, at + 2);
  }
  frames[at + 1] = 127;
  return frames.writeBigUInt64BE(BigInt(length), at + 2);
}
