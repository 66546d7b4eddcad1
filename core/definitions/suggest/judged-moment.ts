import type { Instant } from '../../scoring/facts.js';
import { stageOrder } from '../stage-order.js';
import type { Lifecycle } from '../tree.js';

/** When a lead is judged: a millisecond before sales first had it, else at the end; and when it reached the outcome. */
export interface JudgedMoment {
  at: Instant;
  contacted: boolean;
  reachedAfter: number | null;
}

/**
 * Sales has a lead from its first entry into the first handoff stage, or an open or won one after it. What came with that
 * very entry (a record of an import tells of both at one instant) counts as known before it.
 */
export function judgedMoment(
  lifecycle: Lifecycle,
  outcome: string,
  entries: readonly { stage: string; at: Instant }[],
  end: Instant,
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
  const at = contacted ? Math.min(...contacts) : end;
  const reached = entries.filter(({ stage }) => stage === outcome).map((entry) => entry.at);
  return { at, contacted, reachedAfter: reached.length === 0 ? null : Math.max(0, Math.min(...reached) - at) };
}
