import type { Principal } from '../auth/principal.js';
import { checkMove } from './check/check-move.js';
import type { MoveLeadInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Moves a lead where the lifecycle allows it to this mover; refused, nothing at all changes. A move that ADMIN or
 * INTEGRATOR date more than a minute back is history: written as it happened, not judged.
 */
export async function moveLead(intake: Intake, principal: Principal, input: MoveLeadInput): Promise<WriteOutcome> {
  await intake.releases.refresh();
  const { tree } = intake.releases.live();
  const context = { historical: false, importId: null, operation: 'moveLead', creates: false };
  return submitOne(intake, checkMove(principal, tree, input, context));
}
