import { Webhooks } from '@octokit/webhooks';
import { type HookRequest, type HookVerdict, headerOf, payloadOf } from '../hook.js';

interface Payload {
  action?: string;
  after?: string;
  repository?: { full_name?: string };
  sender?: { login?: string };
  pull_request?: { head?: { sha?: string } };
}

const NEWS = new Set(['push', 'pull_request', 'pull_request_review', 'pull_request_review_thread', 'create', 'delete']);
/** What makes commits the word of whoever did it. */
const PUSHING = new Set(['opened', 'synchronize', 'reopened']);
const ID = /^[A-Za-z0-9-]{1,100}$/;

/** Judges a webhook of GitHub: signed with the secret, over the bytes as they came, compared in constant time. */
export async function judgeGithubHook(
  request: HookRequest,
  { secret, project }: { secret: string; project: string },
): Promise<HookVerdict> {
  const signature = headerOf(request, 'x-hub-signature-256');
  const isSigned =
    signature !== '' &&
    (await new Webhooks({ secret }).verify(request.body.toString('utf8'), signature).catch(() => false));
  if (!isSigned) return { is: 'unsigned' };
  const id = headerOf(request, 'x-github-delivery');
  if (!ID.test(id)) return { is: 'malformed', why: 'The header X-GitHub-Delivery is missing.' };
  const payload = payloadOf(request) as Payload | null;
  if (!payload) return { is: 'malformed', why: 'The body is no JSON object: set the content type application/json.' };
  const event = headerOf(request, 'x-github-event');
  const isOurs = payload.repository?.full_name?.toLowerCase() === project.toLowerCase();
  if (!NEWS.has(event) || !isOurs) return { is: 'ignored' };
  return { is: 'news', delivery: { id: `github:${id}`, pushes: pushesOf(event, payload) } };
}

function pushesOf(event: string, { action, after, sender, pull_request }: Payload): { oid: string; login: string }[] {
  const oid = event === 'push' ? after : PUSHING.has(action ?? '') ? pull_request?.head?.sha : undefined;
  const login = sender?.login;
  return login && oid && /^[0-9a-f]{40}$/.test(oid) && !/^0+$/.test(oid) ? [{ oid, login }] : [];
}
