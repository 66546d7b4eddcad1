import type { Report } from './describe-report.js';
import { MARKER } from './describe-report.js';
import type { Forge } from './forge.js';

/** The name of the one status: a branch protected by it takes only what was signed. */
const STATUS = 'accord';

/**
 * Makes the forge say what the report says: one status of the head, one comment in place. What stands there already is
 * left, so that a report whose posting nobody noted is not doubled. Answers the comment's id.
 */
export async function postReport(
  forge: Forge,
  to: { id: number; head: string; commentId: string | null; url: string | null },
  { status, body }: Report,
): Promise<string> {
  const present = await forge.findStatus(to.head, STATUS);
  if (present?.state !== status.state || present.description !== status.description) {
    await forge.writeStatus(to.head, STATUS, { ...status, url: to.url });
  }
  const comments = await forge.listComments(to.id, MARKER);
  const ours = comments
    .filter(({ id }) => id === to.commentId)
    .concat(comments.filter(({ id }) => id !== to.commentId));
  for (const comment of ours) {
    if (comment.body.trim() === body.trim()) return comment.id;
    if (await forge.editComment(to.id, comment.id, body)) return comment.id;
  }
  return forge.writeComment(to.id, body);
}
