import { parseDuration } from '../scoring/duration.js';
import type { Instant } from '../scoring/facts.js';
import type { PassEnd } from './move-verdict.js';
import { findStage } from './stage-order.js';
import type { Lifecycle } from './tree.js';

/** How the lead's pass ends when it moves `from` → `to` at `at`; undefined when the move ends none. */
export function endOfPass(
  lifecycle: Lifecycle,
  from: string,
  to: string,
  reasonKey: string | null | undefined,
  at: Instant,
): PassEnd | undefined {
  const leavesLost = findStage(lifecycle, from)?.category === 'lost';
  const entersNurture = findStage(lifecycle, to)?.category === 'nurture';
  if (!leavesLost && !entersNurture) return undefined;
  const reason = lifecycle.reasons?.find((one) => one.key === reasonKey);
  const coolDown = entersNurture && reason?.coolDown ? parseDuration(reason.coolDown) : 0;
  const forgets = (lifecycle.frameworks ?? []).filter((one) => one.onRecycle !== 'keep').map((one) => one.key);
  return { silentUntil: at + coolDown, forgets };
}
