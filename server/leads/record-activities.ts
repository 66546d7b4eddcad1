import type { Principal } from '../auth/principal.js';
import type { RecordActivitiesInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import type { WriteOutcome } from './write-outcome.js';

/** Records activities: each by itself, repeats by (source, messageId) counted under duplicates; crossings and moves they caused. */
export declare function recordActivities(intake: Intake, principal: Principal, input: RecordActivitiesInput): Promise<WriteOutcome>;
