import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';

/** A pull request as a test describes it. */
export interface GithubPull {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  draft: boolean;
  merged_at: string | null;
  merge_commit_sha: string | null;
  user: { login: string };
  head: { ref: string; sha: string };
  reviews: {
    id: number;
    user: { login: string };
    state: string;
    body: string;
    commit_id: string;
    submitted_at: string;
  }[];
}

/** A stand-in for GitHub: the shapes of its REST API over what a test says, and the repository by smart HTTP. It stands for the outside. */
export interface Github {
  origin: string;
  /** Of the repository, for SCORING_REPO_URL. */
  url: string;
  apiUrl: string;
  pulls: GithubPull[];
  pushes: { after: string; actor: { login: string } }[];
  statuses: { sha: string; context: string; state: string; description: string }[];
  comments: { id: number; issue: number; body: string }[];
  /** `METHOD path` of every call of the API. */
  requests: string[];
  /** Answers the next calls that write with this status and these headers instead; null: as usual. */
  refuseWith(answer: { status: number; headers?: Record<string, string> } | null): void;
  /** Called before a comment is answered, after it was kept. */
  beforeAnswer(hook: (request: string) => void | Promise<void>): void;
  close(): Promise<void>;
}

const TOKEN = 'ghp_a_token_for_tests';
const AUTHORIZED = [`token ${TOKEN}`, `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`];

/** The token the stand-in wants. */
export const GITHUB_TOKEN = TOKEN;

/** Starts it over the bare repository `folder`, which is OWNER/NAME.git there. */
export async function startGithub(folder: string): Promise<Github> {
  let refusal: { status: number; headers?: Record<string, string> } | null = null;
  let hook: (request: string) => void | Promise<void> = () => undefined;
  const project = folder
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.git$/, '');
  const state = { pulls: [], pushes: [], statuses: [], comments: [], requests: [] } as unknown as Pick<
    Github,
    'pulls' | 'pushes' | 'statuses' | 'comments' | 'requests'
  >;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!AUTHORIZED.includes(request.headers.authorization ?? '')) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Bad credentials"}');
      return;
    }
    if (pathname.startsWith(`/${project}.git/`)) {
      serveGit(dirname(dirname(folder)), request, response);
      return;
    }
    const what = `${request.method} ${pathname.replace(`/api/v3/repos/${project}`, '')}`;
    const writes = request.method !== 'GET';
    state.requests.push(what);
    if (refusal && writes) {
      response.writeHead(refusal.status, { 'content-type': 'application/json', ...refusal.headers });
      response.end('{"message":"refused by the test"}');
      return;
    }
    const answer = answerApi(state, what, searchParams, await readBody(request));
    await hook(what);
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/${project}.git`,
    apiUrl: `${origin}/api/v3`,
    ...state,
    refuseWith(answer) {
      refusal = answer;
    },
    beforeAnswer(next) {
      hook = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerApi(
  state: Pick<Github, 'pulls' | 'pushes' | 'statuses' | 'comments'>,
  what: string,
  query: URLSearchParams,
  body: Record<string, string>,
): unknown {
  const [, method = '', path = ''] = /^(\w+) (.*)$/.exec(what) ?? [];
  const parts = path.split('/').slice(1);
  const isLast = Number(query.get('page') ?? 1) > 1;
  if (method === 'GET' && path === '/pulls') {
    return isLast ? [] : state.pulls.filter((pull) => pull.state === query.get('state')).map(pullView);
  }
  if (method === 'GET' && path === '/activity') return state.pushes;
  if (method === 'GET' && parts[2] === 'reviews') {
    return state.pulls.find((pull) => pull.number === Number(parts[1]))?.reviews;
  }
  if (method === 'GET' && parts[2] === 'statuses')
    return state.statuses.filter(({ sha }) => sha === parts[1]).toReversed();
  if (method === 'POST' && parts[0] === 'statuses') {
    const { context = '', state: is = '', description = '' } = body;
    state.statuses.push({ sha: parts[1] ?? '', context, state: is, description });
    return { id: state.statuses.length };
  }
  if (method === 'GET' && parts[2] === 'comments') {
    return state.comments.filter(({ issue }) => issue === Number(parts[1]));
  }
  if (method === 'POST' && parts[2] === 'comments') {
    const comment = { id: 1_000 + state.comments.length, issue: Number(parts[1]), body: body['body'] ?? '' };
    state.comments.push(comment);
    return comment;
  }
  if (method === 'PATCH' && parts[1] === 'comments') {
    const comment = state.comments.find(({ id }) => id === Number(parts[2]));
    if (comment) comment.body = body['body'] ?? '';
    return comment;
  }
  return undefined;
}

function pullView({ reviews: _reviews, head, ...pull }: GithubPull) {
  const repo = { full_name: 'acme/scoring' };
  return {
    ...pull,
    html_url: `https://github.example/acme/scoring/pull/${pull.number}`,
    head: { ...head, repo },
    base: { ref: 'main', repo },
  };
}

async function readBody(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}

/** Stock `git http-backend`, for reading. */
function serveGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH ?? '',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf('\r\n\r\n');
    for (const line of all.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/s);
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else if (name) response.setHeader(name, value);
    }
    response.end(all.subarray(end + 4));
  });
}
