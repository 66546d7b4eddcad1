import type pg from 'pg';
import type { Files, Problem } from '../../core/definitions/tree.js';
import type { Db } from '../db/database.js';
import type { CountMoves } from '../leads/rescore/open-move-counter.js';
import type { Releases } from '../releases/open-releases.js';
import { openTrees, type Trees } from './open-trees.js';

/** What a process lends to everything about pull requests. */
export interface Pulls {
  pool: pg.Pool;
  db: Db;
  releases: Releases;
  pepper: string;
  /** Where people reach this installation, without a slash at its end. */
  publicUrl(): string;
  /** An emergency ends after this, in milliseconds, unless it is signed as usual. */
  emergencyMs: number;
  trees: Trees;
  /** Whether jobs are done here, so that a change can be tried on history: without, no check waits for it. */
  backtests: boolean;
  /** How many leads a promotion would move. */
  countMoves: CountMoves;
  /** Judges a tree beside the event loop: it takes up to seconds. */
  judge(files: Files, options: { today: string }): Promise<Problem[]>;
  /** Does one thing after the other: merges wait here, each with no connection of its own yet. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Called after each commit: what waits for events and checks looks at once. */
  afterCommit(): void;
}

/** Lends the parts, with an empty memory of trees. */
export function openPulls(parts: Omit<Pulls, 'trees' | 'inTurn'>): Pulls {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...parts,
    trees: openTrees(),
    inTurn(work) {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
