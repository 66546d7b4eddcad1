import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { recordEvents } from '../events/record-events.js';

/** What happened to a pull request, as the log tells it. */
export type PullChange = 'OPENED' | 'UPDATED' | 'CHECKED' | 'REVIEWED' | 'COMMENTED' | 'MERGED' | 'CLOSED' | 'REOPENED';

/** Puts what happened into the log and raises the version of the pull request, so that whoever follows it hears of it. */
export async function recordPull(tx: Tx, number: number, what: PullChange): Promise<void> {
  await tx.query('update pull_requests set version = version + 1, updated_at = $2 where number = $1', [number, tx.at]);
  await recordEvents(tx, [
    {
      eventId: newId('event', tx.at.getTime()),
      kind: 'PULL_REQUEST',
      leadId: null,
      occurredAt: tx.at,
      historical: false,
      data: { number, what },
    },
  ]);
}
