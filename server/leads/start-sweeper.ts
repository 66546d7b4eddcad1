import type pg from 'pg';
import type { Releases } from '../releases/open-releases.js';

/** Starts the clock of scores: every 250 ms evaluates the leads whose score may change by time. Any number of processes may run it. */
export declare function startSweeper(parts: {
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  onError?: (error: unknown) => void;
}): { stop(): Promise<void> };
