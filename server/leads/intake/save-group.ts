import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { NewEvent } from '../../events/new-event.js';
import { recordEvents } from '../../events/record-events.js';
import { saveTransitions } from '../../lifecycle/save-transitions.js';
import type { Releases } from '../../releases/open-releases.js';
import type { Release } from '../../releases/release.js';
import { saveStageEntries } from '../../rollups/save-stage-entries.js';
import { followChallengers } from '../challengers/follow-challengers.js';
import type { GroupLead } from './follow-group.js';
import { followSteps } from './follow-steps.js';
import { insertFacts, type NewFact } from './insert-facts.js';
import { leadColumns } from './lead-columns.js';
import { type Recorded, recordEffects } from './record-effects.js';
import { saveAccounts } from './save-accounts.js';
import { saveCrossings } from './save-crossings.js';
import { type SavedLead, saveLeads } from './save-leads.js';
import { saveScores } from './save-scores.js';
import { tellAnswers } from './tell-answers.js';

/** What of a group of followed leads is to be written. */
export interface GroupToSave {
  leads: readonly GroupLead[];
  /** Facts written already, by which rows are known to have changed. */
  facts: readonly NewFact[];
  /** Facts of moves that were made. */
  laterFacts: readonly NewFact[];
  ids: Map<string, number>;
  /** Leads that took others in. */
  merged: ReadonlySet<string>;
  events: readonly NewEvent[];
  /** Leads that were taken in, and by whom. */
  absorbed: ReadonlyMap<string, string>;
  /** Next steps that came with the answer to a handoff, by item. */
  nextSteps: ReadonlyMap<number, string>;
  /** Past releases, by which clocks they started are judged. */
  releases: Pick<Releases, 'at'>;
  actorOf: (item: number) => string;
}

/** Writes leads, scores, crossings, moves, entries and events, in as few statements, lets challengers follow, and answers what was recorded by lead. */
export async function saveGroup(tx: Tx, release: Release, group: GroupToSave): Promise<Recorded[]> {
  const { leads, ids, actorOf } = group;
  await insertFacts(tx, [...group.laterFacts, ...leads.flatMap((lead) => passFacts(lead, tx.at.getTime()))], ids);
  await saveLeads(tx, savedLeads(group));
  await saveAccounts(tx, [...new Set([...group.facts, ...group.laterFacts].flatMap((fact) => fact.accountId ?? []))]);
  await saveScores(tx, release, leads);
  const recorded = leads.map(({ id, followed, items }) =>
    recordEffects({ leadId: id, followed, items, actorOf }, release, ids, tx.at),
  );
  await saveCrossings(
    tx,
    recorded.flatMap((one) => one.crossings),
  );
  await saveTransitions(
    tx,
    recorded.flatMap((one) => one.transitions),
  );
  await saveStageEntries(
    tx,
    recorded.flatMap((one) => one.entries),
  );
  const owners = leads.flatMap((lead) => ownerEvent(lead, tx, actorOf));
  const following = await followSteps(tx, release, group, recorded);
  const steps = recorded.flatMap((one) => one.events);
  const told = tellAnswers(tx, steps, [...group.facts, ...group.laterFacts]);
  await recordEvents(tx, [...group.events, ...told, ...owners, ...following]);
  await followChallengers(tx, release, group);
  return recorded;
}

function passFacts({ id, followed, items }: GroupLead, at: number): NewFact[] {
  return followed.effects.flatMap((effect): NewFact[] => {
    if (effect.kind !== 'pass') return [];
    const { occurredAt, sequence, source, messageId, pass, silentUntil, forgets } = effect.fact;
    return [
      {
        leadId: id,
        accountId: null,
        kind: 'pass',
        type: 'pass',
        occurredAt,
        receivedAt: at,
        ordinal: Math.max(items[effect.arrival] ?? 0, 0),
        sequence,
        source,
        messageId,
        body: { pass, silentUntil, forgets },
        historical: effect.historical,
        actor: 'system',
        importId: null,
      },
    ];
  });
}

function savedLeads({ leads, facts, laterFacts, merged }: GroupToSave): SavedLead[] {
  const told = new Set<string>();
  const lastActivity = new Map<string, number>();
  for (const fact of [...facts, ...laterFacts]) {
    if (fact.leadId === null) continue;
    if (fact.kind !== 'activity') told.add(fact.leadId);
    else lastActivity.set(fact.leadId, Math.max(fact.occurredAt, lastActivity.get(fact.leadId) ?? -Infinity));
  }
  return leads.map(({ id, state, createdAt, followed }) => {
    const moved = followed.effects.some((effect) => effect.kind !== 'crossing');
    const whole = !state || moved || told.has(id) || followed.segment() !== state.segment || merged.has(id);
    const active = merged.has(id) ? followed.timeline.activities.at(-1)?.occurredAt : lastActivity.get(id);
    const latest = Math.max(active ?? -Infinity, state?.lastActivityAt?.getTime() ?? -Infinity);
    return {
      id,
      isNew: !state,
      columns: whole ? leadColumns(followed) : null,
      stage: followed.stage,
      stageEnteredAt: new Date(followed.stageSince),
      pass: followed.pass,
      createdAt: new Date(createdAt),
      lastActivityAt: latest === -Infinity ? null : new Date(latest),
    };
  });
}

function ownerEvent({ id, state, followed, items }: GroupLead, tx: Tx, actorOf: GroupToSave['actorOf']): NewEvent[] {
  const owner = followed.timeline.attributes.get('owner')?.at(-1)?.value ?? null;
  if (!state || owner === state.ownerId) return [];
  return [
    {
      eventId: newId('event', tx.at.getTime()),
      kind: 'LEAD',
      leadId: id,
      occurredAt: tx.at,
      historical: false,
      data: { change: 'OWNER_CHANGED' },
      actor: actorOf(items.at(-1) ?? -1),
    },
  ];
}
