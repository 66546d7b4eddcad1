import type { Principal } from '../auth/principal.js';
import type { UpsertLeadInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import type { WriteOutcome } from './write-outcome.js';

/** Creates or changes a lead; with stage also asks for the move. Only INTEGRATOR, INGEST and ADMIN may create one. */
export declare function upsertLead(intake: Intake, principal: Principal, input: UpsertLeadInput): Promise<WriteOutcome>;
