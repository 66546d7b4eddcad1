import type { Lifecycle } from '../../../core/definitions/tree.js';
import { type UserError, userError } from '../user-error.js';
import type { GroupLead } from './follow-group.js';
import { type Item, type ItemOutcome, refusal } from './item.js';
import type { PlacedItem } from './plan-facts.js';
import type { Recorded } from './record-effects.js';

/** Says of each item what became of it; `problems` are those found before anything was followed. */
export function answerItems(
  items: readonly Item[],
  group: {
    placed: readonly PlacedItem[];
    problems: ReadonlyMap<number, UserError>;
    leads: readonly GroupLead[];
    recorded: readonly Recorded[];
    /** Items whose activity was new. */
    written: ReadonlySet<number>;
    lifecycle: Lifecycle;
  },
): ItemOutcome[] {
  const outcomes = items.map((_, index) => {
    const problem = group.problems.get(index);
    return problem ? refusal(problem) : refusal();
  });
  for (const { index, lead, item } of group.placed) {
    const outcome = outcomes[index] as ItemOutcome;
    outcome.leadId = lead.id;
    outcome.duplicate = item.kind === 'activity' && !group.written.has(index);
    outcome.accepted = !outcome.duplicate;
  }
  for (const { ids } of group.recorded) {
    for (const { item, crossingId, transitionId } of ids) {
      if (crossingId) outcomes[item]?.crossingIds.push(crossingId);
      if (transitionId) outcomes[item]?.transitionIds.push(transitionId);
    }
  }
  for (const lead of group.leads) addWarnings(lead, outcomes, group.lifecycle);
  for (const { followed, items: itemOf } of group.leads) {
    for (const [arrival, problems] of followed.refused) {
      const index = itemOf[arrival] as number;
      const outcome = outcomes[index];
      if (!outcome) continue;
      const upsert = items[index]?.kind === 'upsert';
      for (const { code, field, message, hint } of problems) {
        outcome.userErrors.push(userError(code, upsert && field[0] === 'to' ? ['stage'] : field, message, hint));
      }
      outcome.accepted = false;
    }
  }
  return outcomes;
}

/** History is written as told; what looks wrong about it is said. */
function addWarnings({ followed, items }: GroupLead, outcomes: ItemOutcome[], lifecycle: Lifecycle): void {
  for (const effect of followed.effects) {
    if (effect.kind !== 'transition' || effect.cause !== 'IMPORT' || effect.from === null) continue;
    const outcome = outcomes[items[effect.arrival] as number];
    const { from, to, reason, secondsInFrom } = effect;
    if (secondsInFrom !== null && secondsInFrom < 0) {
      const days = (secondsInFrom / 86_400).toFixed(2);
      const message = `The move to '${to}' is dated before the entry of '${from}' (${days} days); it is kept as told.`;
      outcome?.warnings.push(userError('INVALID', ['occurredAt'], message, 'Check the dates at their source.'));
    }
    if (!lifecycle.moves.some((move) => move.to === to && move.from.includes(from))) {
      const message = `No move from '${from}' to '${to}' is listed in lifecycle.json; it is recorded all the same.`;
      outcome?.warnings.push(userError('MOVE_NOT_ALLOWED', ['to'], message));
    }
    const reasons = (lifecycle.reasons ?? []).map(({ key }) => key);
    if (reason !== null && !reasons.includes(reason)) {
      const message = `There is no reason '${reason}' in lifecycle.json; it is kept as told.`;
      outcome?.warnings.push(userError('INVALID', ['reason'], message, `The reasons are: ${reasons.join(', ')}.`));
    }
  }
}
