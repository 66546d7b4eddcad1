import type { Files } from '../../../core/definitions/tree.js';
import type { Db } from '../../db/database.js';
import { openSnapshot } from '../../db/open-snapshot.js';
import { readClock } from '../../db/read-clock.js';
import { watchQuiet } from '../../jobs/watch-quiet.js';
import { compileSchemas } from '../../releases/compile-schemas.js';
import type { Releases } from '../../releases/open-releases.js';
import { runRounds } from '../../run-rounds.js';
import { listRanges } from './list-ranges.js';
import { makeReport } from './make-report.js';
import { openPair, type RunnerPair } from './open-pair.js';
import type { Runners } from './open-runners.js';

/** What keeps a process ready for the next report. */
export interface Warming {
  /** Leaves off what is being done: somebody asks for a report. Resolves when the threads are free for it. */
  giveWay(): Promise<void>;
  stop(): Promise<void>;
}

/** When threads are made ready. */
export interface WarmingRules {
  everyMs: number;
  /** A report of fewer leads takes a second or two, whatever its threads have done before. */
  manyLeads: number;
  /** Whether there is nothing else to do. */
  isQuiet: () => boolean;
}

interface WarmingParts {
  db: Db;
  url: string;
  releases: Releases;
  runners: Pick<Runners, 'prepare' | 'resting'>;
  onError: (error: unknown) => void;
}

const USUAL = { everyMs: 5_000, manyLeads: 20_000 };
const PAIR = 2;
const AFTER_FAILURE_MS = 600_000;
/** So many leads, in ranges as small, are enough for what runs often to be compiled, and leave little memory in use. */
const RANGES = 12;
const RANGE_SIZE = { leads: 1_000, facts: 15_000 };
const WINDOW_MS = 90 * 86_400_000;

/**
 * When there is nothing else to do, compiles schemas and, where there are many leads, makes a report that nobody is shown:
 * the first that is asked for would take half as long again, for threads compile what they run often. They then stay until
 * one is asked.
 */
export function startWarming(parts: WarmingParts, rules: Partial<WarmingRules> = {}): Warming {
  const { db, runners, onError } = parts;
  const { everyMs, manyLeads, isQuiet } = { ...USUAL, isQuiet: watchQuiet(), ...rules };
  let working = new AbortController();
  let preparing = Promise.resolve();
  let notBefore = 0;
  let isCompiled = false;

  async function look(stopping: AbortSignal): Promise<void> {
    if (!isQuiet()) return;
    if (!isCompiled) await compileSchemas(stopping);
    isCompiled = true;
    if (runners.resting() >= PAIR || performance.now() < notBefore) return;
    if (!(await hasMany(db, manyLeads))) return;
    working = new AbortController();
    const signal = AbortSignal.any([stopping, working.signal]);
    try {
      preparing = warm(parts, signal);
      await preparing;
    } catch (error) {
      if (signal.aborted) return;
      notBefore = performance.now() + AFTER_FAILURE_MS;
      throw error;
    }
  }
  const rounds = runRounds([{ everyMs, work: look }], onError);
  return {
    async giveWay() {
      working.abort();
      await preparing.catch(() => undefined);
    },
    stop: rounds.stop,
  };
}

async function hasMany(db: Db, many: number): Promise<boolean> {
  const found = await db.query('select 1 from leads offset $1 limit 1', [many - 1]);
  return found.length > 0;
}

async function warm({ url, releases, runners }: WarmingParts, signal: AbortSignal): Promise<void> {
  const { files, commit } = releases.live();
  const snapshot = await openSnapshot(url);
  let opened: RunnerPair | undefined;
  try {
    const askedAt = await readClock(snapshot);
    const to = askedAt.getTime();
    const window = { from: to - WINDOW_MS, to };
    const question = { base: files, head: anotherOf(files), window, comparableSince: 0, snapshot: snapshot.name };
    opened = openPair(runners.prepare, question);
    const ranges = (await listRanges(snapshot, RANGE_SIZE)).slice(-RANGES);
    await makeReport(snapshot, {
      question,
      baseCommit: commit,
      timeZone: 'UTC',
      askedAt,
      runners: opened,
      ranges,
      signal,
    });
  } finally {
    await Promise.all([...(opened ?? []).map((runner) => runner.close()), snapshot.close()]);
  }
}

/** The same definitions in other words: to threads that is another tree, as the one that is asked for will be. */
function anotherOf(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${text}\n`]));
}
