import type { Routed } from '../../core/definitions/routing/routing.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Tx } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { routeLeads } from '../lifecycle/route-leads.js';
import type { Releases } from '../releases/open-releases.js';
import { loadFacts } from './intake/load-facts.js';
import { saveAssignments } from './save-assignments.js';

/**
 * Routes handoffs of locked leads that wait anew, past who has them, and hands their clocks on with them. Where nobody
 * else can take one now it stays with `orElse` its person. Answers how many changed hands.
 */
export async function rerouteHandoffs(
  tx: Tx,
  releases: Pick<Releases, 'live'>,
  handoffs: readonly Handoff[],
  orElse: (handoff: Handoff) => string | null,
): Promise<number> {
  if (handoffs.length === 0) return 0;
  const { ofLead } = await loadFacts(
    tx,
    handoffs.map((handoff) => handoff.leadId),
  );
  const asked = handoffs.map(({ leadId, assigneeId }) => ({
    timeline: buildTimeline(ofLead.get(leadId) ?? []),
    not: assigneeId,
  }));
  const routed = await routeLeads(tx, releases.live(), asked);
  const changed = handoffs.flatMap((handoff, index): Handoff[] => {
    const { pool, assignee, because } = routed[index] as Routed;
    const assigneeId = assignee ?? orElse(handoff);
    if (assigneeId === handoff.assigneeId) return [];
    return [{ ...handoff, assigneeId, pool, routedBy: because }];
  });
  await saveAssignments(tx, changed, 'system');
  return changed.length;
}
