import { cancelClock } from '../../core/definitions/sla/cancel-clock.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import type { SlaClock } from '../entities/sla-clock.entity.js';
import type { NewEvent } from '../events/new-event.js';
import type { Releases } from '../releases/open-releases.js';
import type { Release } from '../releases/release.js';
import type { ClockChange } from './clock-change.js';
import { clockEvents } from './clock-events.js';
import type { ClockedLead } from './clocked-lead.js';
import { loadTerms } from './load-terms.js';
import { reassignClock } from './reassign-clock.js';
import { listOpenClocks, saveClocks } from './save-clocks.js';
import { stepClocks } from './step-clocks.js';
import { afterStep, toClock } from './to-clock.js';

/**
 * Starts, stops, pauses and hands over the clocks of locked leads as what happened says, and cancels those of leads
 * that `absorbed` names, merged by whom. Writes them and answers the events to be recorded.
 */
export async function followClocks(
  tx: Tx,
  context: { release: Release; releases: Pick<Releases, 'at'> },
  leads: readonly ClockedLead[],
  absorbed: ReadonlyMap<string, string>,
): Promise<NewEvent[]> {
  const moved = leads.filter((lead) => lead.happenings.length > 0);
  if (moved.length === 0 && absorbed.size === 0) return [];
  const open = await listOpenClocks(tx, [...moved.map((lead) => lead.id), ...absorbed.keys()]);
  const termsOfClock = await loadTerms(context.releases, open);
  const makeId = () => newId('clock', tx.at.getTime());
  const stepping = { release: context.release, termsOfClock, at: tx.at, makeId };
  const ofLead = Map.groupBy(open, (clock) => clock.leadId);
  const changes: ClockChange[] = [];
  for (const lead of moved) {
    const own = ofLead.get(lead.id) ?? [];
    const stepped = stepClocks(stepping, lead, own);
    changes.push(...stepped, ...handOver(tx, lead, own, stepped));
  }
  for (const [leadId, actor] of absorbed) {
    for (const row of ofLead.get(leadId) ?? []) {
      const terms = termsOfClock(row);
      if (!terms) continue;
      const step = cancelClock(toClock(row), tx.at.getTime());
      const news = step.events.map((event) => ({ event, actor }));
      changes.push({ clock: afterStep(terms, row, step), news });
    }
  }
  await saveClocks(
    tx,
    changes.map((change) => change.clock),
  );
  return clockEvents(tx, changes);
}

/** A new owner of the lead takes over its clocks, but for those of a handoff, which are its assignee's. */
function handOver(
  tx: Tx,
  lead: ClockedLead,
  open: readonly SlaClock[],
  stepped: readonly ClockChange[],
): ClockChange[] {
  const assigned = lead.happenings.findLast(({ happening }) => happening.kind === 'assigned');
  if (!assigned) return [];
  const changed = new Set(stepped.map(({ clock }) => clock.id));
  return open
    .filter((clock) => !changed.has(clock.id) && clock.handoffId === null && clock.ownerId !== lead.ownerId)
    .map((clock) => reassignClock(clock, lead.ownerId, tx.at, assigned.actor));
}
