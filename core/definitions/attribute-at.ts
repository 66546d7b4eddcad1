import type { Instant, Json } from '../scoring/facts.js';
import { accountReadings, type Reading, type Timeline } from '../scoring/timeline-index.js';

/** The value of a path at `at`, `account.…` through the account the lead belonged to then; undefined where there is none. */
export function attributeAt(timeline: Timeline, path: string, at: Instant): Json | undefined {
  if (!path.startsWith('account.')) return latest(timeline.attributes.get(path), at);
  const account = latest(timeline.attributes.get('account'), at);
  return latest(accountReadings(timeline, typeof account === 'string' ? account : null)?.get(path), at);
}

function latest(readings: Reading[] | undefined, at: Instant): Json | undefined {
  return readings?.findLast((reading) => reading.at <= at)?.value;
}
