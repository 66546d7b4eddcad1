import type pg from 'pg';
import type { Releases } from '../releases/open-releases.js';

/** The one queue of a process through which everything that changes a lead goes. */
export interface Intake {
  /** Facts waiting or being written. */
  depth(): number;
  /** Resolves once nothing waits and nothing is being written. */
  idle(): Promise<void>;
  /** Takes nothing more (later calls reject with OVERLOADED) and resolves once what was taken is answered. */
  close(): Promise<void>;
}

/** Opens the queue; `afterCommit` is called after every commit that wrote something. */
export declare function openIntake(parts: {
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  /** Most items in one request (ACCORD_MAX_BATCH); 1,000 when absent. */
  maxBatch?: number;
  /** Hears of surprises: an item that cannot be written for a reason nobody foresaw. */
  onError?: (error: unknown) => void;
}): Intake;
