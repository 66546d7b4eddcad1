import type { ChangeLevel } from '../diff/definition-change.js';
import type { Files } from '../tree.js';
import { askedSlots, type SignedChange } from './asked-slots.js';
import { readSignOffRules } from './read-sign-off-rules.js';
import { type Reviewing, type SignOffDecision, weighSignOffs } from './weigh-sign-offs.js';

/** What is proposed, and what was said of it. */
export interface Proposal extends Reviewing {
  /** The tree that is merged into: its sign-offs.json decides. */
  base: Files;
  changes: readonly SignedChange[];
  /** The class of the whole proposal: words that come with a BREAKING change are signed as it is. */
  level: ChangeLevel;
}

/** What stands in the way of a proposal that changes nothing. */
export const NOTHING_CHANGED = 'Merging would change nothing.';

/** The one decision on who must sign a proposal, who has, and whether it may be merged; nothing changed is not ready. */
export function decideSignOffs({ base, changes, level, ...reviewing }: Proposal): SignOffDecision {
  const decision = weighSignOffs(askedSlots(readSignOffRules(base), changes, level), { ...reviewing, level });
  if (changes.length > 0) return decision;
  return { ...decision, blockers: [...decision.blockers, NOTHING_CHANGED], ready: false };
}
