/** Most bytes of a pack: definitions are texts, a repository of them is far below. */
const MOST_PACK = 256 * 1024 * 1024;

/** Takes the pack out of an answer of git-upload-pack. Throws what the server refused with, and where it is too big. */
export async function readPack(answer: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > MOST_PACK) throw new Error(`the repository sends more than ${MOST_PACK / 1024 / 1024} MiB at once`);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.toString('latin1', at, at + 4);
    if (length === 'PACK') return bytes.subarray(at);
    if (!/^[0-9a-f]{4}$/.test(length)) break;
    const line = bytes.toString('utf8', at + 4, at + Number.parseInt(length, 16)).trim();
    if (line.startsWith('ERR ')) throw new Error(`the repository refuses the fetch: ${line.slice(4, 204)}`);
    at += Math.max(4, Number.parseInt(length, 16));
  }
  throw new Error('the repository answers a fetch with something that is no pack');
}
