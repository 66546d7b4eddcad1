import type { Files } from '../../core/definitions/tree.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { recordEvents } from '../events/record-events.js';
import { PLATFORM } from '../git/open-signing-key.js';
import { saveObjects } from '../git/save-objects.js';
import { tagObject } from '../git/tag-object.js';
import { enqueueJob } from '../jobs/enqueue-job.js';
import type { LockedRelease } from './lock-releases.js';

/** What is put in force. */
export interface NewRelease {
  commit: string;
  files: Files;
  kind: 'MERGE' | 'EMERGENCY' | 'ROLLBACK';
  reason: string | null;
  pullRequest: number | null;
  effect: string | null;
  expiresAt: Date | null;
}

/** Writes the release after `live`: its row, refs and tag, the event, the audit entry and the job that scores all leads by it. */
export async function saveRelease(tx: Tx, live: LockedRelease, release: NewRelease): Promise<number> {
  const number = live.number + 1;
  const { commit, files, kind, reason, pullRequest, effect, expiresAt } = release;
  await tx.query(
    `insert into releases (number, commit, previous, kind, promoted_by, promoted_at, reason, pull_request, files,
       expires_at, effect)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [number, commit, live.commit, kind, tx.actor, tx.at, reason, pullRequest, JSON.stringify(files), expiresAt, effect],
  );
  await moveRefs(tx, number, commit);
  await enqueueJob(tx, { kind: 'rescore', input: { release: number }, key: rescoringKey(number) });
  const data = { release: number, kind, commit };
  await recordEvents(tx, [
    {
      eventId: newId('event', tx.at.getTime()),
      kind: 'PROMOTION',
      leadId: null,
      occurredAt: tx.at,
      historical: false,
      data,
    },
  ]);
  await recordAudit(tx, {
    action: kind === 'ROLLBACK' ? 'release.rolled-back' : 'release.promoted',
    subject: `promotion_${number}`,
    detail: { ...data, previous: live.commit, pullRequest },
  });
  return number;
}

/** The key of the job that scores all leads by a release. */
export function rescoringKey(release: number): string {
  return `rescore:${release}`;
}

async function moveRefs(tx: Tx, number: number, commit: string): Promise<void> {
  const tagger = { ...PLATFORM, at: tx.at.getTime() };
  const tag = tagObject({ name: `releases/${number}`, commit, message: `Release ${number}`, tagger });
  await saveObjects(tx, [tag]);
  for (const [name, oid] of [
    ['refs/heads/live', commit],
    [`refs/tags/releases/${number}`, tag.oid],
  ]) {
    await tx.query(
      `insert into git_refs (name, oid, updated_at) values ($1, $2, $3)
       on conflict (name) do update set oid = excluded.oid, updated_at = excluded.updated_at`,
      [name, oid, tx.at],
    );
  }
}
