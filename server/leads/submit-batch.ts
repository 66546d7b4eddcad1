import type { Checked } from './check/checked.js';
import type { Item } from './intake/item.js';
import { atIndex, unwritable } from './item-problem.js';
import type { Intake } from './open-intake.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/** An item of a request: which list it stands in, and at which place. */
export interface ListedItem {
  list: string;
  index: number;
  checked: Checked;
}

/**
 * Writes what passed the checks in one group and tells each problem with the place of its item. Rejects only where
 * nothing at all could be written.
 */
export async function submitBatch(intake: Intake, listed: readonly ListedItem[]): Promise<WriteOutcome> {
  const answer = emptyOutcome();
  for (const { list, index, checked } of listed) {
    for (const problem of checked.problems ?? []) answer.userErrors.push(atIndex(problem, list, index));
  }
  const good = listed.filter((one) => one.checked.item);
  const outcomes = await intake.submit(good.map((one) => one.checked.item as Item));
  const failed = outcomes.filter((outcome) => outcome instanceof Error);
  if (failed[0] && failed.length === outcomes.length) throw failed[0];
  outcomes.forEach((outcome, position) => {
    const { list, index } = good[position] as ListedItem;
    if (outcome instanceof Error) {
      answer.userErrors.push(atIndex(unwritable(), list, index));
      return;
    }
    answer.userErrors.push(...outcome.userErrors.map((problem) => atIndex(problem, list, index)));
    answer.warnings.push(...outcome.warnings.map((problem) => atIndex(problem, list, index)));
    answer.transitionIds.push(...outcome.transitionIds);
    answer.crossingIds.push(...outcome.crossingIds);
    if (outcome.accepted) answer.accepted++;
    if (outcome.duplicate) answer.duplicates++;
  });
  return answer;
}

/** The outcome of a request with more items than are taken at once. */
export function tooMany(count: number, limit: number, list: string): WriteOutcome {
  const message = `${count} items were sent at once; at most ${limit} are taken.`;
  return {
    ...emptyOutcome(),
    userErrors: [userError('LIMIT_EXCEEDED', [list], message, 'Send them in smaller batches.')],
  };
}

/** Nothing done, nothing wrong. */
export function emptyOutcome(...userErrors: UserError[]): WriteOutcome {
  return { userErrors, leadId: null, transitionIds: [], crossingIds: [], accepted: 0, duplicates: 0, warnings: [] };
}
