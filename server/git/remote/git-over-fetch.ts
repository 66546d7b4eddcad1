import type { HttpClient } from 'isomorphic-git';

/** Beyond this an answer is not waited for. */
const PATIENCE_MS = 60_000;

/** What isomorphic-git asks servers by: with a deadline, and with credentials that follow no redirect to another host. */
export const gitOverFetch: HttpClient = {
  async request({ url, method = 'GET', headers = {}, body }) {
    const chunks: Uint8Array[] = [];
    if (body) for await (const chunk of body) chunks.push(chunk);
    const response = await fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body ? { body: Buffer.concat(chunks) } : {}),
    });
    return {
      url: response.url,
      method,
      statusCode: response.status,
      statusMessage: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: chunksOf(response.body),
    };
  },
};

async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncIterableIterator<Uint8Array> {
  if (stream) yield* stream;
}
