import { explain } from '../../../core/scoring/explain.js';
import type { Json } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Tx } from '../../db/database.js';
import type { NewEvent } from '../../events/new-event.js';
import { followHandoffs } from '../../lifecycle/follow-handoffs.js';
import { followSuggestions } from '../../lifecycle/follow-suggestions.js';
import { handoffEvents } from '../../lifecycle/handoff-events.js';
import type { Releases } from '../../releases/open-releases.js';
import type { Release } from '../../releases/release.js';
import { followClocks } from '../../slas/follow-clocks.js';
import { contributionRow } from '../contribution-row.js';
import { clockedLead } from './clocked-lead.js';
import type { GroupLead } from './follow-group.js';
import type { NewFact } from './insert-facts.js';
import type { Recorded } from './record-effects.js';

/** What of a group its handoffs and clocks go by. */
export interface FollowedGroup {
  leads: readonly GroupLead[];
  ids: ReadonlyMap<string, number>;
  absorbed: ReadonlyMap<string, string>;
  nextSteps: ReadonlyMap<number, string>;
  facts: readonly NewFact[];
  laterFacts: readonly NewFact[];
  releases: Pick<Releases, 'at'>;
  actorOf: (item: number) => string;
}

/** Lets handoffs, clocks and suggestions follow what happened to the leads of a group; answers the events to be recorded after its own. */
export async function followSteps(
  tx: Tx,
  release: Release,
  group: FollowedGroup,
  recorded: readonly Recorded[],
): Promise<NewEvent[]> {
  const stepped = group.leads.map((lead, index) => {
    const { transitions, ids } = recorded[index] as Recorded;
    return {
      id: lead.id,
      timeline: lead.followed.timeline,
      transitions,
      nextSteps: nextStepsOf(ids, group.nextSteps),
      score: () => scoreOf(lead, group.ids),
    };
  });
  const changes = await followHandoffs(tx, release, stepped, group.absorbed);
  const told = Map.groupBy(
    [...group.facts, ...group.laterFacts].filter((fact) => fact.kind === 'activity'),
    (fact) => fact.leadId,
  );
  const clocked = group.leads.map((lead, index) =>
    clockedLead(
      lead,
      recorded[index] as Recorded,
      told.get(lead.id) ?? [],
      changes.filter((change) => change.handoff.leadId === lead.id),
      group.actorOf(lead.items.at(-1) ?? -1),
    ),
  );
  const clocks = await followClocks(tx, { release, releases: group.releases }, clocked, group.absorbed);
  const telling = group.leads.map(({ id }, index) => ({ id, events: recorded[index]?.events ?? [] }));
  const suggested = await followSuggestions(tx, release, telling, [...group.absorbed.keys()]);
  return [...handoffEvents(tx, changes), ...clocks, ...suggested];
}

function nextStepsOf(ids: Recorded['ids'], byItem: ReadonlyMap<number, string>): Map<string, string> {
  return new Map(
    ids.flatMap(({ item, transitionId }): [string, string][] => {
      const step = byItem.get(item);
      return step && transitionId ? [[transitionId, step]] : [];
    }),
  );
}

function scoreOf({ followed }: GroupLead, ids: ReadonlyMap<string, number>): Json {
  const { model, evaluation, timeline, evaluatedAt } = followed;
  if (!model || !evaluation) return null;
  const contributions = explain(model, timeline, evaluatedAt).contributions.map((one) => contributionRow(one, ids));
  return { value: fromMicro(evaluation.value), contributions } as unknown as Json;
}
