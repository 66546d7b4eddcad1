import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What of a request decides about it: below the repository, `info/refs`; `pushes` where it would write. */
export interface GitQuestion {
  path: string;
  query: string;
  pushes: boolean;
  /** The address of the repository, as the caller reached it. */
  url: string;
}

/** What answers git clients; `null` in place of `serve` where this machine has no git. */
export interface GitDoor<Caller> {
  authenticate(token: string): Promise<Caller | null>;
  /** Null: it may; else why not. */
  refuse(caller: Caller, question: GitQuestion): string | null;
  serve:
    | ((caller: Caller, question: GitQuestion, request: IncomingMessage, response: ServerResponse) => Promise<void>)
    | null;
}

const PLACE = '/git/scoring-models.git';
const SERVICES = ['git-upload-pack', 'git-receive-pack'];

/** Adds the repository for git clients; the password of Basic authentication is a token. Without a git binary it answers 501. */
export async function serveGit<Caller>(app: FastifyInstance, door: GitDoor<Caller>): Promise<void> {
  await app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    inner.get(`${PLACE}/info/refs`, (request, reply) => answer(door, request, reply));
    for (const service of SERVICES) inner.post(`${PLACE}/${service}`, (request, reply) => answer(door, request, reply));
  });
}

async function answer<Caller>(door: GitDoor<Caller>, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!door.serve) return say(reply, 501, 'This server has no git: install it, or use the API and accord pr.');
  const token = tokenOf(request.headers.authorization);
  const caller = token === null ? null : await door.authenticate(token);
  if (caller === null) {
    reply.header('www-authenticate', 'Basic realm="Accord: any user name, a token as password", charset="UTF-8"');
    return say(
      reply,
      401,
      token === null ? 'Send a token as password.' : 'The token is not known here, or it has ended.',
    );
  }
  const question = questionOf(request);
  const why = door.refuse(caller, question);
  if (why !== null) return say(reply, 403, why);
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value ?? '');
  reply.hijack();
  await door.serve(caller, question, request.raw, reply.raw).catch((error: unknown) => {
    request.log.error({ err: error }, 'a git request failed');
    if (!reply.raw.headersSent) reply.raw.writeHead(500, { 'content-type': 'text/plain' });
    reply.raw.end('Something went wrong here.\n');
  });
  return reply;
}

function questionOf(request: FastifyRequest): GitQuestion {
  const [place = '', query = ''] = request.url.split('?', 2);
  const path = place.slice(PLACE.length + 1);
  const pushes = path === 'git-receive-pack' || /(^|&)service=git-receive-pack(&|$)/.test(query);
  return { path, query, pushes, url: `${request.protocol}://${request.host}${PLACE}` };
}

/** The token is the password; where only a user name is given, that. */
function tokenOf(header: string | undefined): string | null {
  const [, basic] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? [];
  if (basic === undefined) return null;
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return text.slice(colon + 1) || text.slice(0, colon) || null;
}

function say(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${sentence}\n`);
}
