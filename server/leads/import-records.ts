import type { Principal } from '../auth/principal.js';
import type { ImportInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import type { WriteOutcome } from './write-outcome.js';

/** Records leads, activities and moves of other systems, each by itself; historical: as they happened. */
export declare function importRecords(intake: Intake, principal: Principal, input: ImportInput): Promise<WriteOutcome>;
