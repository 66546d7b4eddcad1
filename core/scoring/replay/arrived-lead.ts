import type { ActivityFact, Instant, Json } from '../facts.js';

/** Activities in the order of a timeline, which is that in which they came: `entries[i]` is the instant from which activity i is known. */
export interface ArrivedActivities {
  activities: readonly ActivityFact[];
  entries: readonly Instant[];
}

/** A lead whose attributes are as `read` says, always. */
export interface ArrivedLead extends ArrivedActivities {
  read(path: string): Json | undefined;
}
