import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../../db/database.js';
import type { JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
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
export function rescoreLeads(parts: { db: Db; pool: pg.Pool; releases: Releases; afterCommit: () => void }): JobWork {
  const { db, pool, releases, afterCommit } = parts;
  return async (run) => {
    const release = Number(run.input['release']);
    const left = await countOutdatedLeads(db, release);
    const total = (run.cursor as { total: number } | null)?.total ?? left;
    const before = Math.max(total - left, 0);
    await run.report({ total, done: before, cursor: { total } });
    let visited = 0;
    let reported = performance.now();

    async function scoreBatch(ids: readonly string[]): Promise<boolean> {
      const began = performance.now();
      const scored = await rescoreBatch(pool, releases, release, ids);
      if (scored === null) return false;
      if (scored > 0) afterCommit();
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
      let after = '';
      for (;;) {
        const page = await listOutdatedLeads(db, release, after, PAGE);
        for (let at = 0; at < page.length; at += BATCH) {
          if (!(await scoreBatch(page.slice(at, at + BATCH)))) return 'superseded';
        }
        const last = page.at(-1);
        if (last === undefined) return after === '' ? 'none' : 'some';
        after = last;
      }
    }

    for (;;) {
      const found = await passOver();
      if (found === 'none') return { message: `All leads are scored by release ${release}.` };
      if (found === 'superseded') return { message: 'Another release came in force: its own job goes on.' };
    }
  };
}
