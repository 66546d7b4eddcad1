import { describeDuration } from '../../scoring/describe-value.js';
import type { HandoffDefinition, StageDefinition } from '../tree.js';

/** A stage in words: 'Marketing qualified lead (open, owned by marketing): has crossed the agreed threshold'. */
export function describeStage({ label, owner, category, entry, handoff }: StageDefinition): string {
  const handed = handoff ? `; handed over: ${describeHandoff(handoff)}` : '';
  return `${label} (${category}, owned by ${owner}): ${entry}${handed}`;
}

/** A handoff in words: 'sales decides within 14 days (else rejected: no-response-from-sales), accepted leads go to sal'. */
export function describeHandoff({ decidedBy, acceptTo, expiresAfter, onExpiry }: HandoffDefinition): string {
  const within = expiresAfter === undefined ? '' : ` within ${describeDuration(expiresAfter)}`;
  const expiry = onExpiry ? ` (else rejected: ${onExpiry.reason})` : '';
  return `${decidedBy} decides${within}${expiry}, accepted leads go to ${acceptTo}`;
}
