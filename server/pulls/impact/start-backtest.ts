import type pg from 'pg';
import { findMisread } from '../../../core/definitions/impact/find-misread.js';
import type { Files } from '../../../core/definitions/tree.js';
import { zoneOfFiles } from '../../../core/definitions/tree-time-zone.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import { transaction } from '../../db/transaction.js';
import { checkWindow } from '../../metrics/check-window.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import { readMain } from '../../releases/read-main.js';
import { type UserError, userError } from '../../user-error.js';
import { layOver } from '../lay-over.js';
import type { Merging } from '../merging.js';
import type { Pulls } from '../open-pulls.js';
import { findPull, type PullRow } from '../pull-row.js';
import { requestBacktest } from './request-backtest.js';

const DAYS = 90;
const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3_660;

/** What is to be tried: a pull request, files laid over main, or both. */
export interface BacktestInput {
  number?: number | null;
  files: readonly { path: string; content?: string | null }[];
  window?: { from: Date; to: Date; timeZone?: string | null } | null;
}

/** What came of asking. */
export interface StartedBacktest {
  userErrors: UserError[];
  impactId: string | null;
  jobId: string | null;
}

/** Asks for a backtest. Refuses an unknown number (NOT_FOUND), what cannot be read at all (DEFINITION_INVALID) and odd windows (INVALID). */
export async function startBacktest(
  parts: { db: Db; pool: pg.Pool; pulls: Pick<Pulls, 'trees'> },
  actor: string,
  input: BacktestInput,
): Promise<StartedBacktest> {
  const { db, pool, pulls } = parts;
  const { number = null } = input;
  const pull = number === null ? null : await findPull(db, number);
  if (number !== null && !pull)
    return refused(
      userError(
        'NOT_FOUND',
        ['number'],
        `There is no pull request ${number}.`,
        'accord pr list tells which there are.',
      ),
    );
  if (!pull && input.files.length === 0) {
    return refused(
      userError('REQUIRED', ['files'], 'Nothing is to be tried: give files, or the number of a pull request.'),
    );
  }
  const baseCommit = pull?.mergedOnto ?? (await readMain(db));
  const merging = pull && (await pulls.trees.merging(db, pull));
  const inForce = await pulls.trees.files(db, baseCommit);
  const files = layOver(merging?.after ?? inForce, input.files);
  const fault = findFault(inForce, files);
  if (fault) return refused(fault);
  const window = await windowOf(db, inForce, input.window);
  if ('code' in window) return refused(window);
  const ids = await transaction(pool, actor, (tx) =>
    requestBacktest(tx, { baseCommit, files, window, ...namesOf(pull, merging, input) }),
  );
  return { userErrors: [], ...ids };
}

/** A report of exactly what a pull request would do is one of that pull request. */
function namesOf(pull: PullRow | null, merging: Merging | null, { files }: BacktestInput) {
  return pull && merging && files.length === 0 ? { pullRequest: pull.number, effect: merging.effect } : {};
}

function refused(error: UserError): StartedBacktest {
  return { userErrors: [error], impactId: null, jobId: null };
}

function findFault(before: Files, after: Files): UserError | null {
  const invalid = (message: string) =>
    userError('DEFINITION_INVALID', ['files'], message, '`checkDefinitions` names file, line and what to do.');
  try {
    const misread = findMisread(before, after);
    if (misread !== null) return invalid(misread);
    prepareTree(after);
    return null;
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
}

/** Weeks are those of the company where nobody asks for others. */
async function windowOf(db: Db, inForce: Files, asked: BacktestInput['window']) {
  const now = await readClock(db);
  if (!asked) return { from: new Date(now.getTime() - DAYS * DAY_MS), to: now, timeZone: zoneOfFiles(inForce) };
  const window = checkWindow(asked);
  const to = new Date(Math.min(window.to.getTime(), now.getTime()));
  if (to <= window.from)
    return userError(
      'INVALID',
      ['window'],
      'Nothing can have happened in this window yet.',
      'End it later, and begin it before now.',
    );
  if (to.getTime() - window.from.getTime() > LONGEST_DAYS * DAY_MS) {
    return userError('INVALID', ['window'], `The window is longer than ${LONGEST_DAYS} days.`, 'Begin it later.');
  }
  return { ...window, to };
}
