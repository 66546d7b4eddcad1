import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { JobFailed } from '../../jobs/job-failed.js';
import type { JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
import { isOvertaken, isPoison } from '../intake/is-poison.js';
import { countOutdatedLeads, listOutdatedLeads } from './list-outdated-leads.js';
import { rescoreBatch } from './rescore-batch.js';

/** Measured: 0.3 ms of the process a lead, against 0.5 by 40 and 0.2 by 200, which hold the loop twice as long. */
const BATCH = 100;
const PAGE = 1_000;
/** Of the time a batch takes, how much is left to everybody else after it. */
const REST = 1.5;
const REPORT_EVERY_MS = 250;

/**
 * The work of scoring all leads by a new release: in small batches with rests between, each lead once whoever else gets
 * to it. It ends when none is left, or when another release has come in force, whose own job does the rest.
 */
export function rescoreLeads(parts: {
  db: Db;
  pool: pg.Pool;
  releases: Releases;
  afterCommit: () => void;
  /** Hears of a lead that cannot be judged; the others are, and the job says how many were left. */
  onError: (error: unknown) => void;
}): JobWork {
  const { db, pool, releases, afterCommit, onError } = parts;
  return async (run) => {
    const release = Number(run.input['release']);
    const left = await countOutdatedLeads(db, release);
    const total = (run.cursor as { total: number } | null)?.total ?? left;
    const before = Math.max(total - left, 0);
    await run.report({ total, done: before, cursor: { total } });
    const failed = new Set<string>();
    let visited = 0;
    let reported = performance.now();

    /** In halves where one of them cannot be judged; false: another release is in force. */
    async function score(ids: readonly string[]): Promise<boolean> {
      try {
        const scored = await rescoreBatch(pool, releases, release, ids);
        if (scored) afterCommit();
        return scored !== null;
      } catch (error) {
        if (!isPoison(error) || isOvertaken(error)) throw error;
        const [only] = ids;
        if (ids.length > 1) {
          const half = Math.ceil(ids.length / 2);
          return (await score(ids.slice(0, half))) && score(ids.slice(half));
        }
        if (only !== undefined) failed.add(only);
        onError(error);
        return true;
      }
    }

    async function scoreBatch(ids: readonly string[]): Promise<boolean> {
      const began = performance.now();
      if (!(await score(ids))) return false;
      visited += ids.length;
      if (performance.now() - reported > REPORT_EVERY_MS) {
        await run.report({ done: Math.min(before + visited, total) });
        reported = performance.now();
      }
      await pause((performance.now() - began) * REST, undefined, { signal: run.signal });
      return true;
    }

    /** Once over all leads; those that others held are there again the next time. */
    async function passOver(): Promise<'some' | 'none' | 'superseded'> {
      let found: 'some' | 'none' = 'none';
      for (let after = ''; ; ) {
        const page = await listOutdatedLeads(db, release, after, PAGE);
        const open = page.filter((id) => !failed.has(id));
        for (let at = 0; at < open.length; at += BATCH) {
          found = 'some';
          if (!(await scoreBatch(open.slice(at, at + BATCH)))) return 'superseded';
        }
        const last = page.at(-1);
        if (last === undefined) return found;
        after = last;
      }
    }

    for (;;) {
      const found = await passOver();
      if (found === 'none' && failed.size === 0) return { message: `All leads are scored by release ${release}.` };
      if (found === 'none')
        throw new JobFailed(
          `${failed.size === 1 ? 'One lead' : `${failed.size} leads`} could not be scored: the log of the server says why.`,
        );
      if (found === 'superseded') return { message: 'Another release came in force: its own job goes on.' };
    }
  };
}
