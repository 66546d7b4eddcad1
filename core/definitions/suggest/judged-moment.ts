import type { Instant } from '../../scoring/facts.js';
import { stageOrder } from '../stage-order.js';
import { stagesReaching } from '../stages-reaching.js';
import type { Lifecycle } from '../tree.js';

/**
 * When a lead is judged: when sales first had it, else when it last did something, else at the end; since when its outcome
 * was open; and when it reached it.
 */
export interface JudgedMoment {
  at: Instant;
  /** When sales first had it, else when it last did something, else when it came to be. */
  since: Instant;
  contacted: boolean;
  reachedAfter: number | null;
}

/**
 * Sales has a lead from its first entry into the first handoff stage, or an open or won one after it. What came with that
 * very entry (a record of an import tells of both at one instant) counts as known before it. A lead that sales never had is
 * judged at its best known moment, not when all it did is long ago: else whatever is recent would seem to speak for success.
 */
export function judgedMoment(
  lifecycle: Lifecycle,
  outcome: string,
  entries: readonly { stage: string; at: Instant }[],
  end: Instant,
  lastActivityAt: Instant | null,
): JudgedMoment {
  const { stages } = lifecycle;
  const order = stageOrder(lifecycle);
  const first = stages.findIndex((stage) => stage.handoff);
  const hands = new Set(
    stages
      .filter((one, index) => first >= 0 && index >= first && /^(open|won)$/.test(one.category))
      .map(({ key }) => key),
  );
  const contacts = entries.filter(({ stage }) => hands.has(stage) && order.has(stage)).map(({ at }) => at);
  const contacted = contacts.length > 0;
  const active = lastActivityAt === null ? null : Math.min(lastActivityAt, end);
  const at = contacted ? Math.min(...contacts) : (active ?? end);
  const since = contacted || active !== null ? at : Math.min(end, ...entries.map((entry) => entry.at));
  const by = new Set(stagesReaching(lifecycle, outcome));
  const reached = entries.filter(({ stage }) => by.has(stage)).map((entry) => entry.at);
  return { at, since, contacted, reachedAfter: reached.length === 0 ? null : Math.max(0, Math.min(...reached) - at) };
}
