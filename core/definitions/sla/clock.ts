import type { Instant } from '../../scoring/facts.js';

/** BREACHED still runs; it ends as MET_LATE or CANCELLED. */
export type ClockState = 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED' | 'MET_LATE' | 'CANCELLED';

/** A clock of one policy and lead. Counted time is elapsed or working milliseconds, as the policy counts. */
export interface Clock {
  state: ClockState;
  startedAt: Instant;
  /** Null while paused and once ended. */
  dueAt: Instant | null;
  /** Counted time agreed to, fixed when the clock started. */
  total: number;
  /** Counted time used up before `runningSince`. */
  consumed: number;
  runningSince: Instant | null;
  /** Warnings and escalation steps that were announced. */
  warned: number;
  escalated: number;
  breachedAt: Instant | null;
  stoppedAt: Instant | null;
}

/** Something a clock did; `corrects`: the breach announced before was none. */
export interface ClockEvent {
  kind: 'STARTED' | 'WARNED' | 'BREACHED' | 'ESCALATED' | 'PAUSED' | 'RESUMED' | 'MET' | 'MET_LATE' | 'CANCELLED';
  at: Instant;
  before: ClockState | null;
  after: ClockState;
  /** Index of the warning or escalation step of the policy. */
  step?: number;
  corrects?: boolean;
}

/** A clock after something happened to it, and what it says of it; no events: nothing changed. */
export interface ClockStep {
  clock: Clock;
  events: ClockEvent[];
}
