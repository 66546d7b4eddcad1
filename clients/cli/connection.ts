import type { Command } from 'commander';
import { CliError } from './cli-error.js';

/** One error of a GraphQL answer. */
export interface AnswerError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; [key: string]: unknown };
}

/** A server and who asks it. */
export interface Connection {
  url: string;
  token: string | null;
  /** The data of one operation. @throws CliError with a sentence where there is no connection, the token is refused or the answer has errors */
  request<Data>(document: string, variables?: Record<string, unknown>): Promise<Data>;
  /** A public document of the server, such as `/permissions.json`. @throws CliError */
  fetchJson<Data>(path: string): Promise<Data>;
}

/** Top-level errors, for callers that act on a code (RATE_LIMITED, OVERLOADED); `status` is the HTTP status. */
export class AnswerRefused extends CliError {
  constructor(
    message: string,
    readonly status: number,
    readonly errors: AnswerError[],
    /** Seconds the server asks to wait, when it does. */
    readonly retryAfter: number | null,
  ) {
    super(message);
  }
}

/** Nobody answered: refused, reset or timed out. */
export class NoConnection extends CliError {}

const DEFAULT_URL = 'http://127.0.0.1:4000';
const PATIENCE_MS = 120_000;

/** The connection the options `--url` and `--token` name, else ACCORD_URL and ACCORD_TOKEN. @throws CliError (exit code 2) where the URL is none */
export function openConnection(command: Command): Connection {
  const options = command.optsWithGlobals<{ url?: string; token?: string }>();
  const given = options.url ?? (process.env['ACCORD_URL'] || DEFAULT_URL);
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new CliError(`${JSON.stringify(given)} is not a server: --url takes http://HOST:PORT or https://HOST.`, 2);
  }
  return connectTo(given, options.token ?? (process.env['ACCORD_TOKEN'] || null));
}

/** A connection to the server at `address`; nothing is sent before the first request. */
export function connectTo(address: string, token: string | null): Connection {
  const url = address.replace(/\/+$/, '');
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };

  async function ask(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (error) {
      const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
      throw new NoConnection(
        `No server answers at ${url} (${cause?.code ?? (error as Error).name}): start one with "npm start", or name it with --url or ACCORD_URL.`,
      );
    }
  }

  return {
    url,
    token,
    async request<Data>(document: string, variables: Record<string, unknown> = {}) {
      const response = await ask('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization },
        body: JSON.stringify({ query: document, variables }),
      });
      const answer = await readAnswer<Data>(response, url, token);
      if (answer.errors || !answer.data) throw refusal(response, answer.errors ?? [], token);
      return answer.data;
    },
    async fetchJson<Data>(path: string) {
      const response = await ask(path, { headers: authorization });
      if (!response.ok) throw new CliError(`${url}${path} answered ${response.status}.`);
      return (await response.json()) as Data;
    },
  };
}

interface Answer<Data> {
  data?: Data | null;
  errors?: AnswerError[];
}

async function readAnswer<Data>(response: Response, url: string, token: string | null): Promise<Answer<Data>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer<Data>;
  } catch {
    if (response.status === 401) throw refusal(response, [], token);
    throw new CliError(`${url} does not answer as Accord does (HTTP ${response.status}): check --url or ACCORD_URL.`);
  }
}

function refusal(response: Response, errors: AnswerError[], token: string | null): AnswerRefused {
  const unknown = response.status === 401 || errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  const asked = errors.map(({ message }) => message).join('\n') || `HTTP ${response.status}`;
  const sentence = !unknown
    ? asked
    : token === null
      ? 'The server wants to know who asks: give a token with --token or ACCORD_TOKEN.'
      : `The server refused the token: ${asked}`;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new AnswerRefused(sentence, response.status, errors, Number.isFinite(wait) ? wait : null);
}
