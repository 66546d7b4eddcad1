import { createHash, timingSafeEqual } from 'node:crypto';
import { type HookRequest, type HookVerdict, headerOf, payloadOf } from '../hook.js';

interface Payload {
  after?: string;
  user_username?: string;
  user?: { username?: string };
  project?: { path_with_namespace?: string };
  object_attributes?: { action?: string; oldrev?: string; last_commit?: { id?: string } };
}

const NEWS = new Set(['Push Hook', 'Merge Request Hook']);
const ID = /^[A-Za-z0-9-]{1,100}$/;

/** Judges a webhook of GitLab, which sends the secret itself: compared in constant time. */
export function judgeGitlabHook(
  request: HookRequest,
  { secret, project }: { secret: string; project: string },
): HookVerdict {
  if (!isSame(headerOf(request, 'x-gitlab-token'), secret)) return { is: 'unsigned' };
  const payload = payloadOf(request) as Payload | null;
  if (!payload) return { is: 'malformed', why: 'The body is no JSON object.' };
  const isOurs = payload.project?.path_with_namespace?.toLowerCase() === project.toLowerCase();
  if (!NEWS.has(headerOf(request, 'x-gitlab-event')) || !isOurs) return { is: 'ignored' };
  return { is: 'news', delivery: { id: `gitlab:${idOf(request)}`, pushes: pushesOf(payload) } };
}

/** Digests of equal length are compared, so that the time tells neither letters nor length. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return given !== '' && timingSafeEqual(a, b);
}

/** A repeat keeps its idempotency key; older versions give none, and the same body again tells nothing new. */
function idOf(request: HookRequest): string {
  const given = headerOf(request, 'idempotency-key') || headerOf(request, 'x-gitlab-event-uuid');
  return ID.test(given) ? given : createHash('sha256').update(request.body).digest('hex');
}

function pushesOf({ after, user_username, user, object_attributes: merge }: Payload): { oid: string; login: string }[] {
  const pushes = merge?.action === 'open' || merge?.oldrev !== undefined;
  const [oid, login] = merge ? [pushes ? merge.last_commit?.id : undefined, user?.username] : [after, user_username];
  return login && oid && /^[0-9a-f]{40}$/.test(oid) && !/^0+$/.test(oid) ? [{ oid, login }] : [];
}
