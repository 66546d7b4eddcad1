import type { ClientRequest, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { describeFailure } from './describe-failure.js';
import { ForbiddenAddress } from './forbidden-address.js';
import type { OutgoingRules } from './outgoing-rules.js';
import { readRetryAfter } from './read-retry-after.js';
import { refuseAddress } from './refuse-address.js';
import { refuseUrl } from './refuse-url.js';
import { resolveHost } from './resolve-host.js';

/** What is sent, at most `timeoutMs` from the first look-up to the end of the answer. */
export interface OutgoingRequest {
  url: string;
  method?: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  signal?: AbortSignal;
  /** Called once the receiver is reached: from then on it may have got what is sent. */
  onConnected?: () => void;
}

/** What became of a request; `error` is null after a 2xx, else a sentence that repeats nothing the receiver wrote. */
export interface OutgoingAnswer {
  status: number | null;
  error: string | null;
  /** What a 429 or 503 asks to wait. */
  retryAfterMs: number | null;
}

/** Which address it is would tell a stranger about the network here. */
const LEADS_INSIDE =
  'leads to an address that is not of the public internet, and ACCORD_WEBHOOK_ALLOW_CIDRS does not list it.';

/** Of an answer so much is read, and thrown away. */
const MOST_READ = 65_536;

/**
 * Sends one request on a connection of its own, to a place the rules allow: every address the name has at that moment is
 * checked, and the socket goes to one of those. Follows no redirect. Never throws.
 */
export function sendRequest(rules: OutgoingRules, request: OutgoingRequest): Promise<OutgoingAnswer> {
  const refused = refuseUrl(rules, request.url);
  if (refused)
    return Promise.resolve({ status: null, error: `The address is forbidden: ${refused}`, retryAfterMs: null });
  return new Promise((resolve) => {
    const settle = (answer: OutgoingAnswer): void => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', abort);
      resolve(answer);
      sent.destroy();
    };
    const fail = (error: unknown): void => settle({ status: null, error: describeFailure(error), retryAfterMs: null });
    const abort = (): void => fail(new Error('the server is stopping'));
    const sent = open(rules, request);
    const timer = setTimeout(
      () => fail(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })),
      request.timeoutMs,
    );
    request.signal?.addEventListener('abort', abort, { once: true });
    if (request.signal?.aborted) abort();
    sent.once('socket', (socket) => socket.once('connect', () => request.onConnected?.()));
    sent.on('error', fail);
    sent.on('response', (response) => drain(response, () => settle(answerOf(response))));
    sent.end(request.body);
  });
}

function open(rules: OutgoingRules, request: OutgoingRequest): ClientRequest {
  const url = new URL(request.url);
  const lookup: LookupFunction = (host, options, callback) => {
    findAllowed(rules, host).then(
      (found) => {
        const [first] = found;
        if (options.all) callback(null, found);
        else callback(null, first?.address as string, first?.family);
      },
      (error) => callback(error, ''),
    );
  };
  return (url.protocol === 'https:' ? https : http).request(url, {
    method: request.method ?? 'POST',
    headers: { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)), connection: 'close' },
    agent: false,
    lookup,
  });
}

/** A name that has one forbidden address is refused whole: nobody means to give such a name. */
async function findAllowed(rules: OutgoingRules, host: string) {
  const found = await resolveHost(rules, host);
  for (const { address } of found) {
    if (refuseAddress(rules, address)) throw new ForbiddenAddress(`The name ${host} ${LEADS_INSIDE}`);
  }
  return found;
}

function drain(response: IncomingMessage, done: () => void): void {
  let read = 0;
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > MOST_READ) done();
  });
  response.on('end', done);
  response.on('error', done);
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): OutgoingAnswer {
  const retryAfterMs = readRetryAfter(statusCode, headers['retry-after'], Date.now());
  if (statusCode >= 200 && statusCode < 300) return { status: statusCode, error: null, retryAfterMs };
  if (statusCode >= 300 && statusCode < 400) {
    const error = `The receiver answered ${statusCode}, a redirect: none is followed. Give the address it leads to.`;
    return { status: statusCode, error, retryAfterMs };
  }
  return { status: statusCode, error: `The receiver answered ${statusCode}.`, retryAfterMs };
}
