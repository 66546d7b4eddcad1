/** One entry of a git tree object. */
export interface TreeEntry {
  mode: string;
  name: string;
  oid: string;
}

const OID_BYTES = 20;

/** Reads the content of a git tree object; throws on bytes that are no tree. */
export function parseTreeObject(bytes: Uint8Array): TreeEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: TreeEntry[] = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(0x20, at);
    const end = buffer.indexOf(0, space);
    if (space < 0 || end < 0 || end + OID_BYTES >= buffer.length + 1) throw new Error('damaged git tree object');
    entries.push({
      mode: buffer.toString('latin1', at, space),
      name: buffer.toString('utf8', space + 1, end),
      oid: buffer.toString('hex', end + 1, end + 1 + OID_BYTES),
    });
    at = end + 1 + OID_BYTES;
  }
  return entries;
}
