import type { ActivityFact, Instant, Json } from '../facts.js';

/** Activities in the order of a timeline, which is that in which they came: activity i happened at `times[i]` and is known from `entries[i]`. */
export interface ArrivedActivities {
  activities: readonly ActivityFact[];
  times: readonly Instant[];
  entries: readonly Instant[];
}

/** A lead whose attributes are as `read` says, always. */
export interface ArrivedLead extends ArrivedActivities {
  read(path: string): Json | undefined;
}
