import type { Principal } from '../auth/principal.js';
import { checkActivity } from './check/check-activity.js';
import { checkMove } from './check/check-move.js';
import { checkText } from './check/check-text.js';
import { checkUpsert } from './check/check-upsert.js';
import type { Checked } from './check/checked.js';
import type { ImportInput, MoveLeadInput, UpsertLeadInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { emptyOutcome, submitBatch, tooMany } from './submit-batch.js';
import { userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Records leads, activities and moves of other systems, each by itself; every lead and move needs its idempotencyKey.
 * `historical`: as they happened, scored as of then, in order of their dates (moves by `sequence` where all of a lead's
 * in the request have one); what looks wrong about them comes as warnings.
 */
export async function importRecords(intake: Intake, principal: Principal, input: ImportInput): Promise<WriteOutcome> {
  const { leads, activities, moves } = {
    leads: input.leads ?? [],
    activities: input.activities ?? [],
    moves: input.moves ?? [],
  };
  const count = leads.length + activities.length + moves.length;
  if (count > intake.maxBatch) return tooMany(count, intake.maxBatch, 'leads');
  const problems = input.importId == null ? [] : checkText(input.importId, ['importId'], 255);
  if (problems.length > 0) return emptyOutcome(...problems);
  await intake.releases.refresh();
  const { tree } = intake.releases.live();
  const context = { historical: input.historical, importId: input.importId ?? null, operation: 'importRecords' };
  return submitBatch(intake, [
    ...leads.map((one, index) => ({
      list: 'leads',
      index,
      checked: keyed(one, () => checkUpsert(principal, tree, one, context)),
    })),
    ...activities.map((one, index) => ({ list: 'activities', index, checked: checkActivity(principal, one, context) })),
    ...moves.map((one, index) => ({
      list: 'moves',
      index,
      checked: keyed(one, () => checkMove(principal, tree, one, { ...context, creates: true })),
    })),
  ]);
}

function keyed(input: UpsertLeadInput | MoveLeadInput, check: () => Checked): Checked {
  if (input.idempotencyKey) return check();
  const message = 'An imported lead or move needs an idempotencyKey, so that the import can be run again.';
  return { problems: [userError('REQUIRED', ['idempotencyKey'], message, 'Derive it from the row it comes from.')] };
}
