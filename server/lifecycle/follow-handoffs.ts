import type { Routed } from '../../core/definitions/routing/routing.js';
import { findStage } from '../../core/definitions/stage-order.js';
import type { Timeline } from '../../core/scoring/timeline.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { Handoff } from '../entities/handoff.entity.js';
import type { Release } from '../releases/release.js';
import { markHandedOff } from '../rollups/mark-handed-off.js';
import { routeLeads } from './route-leads.js';
import { listPendingHandoffs, saveHandoffs } from './save-handoffs.js';
import { type HandoffChange, stepHandoffs } from './step-handoffs.js';
import type { SteppedLead } from './stepped-lead.js';

/**
 * Opens, routes and ends the handoffs of locked leads as their steps say, and withdraws those of leads that `absorbed`
 * names, merged by whom. Writes them and answers what changed, in order by lead.
 */
export async function followHandoffs(
  tx: Tx,
  release: Release,
  leads: readonly SteppedLead[],
  absorbed: ReadonlyMap<string, string>,
): Promise<HandoffChange[]> {
  const { lifecycle, activities } = release.tree;
  const left = new Set(absorbed.keys());
  const entering = new Set<string>();
  for (const { id, transitions } of leads) {
    if (transitions.some((step) => step.from !== null)) left.add(id);
    if (transitions.some((step) => findStage(lifecycle, step.to)?.handoff)) entering.add(id);
  }
  if (left.size === 0 && entering.size === 0) return [];
  const pending = await listPendingHandoffs(tx, [...left]);
  const changes: HandoffChange[] = [];
  for (const [leadId, actor] of absorbed) {
    const open = pending.get(leadId);
    if (!open) continue;
    const handoff = { ...open, state: 'WITHDRAWN' as const, decidedAt: tx.at };
    changes.push({ handoff, before: 'PENDING', after: 'WITHDRAWN', actor });
  }
  const makeId = () => newId('handoff', tx.at.getTime());
  const context = { lifecycle, labels: activities.activities, release: release.number, at: tx.at, makeId };
  const opened: { handoff: Handoff; timeline: Timeline; not: null }[] = [];
  for (const lead of leads) {
    if (!pending.has(lead.id) && !entering.has(lead.id)) continue;
    const own = stepHandoffs(context, lead, pending.get(lead.id) ?? null);
    changes.push(...own);
    const last = own.at(-1)?.handoff;
    if (last?.state === 'PENDING') opened.push({ handoff: last, timeline: lead.timeline, not: null });
  }
  const routed = await routeLeads(tx, release, opened);
  opened.forEach(({ handoff }, index) => {
    const { pool, assignee, because } = routed[index] as Routed;
    Object.assign(handoff, { pool, assigneeId: assignee, routedBy: because });
  });
  await saveHandoffs(tx, [...new Map(changes.map(({ handoff }) => [handoff.id, handoff])).values()]);
  await markHandedOff(
    tx,
    changes.flatMap(({ before, handoff }) => (before === null ? [handoff] : [])),
  );
  return changes;
}
