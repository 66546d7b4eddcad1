import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { Absorbed } from './absorb-leads.js';
import { followGroup, type GroupLead } from './follow-group.js';
import type { LeadState } from './lead-state.js';
import { loadFacts } from './load-facts.js';
import type { LeadArrivals } from './plan-arrivals.js';

/**
 * Follows locked leads through what arrived: from their snapshots, and only where those are not enough from their facts,
 * whose rows then join `ids`. Rows known in `ids` already are what arrived.
 */
export async function followLeads(
  tx: Tx,
  release: Release,
  arrivals: ReadonlyMap<string, LeadArrivals>,
  context: {
    states: ReadonlyMap<string, LeadState>;
    joining: ReadonlyMap<string, ReadonlySet<string>>;
    absorbed: readonly Absorbed[];
    ids: Map<string, number>;
  },
): Promise<GroupLead[]> {
  const { states, absorbed, joining, ids } = context;
  const at = tx.at.getTime();
  const unwritten = new Set([...arrivals.keys()].filter((id) => !states.has(id)));
  const blank = new Map([...unwritten].filter((id) => !joining.has(id)).map((id) => [id, []]));
  const first = followGroup(release, arrivals, { states, facts: blank, absorbed, at });
  if (first.lacking.length === 0) return first.leads;
  const lacking = new Set(first.lacking);
  const loaded = await loadFacts(tx, first.lacking, joining, new Set(ids.values()), unwritten);
  for (const [key, id] of loaded.ids) ids.set(key, id);
  const rest = new Map([...arrivals].filter(([id]) => lacking.has(id)));
  const merges = absorbed.filter((merge) => lacking.has(merge.keepId));
  const { leads } = followGroup(release, rest, { states, facts: loaded.ofLead, absorbed: merges, at });
  return [...first.leads, ...leads].sort((a, b) => (a.id < b.id ? -1 : 1));
}
