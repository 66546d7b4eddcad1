import { explain } from '../../../core/scoring/explain.js';
import type { Json } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { Tx } from '../../db/database.js';
import type { NewEvent } from '../../events/new-event.js';
import { followHandoffs } from '../../lifecycle/follow-handoffs.js';
import { handoffEvents } from '../../lifecycle/handoff-events.js';
import type { Release } from '../../releases/release.js';
import { contributionRow } from '../contribution-row.js';
import type { GroupLead } from './follow-group.js';
import type { Recorded } from './record-effects.js';

/** What of a group its handoffs go by. */
export interface FollowedGroup {
  leads: readonly GroupLead[];
  ids: ReadonlyMap<string, number>;
  absorbed: ReadonlyMap<string, string>;
  nextSteps: ReadonlyMap<number, string>;
}

/** Lets handoffs follow what happened to the leads of a group; answers the events to be recorded after its own. */
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
  return handoffEvents(tx, changes);
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
