import type { Principal } from '../auth/principal.js';
import type { MoveLeadInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import type { WriteOutcome } from './write-outcome.js';

/** Moves a lead where the lifecycle allows it; refused, nothing changes. */
export declare function moveLead(intake: Intake, principal: Principal, input: MoveLeadInput): Promise<WriteOutcome>;
