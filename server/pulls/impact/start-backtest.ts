import type pg from 'pg';
import type { Files } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { readClock } from '../../db/read-clock.js';
import { transaction } from '../../db/transaction.js';
import { readFiles } from '../../git/read-files.js';
import { checkWindow } from '../../metrics/check-window.js';
import { prepareTree } from '../../releases/prepare-tree.js';
import { readMain } from '../../releases/read-main.js';
import { type UserError, userError } from '../../user-error.js';
import { requestBacktest } from './request-backtest.js';

const DAYS = 90;
const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3_660;

/** What is to be tried: files laid over main. */
export interface BacktestInput {
  files: readonly { path: string; content?: string | null }[];
  window?: { from: Date; to: Date; timeZone?: string | null } | null;
}

/** What came of asking. */
export interface StartedBacktest {
  userErrors: UserError[];
  impactId: string | null;
  jobId: string | null;
}

/** Asks for a backtest of files laid over main. Refuses what cannot be read at all (DEFINITION_INVALID) and odd windows (INVALID). */
export async function startBacktest(
  parts: { db: Db; pool: pg.Pool },
  actor: string,
  input: BacktestInput,
): Promise<StartedBacktest> {
  const { db, pool } = parts;
  if (input.files.length === 0) return refused(userError('REQUIRED', ['files'], 'Nothing is to be tried: give files.'));
  const baseCommit = await readMain(db);
  const base = await readFiles(db, baseCommit);
  if (!base) throw new Error(`the commit ${baseCommit} of main has no files`);
  const files: Record<string, string> = { ...base };
  for (const { path, content } of input.files) {
    if (typeof content === 'string') files[path] = content;
    else delete files[path];
  }
  const fault = findFault(files);
  if (fault) return refused(fault);
  const window = await windowOf(db, input.window);
  if ('code' in window) return refused(window);
  const ids = await transaction(pool, actor, (tx) => requestBacktest(tx, { baseCommit, files, window }));
  return { userErrors: [], ...ids };
}

function refused(error: UserError): StartedBacktest {
  return { userErrors: [error], impactId: null, jobId: null };
}

function findFault(files: Files): UserError | null {
  try {
    prepareTree(files);
    return null;
  } catch (error) {
    const hint = '`checkDefinitions` names file, line and what to do.';
    return userError('DEFINITION_INVALID', ['files'], error instanceof Error ? error.message : String(error), hint);
  }
}

async function windowOf(db: Db, asked: BacktestInput['window']) {
  const now = await readClock(db);
  if (!asked) return { from: new Date(now.getTime() - DAYS * DAY_MS), to: now, timeZone: 'UTC' };
  const window = checkWindow(asked);
  const to = new Date(Math.min(window.to.getTime(), now.getTime()));
  if (to <= window.from) return userError('INVALID', ['window'], 'Nothing can have happened in this window yet.');
  if (to.getTime() - window.from.getTime() > LONGEST_DAYS * DAY_MS) {
    return userError('INVALID', ['window'], `The window is longer than ${LONGEST_DAYS} days.`);
  }
  return { ...window, to };
}
