import { treeFor } from './challengers/tree-for.js';
import type { CompiledTree } from './compile-tree.js';
import { followArrivals } from './follow-arrivals.js';
import { type FollowOptions, openWalk } from './follow-lead-walk.js';
import type { Arrival, FollowedLead, LeadMemory } from './followed-lead.js';

/**
 * Takes a lead through arrivals in the order they were accepted and says, step by step, what came of them: crossings
 * of time at their own instants first, then each record applied and the whole timeline evaluated as then known. The
 * live path, imports and replays all use it. Where challengers have a share, the one the lead belongs to decides. `bare`
 * leaves out what explains crossings and transitions, and when time changes more; `expected` spares looks at which nothing
 * can cross. Throws where a lead that does not exist
 * yet does not enter first.
 */
export function followLead(
  tree: CompiledTree,
  memory: LeadMemory,
  arrivals: readonly Arrival[],
  options: FollowOptions = {},
): FollowedLead {
  const followed = followArrivals(openWalk(treeFor(tree, memory), memory, { facts: memory.facts }, options), arrivals);
  if (!followed) throw new Error(`The lead ${memory.id} lacks facts although all of them were given.`);
  return followed;
}
