import { AccordError } from './accord-error.js';

/** A server and who asks it. */
export interface Server {
  /** Such as `http://127.0.0.1:4000`, without a trailing slash. */
  url: string;
  token: string | null;
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const PATIENCE_MS = 120_000;

/** The data of one query or mutation. Rejects with AccordError where it has top-level errors or nobody answers. */
export async function runQuery<Data>(server: Server, query: string, variables: object = {}): Promise<Data> {
  const response = await post(server, JSON.stringify({ query, variables }));
  const answer = (await response.json().catch(() => null)) as Answer<Data> | null;
  const error = answer?.errors?.[0];
  if (!error && answer?.data) return answer.data;
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  throw new AccordError(
    error?.extensions?.code ??
      (response.status === 401 ? 'UNAUTHENTICATED' : response.status >= 502 ? 'OVERLOADED' : 'INTERNAL'),
    error?.message ?? `${server.url} answered HTTP ${response.status} without data.`,
    response.status,
    Number.isFinite(after) ? after : null,
  );
}

async function post(server: Server, body: string): Promise<Response> {
  const headers: { [name: string]: string } = { 'content-type': 'application/json', accept: 'application/json' };
  if (server.token !== null) headers['authorization'] = `Bearer ${server.token}`;
  try {
    return await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: string }; name: string };
    throw new AccordError('NO_CONNECTION', `No server answers at ${server.url} (${cause?.code ?? name}).`);
  }
}
