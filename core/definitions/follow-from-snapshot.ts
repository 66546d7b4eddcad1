import { fitsSnapshot } from '../scoring/scorer-snapshot.js';
import { treeFor } from './challengers/tree-for.js';
import type { CompiledTree } from './compile-tree.js';
import { followArrivals } from './follow-arrivals.js';
import { openWalk } from './follow-lead-walk.js';
import type { Arrival, FollowedLead, LeadSituation } from './followed-lead.js';

/**
 * `followLead` without the facts, from what its last walk left as `snapshot`: the same, bit for bit, or null where it
 * takes facts that were left out (a crossing to explain, a move, another account, a retraction, a fact too late) or the
 * snapshot was taken under other models.
 */
export function followFromSnapshot(
  tree: CompiledTree,
  situation: LeadSituation,
  snapshot: string,
  arrivals: readonly Arrival[],
): FollowedLead | null {
  const deciding = treeFor(tree, situation);
  if (!fitsSnapshot(deciding, snapshot)) return null;
  return followArrivals(openWalk(deciding, situation, { snapshot }), arrivals);
}
