import type { Checked } from './check/checked.js';
import { settled } from './item-problem.js';
import type { Intake } from './open-intake.js';
import { emptyOutcome } from './submit-batch.js';
import type { WriteOutcome } from './write-outcome.js';

/** Writes one item, where it passed the checks; rejects where it could not be written for a reason nobody foresaw. */
export async function submitOne(intake: Intake, checked: Checked): Promise<WriteOutcome> {
  if (!checked.item) return emptyOutcome(...(checked.problems ?? []));
  const [outcome] = await intake.submit([checked.item]);
  const { accepted, duplicate, ...answer } = settled(outcome);
  return { ...answer, accepted: accepted ? 1 : 0, duplicates: duplicate ? 1 : 0 };
}
