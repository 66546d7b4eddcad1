import type { Instant } from '../../scoring/facts.js';
import type { CrossingDirection } from '../../scoring/results.js';
import type { Arrival, LeadMemory } from '../followed-lead.js';

/** A crossing as the log has it. */
export interface RecordedCrossing {
  threshold: string;
  direction: CrossingDirection;
  at: Instant;
}

/** All that was accepted about a lead, in the order in which it was; what people and machines decided is among it as it was made. */
export interface LeadHistory {
  id: string;
  createdAt: Instant;
  /** The lead before anything arrived. */
  memory: LeadMemory;
  arrivals: readonly Arrival[];
  /** What was recorded in the window under the definitions of the base; null where others were in force: nothing to compare. */
  recorded: readonly RecordedCrossing[] | null;
  /** When it really entered each stage first. */
  entered: ReadonlyMap<string, Instant>;
  source: string | null;
  /** Something was told of it in the window. */
  told: boolean;
}

/** Half-open, milliseconds. */
export interface ImpactWindow {
  from: Instant;
  to: Instant;
}
