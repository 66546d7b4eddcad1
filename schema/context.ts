import type pg from 'pg';
import type { Principal } from '../server/auth/principal.js';
import type { Limits } from '../server/config.js';
import type { Db } from '../server/db/database.js';
import type { OpenInstallation } from '../server/events/open-installation.js';
import type { Spent } from '../server/guard/spend-budget.js';
import { withinDeadline } from '../server/guard/within-deadline.js';
import type { Worker } from '../server/jobs/start-worker.js';
import type { Intake } from '../server/leads/open-intake.js';
import type { Outlets } from '../server/outlets/outlets.js';
import type { Pulls } from '../server/pulls/open-pulls.js';
import type { JudgeTree } from '../server/releases/open-judge.js';
import type { Releases } from '../server/releases/open-releases.js';
import type { Loaders } from './batch/create-loaders.js';
import { createLoaders } from './batch/create-loaders.js';

/** What a process lends to every request. */
export interface ContextParts {
  db: Db;
  pool: pg.Pool;
  installation: OpenInstallation;
  releases: Releases;
  intake: Intake;
  outlets: Outlets;
  /** Told of jobs that are asked for here, so that they begin at once. */
  worker: Pick<Worker, 'poke'>;
  limits: Limits;
  judgeTree: JudgeTree;
  pulls: Pulls;
}

/** What resolvers are given: the process's parts, who asks, and loaders that live as long as the request. */
export interface Context extends ContextParts {
  principal: Principal;
  loaders: Loaders;
  /** What this operation cost and what is left; null where nothing is counted. */
  spent: Spent | null;
}

/** Makes the context of one operation, or of one event of a subscription. */
export function createContext(parts: ContextParts): (principal: Principal, spent?: Spent | null) => Context {
  return (principal, spent = null) => {
    const lent = { ...parts, db: withinDeadline(parts.db, parts.limits.operationMs) };
    return { ...lent, principal, spent, loaders: createLoaders(lent) };
  };
}
