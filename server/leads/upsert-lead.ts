import type { Principal } from '../auth/principal.js';
import { checkUpsert } from './check/check-upsert.js';
import type { UpsertLeadInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Creates or changes a lead; with `stage` it also asks for the move, whose refusal leaves the rest done. Only INTEGRATOR,
 * INGEST and ADMIN create leads. A known e-mail given for an anonymous visitor merges the visitor into its lead.
 */
export async function upsertLead(intake: Intake, principal: Principal, input: UpsertLeadInput): Promise<WriteOutcome> {
  await intake.releases.refresh();
  const { tree } = intake.releases.live();
  const context = { historical: false, importId: null, operation: 'upsertLead' };
  return submitOne(intake, checkUpsert(principal, tree, input, context));
}
