import type { Principal } from '../auth/principal.js';
import { readIdempotency } from './check/read-idempotency.js';
import { readLeadRef } from './check/read-lead-ref.js';
import type { MergeLeadsInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import type { WriteOutcome } from './write-outcome.js';

/** Merges two leads: `keep` has the facts of both; `absorb` stays as a stub, and its ids answer `keep`. */
export async function mergeLeads(intake: Intake, principal: Principal, input: MergeLeadsInput): Promise<WriteOutcome> {
  const keep = readLeadRef(input.keep, ['keep']);
  const absorb = readLeadRef(input.absorb, ['absorb']);
  const problems = [...keep.problems, ...absorb.problems];
  if (!keep.identity || !absorb.identity) return submitOne(intake, { problems });
  return submitOne(intake, {
    item: {
      kind: 'merge',
      principal,
      lead: keep.identity,
      absorb: absorb.identity,
      creates: false,
      historical: false,
      importId: null,
      occurredAt: null,
      sequence: null,
      idempotency: readIdempotency(input.idempotencyKey, 'mergeLeads', input),
    },
  });
}
