import type { Principal } from '../auth/principal.js';
import { checkActivity } from './check/check-activity.js';
import type { RecordActivitiesInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitBatch, tooMany } from './submit-batch.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Records activities, each by itself, in the order given; repeats by (source, messageId) count under `duplicates`.
 * Answers the crossings and moves they caused.
 */
export async function recordActivities(
  intake: Intake,
  principal: Principal,
  { activities }: RecordActivitiesInput,
): Promise<WriteOutcome> {
  if (activities.length > intake.maxBatch) return tooMany(activities.length, intake.maxBatch, 'activities');
  const context = { historical: false, importId: null };
  return submitBatch(
    intake,
    activities.map((input, index) => ({
      list: 'activities',
      index,
      checked: checkActivity(principal, input, context),
    })),
  );
}
