import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Db } from '../../db/database.js';
import { JobFailed } from '../../jobs/job-failed.js';
import type { JobWork } from '../../jobs/job-work.js';
import type { Releases } from '../../releases/open-releases.js';
import { countOutdatedLeads, listOutdatedLeads } from './list-outdated-leads.js';
import { openScorer, type Scorer } from './open-scorer.js';
import { scoreLeads } from './score-leads.js';

/** Held locked at once: few enough that hardly an activity waits for one of them. */
const BATCH = 50;
const PAGE = 1_000;
/** Of the time a batch takes, how much is left to everybody else after it: while facts come in, and while none do. */
const REST = { busy: 1.5, quiet: 0.25 };
const REPORT_EVERY_MS = 250;
/** More leads are worth the start of a thread. */
const FEW = 300;

/**
 * The work of scoring all leads by a new release: in small batches with rests between, many of them in a thread of its
 * own, each lead once whoever else gets to it. It ends when none is left, or when another release has come in force,
 * whose own job does the rest.
 */
export function rescoreLeads(parts: {
  db: Db;
  pool: pg.Pool;
  url: string;
  releases: Releases;
  afterCommit: () => void;
  /** Hears of a lead that cannot be judged; the others are, and the job says how many were left. */
  onError: (error: unknown) => void;
}): JobWork {
  const { db, url, afterCommit, onError } = parts;
  const here: Scorer = {
    score: ({ release, ids }) => scoreLeads(parts, release, ids),
    close: async () => undefined,
  };
  return async (run) => {
    const release = Number(run.input['release']);
    const left = await countOutdatedLeads(db, release);
    const total = (run.cursor as { total: number } | null)?.total ?? left;
    const before = Math.max(total - left, 0);
    await run.report({ total, done: before, cursor: { total } });
    const failed = new Set<string>();
    const scorer = left > FEW ? openScorer({ url }) : here;
    let newest = await findNewestFact(db);
    let visited = 0;
    let reported = performance.now();

    /** False: another release is in force. */
    async function scoreBatch(ids: readonly string[]): Promise<boolean> {
      const began = performance.now();
      const { scored, failed: odd } = await scorer.score({ release, ids });
      if (scored) afterCommit();
      for (const { id, message } of odd) {
        failed.add(id);
        onError(new Error(`${id} cannot be scored by release ${release}: ${message}`));
      }
      if (scored === null) return false;
      visited += ids.length;
      if (performance.now() - reported > REPORT_EVERY_MS) {
        await run.report({ done: Math.min(before + visited, total) });
        reported = performance.now();
      }
      const took = performance.now() - began;
      const seen = await findNewestFact(db);
      await pause(took * (seen === newest ? REST.quiet : REST.busy), undefined, { signal: run.signal });
      newest = seen;
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

    try {
      let found = await passOver();
      while (found === 'some') found = await passOver();
      if (found === 'superseded') return { message: 'Another release came in force: its own job goes on.' };
    } finally {
      await scorer.close();
    }
    if (failed.size === 0) return { message: `All leads are scored by release ${release}.` };
    const leads = failed.size === 1 ? 'One lead' : `${failed.size} leads`;
    throw new JobFailed(`${leads} could not be scored: the log of the server says why.`);
  };
}

/** By which facts that came in meanwhile, through whichever process, are noticed. */
async function findNewestFact(db: Db): Promise<number | null> {
  const [row] = await db.query<{ id: number | null }>('select max(id) as id from facts');
  return row?.id ?? null;
}
