import { expandFact } from '../../core/definitions/expand-fact.js';
import type { Routed } from '../../core/definitions/routing/routing.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { routeLeads } from '../lifecycle/route-leads.js';
import { listPendingHandoffs } from '../lifecycle/save-handoffs.js';
import type { Releases } from '../releases/open-releases.js';
import type { NewFact } from './intake/insert-facts.js';
import { loadStates } from './intake/lead-state.js';
import { loadFacts } from './intake/load-facts.js';
import { rerouteHandoffs } from './reroute-handoffs.js';
import { passTime } from './sweep.js';

/** A locked lead that is taken from who has it; `handoffId`: the handoff that is, while it waits. */
export interface TakenLead {
  leadId: string;
  ownerId: string | null;
  handoffId: string | null;
}

/**
 * Routes locked leads anew, past who had them: the handoff that waits goes to another person, or else the lead gets
 * another owner, and their clocks with them. Where nobody else can take one now, all stays as it is.
 */
export async function rerouteLeads(tx: Tx, releases: Releases, taken: readonly TakenLead[]): Promise<void> {
  if (taken.length === 0) return;
  const pending = await listPendingHandoffs(
    tx,
    taken.map((one) => one.leadId),
  );
  const waiting = taken.flatMap(({ leadId, handoffId }) => {
    const handoff = pending.get(leadId);
    return handoff && handoff.id === handoffId ? [handoff] : [];
  });
  await rerouteHandoffs(tx, releases, waiting, (handoff) => handoff.assigneeId);
  const answered = taken.filter(({ leadId }) => !waiting.some((handoff) => handoff.leadId === leadId));
  await giveLeads(tx, releases, await findOwners(tx, releases, answered));
}

async function findOwners(tx: Tx, releases: Releases, taken: readonly TakenLead[]): Promise<Map<string, string>> {
  const { ofLead } = await loadFacts(
    tx,
    taken.map((one) => one.leadId),
  );
  const asked = taken.map(({ leadId, ownerId }) => ({
    timeline: buildTimeline(ofLead.get(leadId) ?? []),
    not: ownerId,
  }));
  const routed = await routeLeads(tx, releases.live(), asked);
  return new Map(
    taken.flatMap(({ leadId }, index): [string, string][] => {
      const { assignee } = routed[index] as Routed;
      return assignee === null ? [] : [[leadId, assignee]];
    }),
  );
}

async function giveLeads(tx: Tx, releases: Releases, owners: ReadonlyMap<string, string>): Promise<void> {
  if (owners.size === 0) return;
  const at = tx.at.getTime();
  const facts = [...owners].map(([leadId, owner]) => ownerFact(leadId, owner, at));
  const states = await loadStates(tx, [...owners.keys()]);
  const ofLead = new Map(facts.map((fact) => [fact.leadId, expandFact(fact)]));
  await passTime(
    tx,
    releases,
    states,
    (id) => [{ kind: 'facts', at, historical: false, facts: ofLead.get(id) ?? [] }],
    facts,
  );
}

function ownerFact(leadId: string, owner: string, at: number): NewFact {
  return {
    leadId,
    accountId: null,
    kind: 'attributes',
    type: 'lead',
    occurredAt: at,
    receivedAt: at,
    ordinal: 0,
    sequence: 0,
    source: 'accord',
    messageId: newId('event', at),
    body: { owner },
    historical: false,
    actor: 'system',
    importId: null,
  };
}
