import type { Happening } from '../../core/definitions/sla/matches-trigger.js';
import type { Timeline } from '../../core/scoring/timeline.js';

/** Something that happened to a lead, and whose doing it was. */
export interface TimedHappening {
  happening: Happening;
  /** The sender's own time, where he gave one. */
  occurredAt: Date | null;
  actor: string;
  /** Told as history: it may end clocks, as of its own time, and does nothing else to them. */
  historical?: boolean;
}

/** A locked lead with what happened to it, in order. */
export interface ClockedLead {
  id: string;
  timeline: Timeline;
  ownerId: string | null;
  /** The handoff that waits, or was answered last in this step. */
  handoff: { id: string; stage: string; assigneeId: string | null } | null;
  happenings: readonly TimedHappening[];
}
