import { type ChildProcess, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { gitEnvironment } from './git-environment.js';
import { type Judge, parsePush, type Verdict } from './push.js';
import { readCgiHead } from './read-cgi-head.js';

/** What is asked of git over HTTP. */
export interface BackendRequest {
  gitdir: string;
  /** Holds the one hook. */
  hooks: string;
  /** Below the repository: `info/refs`. */
  path: string;
  query: string;
  user: string;
  /** The most bytes a push may bring, packed. */
  maxPack: number;
  judge: Judge;
}

/** Beyond this a body is not even read to its end for the sake of a readable answer. */
const MOST_BODY = 64 * 1024 * 1024;
const MOST_HOOK_TEXT = 1024 * 1024;

/**
 * Answers a request by stock `git http-backend`, streaming both ways. Whatever a push brings is judged before git takes
 * it. Resolves when git has ended.
 */
export async function serveBackend(
  request: IncomingMessage,
  response: ServerResponse,
  asked: BackendRequest,
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: environmentOf(request, asked),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  response.on('close', () => {
    if (!response.writableFinished) child.kill('SIGTERM');
  });
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  feed(request, child);
  answerHook(child, asked.judge);
  (child.stderr as Readable).resume();
  await Promise.all([answer(child.stdout as Readable, response), ended]);
}

function environmentOf(request: IncomingMessage, asked: BackendRequest): Record<string, string> {
  const { headers, method = 'GET' } = request;
  const given: Record<string, string | undefined> = {
    CONTENT_TYPE: headers['content-type'],
    CONTENT_LENGTH: headers['content-length'],
    HTTP_CONTENT_ENCODING: headers['content-encoding'],
    GIT_PROTOCOL: oneLine(headers['git-protocol']),
    REMOTE_ADDR: request.socket.remoteAddress,
  };
  return {
    ...gitEnvironment({ 'core.hooksPath': asked.hooks, 'receive.maxInputSize': String(asked.maxPack) }),
    GIT_PROJECT_ROOT: asked.gitdir,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${asked.path}`,
    QUERY_STRING: asked.query,
    REQUEST_METHOD: method,
    REMOTE_USER: asked.user,
    SERVER_PROTOCOL: 'HTTP/1.1',
    GATEWAY_INTERFACE: 'CGI/1.1',
    ...Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

function oneLine(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\x20-\x7e]{1,200}$/.test(header) ? header : undefined;
}

/** Git may stop reading (too big a pack): the rest is read and dropped, or its client would never hear why. */
function feed(request: IncomingMessage, child: ChildProcess): void {
  const stdin = child.stdin as Writable;
  let size = 0;
  stdin.on('error', () => request.resume());
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_BODY) request.destroy();
  });
  request.on('close', () => stdin.end());
  request.pipe(stdin);
}

function answerHook(child: ChildProcess, judge: Judge): void {
  const [, , , told, verdict] = child.stdio as unknown as [unknown, unknown, unknown, Readable, Writable];
  let text = '';
  told.setEncoding('utf8').on('data', function read(chunk: string) {
    text += chunk;
    const whole = text.endsWith('\ndone\n');
    if (!whole && text.length <= MOST_HOOK_TEXT) return;
    told.removeListener('data', read);
    told.resume();
    void judged(whole ? text : '', judge).then(({ accepted, lines }) => {
      verdict.end(`${[accepted ? 'accepted' : 'refused', ...lines].join('\n')}\n`);
    });
  });
  child.on('exit', () => verdict.destroy());
}

async function judged(text: string, judge: Judge): Promise<Verdict> {
  try {
    return await judge(parsePush(text));
  } catch {
    return {
      accepted: false,
      lines: ['Something went wrong here, nothing was taken: the log of the server tells of it.'],
    };
  }
}

async function answer(stdout: Readable, response: ServerResponse): Promise<void> {
  const head = await readCgiHead(stdout);
  if (!head) {
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
    response.end('git gave no answer\n');
    return;
  }
  response.writeHead(head.status, head.headers);
  response.write(head.rest);
  stdout.pipe(response);
  await new Promise<void>((resolve) => {
    response.on('close', resolve);
    response.on('finish', resolve);
  });
}
