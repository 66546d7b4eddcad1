import type { Principal } from '../auth/principal.js';
import type { MergeLeadsInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import type { WriteOutcome } from './write-outcome.js';

/** Merges two leads: absorb stays as a stub that answers with keep. */
export declare function mergeLeads(intake: Intake, principal: Principal, input: MergeLeadsInput): Promise<WriteOutcome>;
