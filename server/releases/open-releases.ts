import type { Db, Tx } from '../db/database.js';
import { coalesce } from '../events/coalesce.js';
import { readFiles } from '../git/read-files.js';
import { prepareTree } from './prepare-tree.js';
import type { Release } from './release.js';
import { HEARTBEAT_MS, reportInstance, withdrawInstance } from './report-instance.js';

/** What is in force, and what was: one view a process, refreshed twice a second. */
export interface Releases {
  /** The release in force in this process, for reading: another may be in force for a second already. */
  live(): Release;
  /**
   * THE release in force, for whatever decides about leads: until `tx` ends no other comes in force anywhere, and all that
   * was decided under another is committed. Asked before leads are locked: whoever promotes waits for those who asked.
   */
  inForce(tx: Tx): Promise<Release>;
  /** A past release by number; throws when there is none. */
  at(number: number): Promise<Release>;
  /** The newest release of a commit, or the commit's tree as if promoted (number 0); null when there is no such commit. */
  ofCommit(commit: string): Promise<Release | null>;
  /** Looks now whether another release is in force; who is about to check a request against `live` asks this first. */
  refresh(): Promise<void>;
  /** Ends looking, and takes this process off the list of those that run. */
  stop(): Promise<void>;
}

interface ReleaseRow {
  number: number;
  commit: string;
  promoted_at: Date;
  files: Record<string, string>;
}

const REFRESH_MS = 500;
const KEPT = 64;
const COLUMNS = 'number, commit, promoted_at, files';

/**
 * Opens the view; throws when nothing was ever promoted. `onError` hears of a refresh that failed: the last one stays for
 * reading. With `instance` this process is listed under that name, with the release it goes by.
 */
export async function openReleases(db: Db, onError: (error: unknown) => void, instance?: string): Promise<Releases> {
  const kept = new Map<string, Promise<Release | null>>();
  let live = await newest(db);
  let failure: string | null = null;
  let reported = -Infinity;

  function take(release: Release): Release {
    if (release.number > live.number) {
      kept.set(`release ${live.number}`, Promise.resolve(live));
      kept.delete(`commit ${release.commit}`);
      live = release;
      reported = -Infinity;
    }
    return live;
  }

  async function report(): Promise<void> {
    if (instance === undefined || performance.now() - reported < HEARTBEAT_MS) return;
    await reportInstance(db, instance, live, failure);
    reported = performance.now();
  }

  async function look(): Promise<void> {
    const [row] = await db.query<{ number: number }>('select max(number) as number from releases');
    const before = failure;
    try {
      if (row && row.number > live.number) take(await newest(db));
      failure = null;
    } catch (error) {
      failure = (error as Error).message;
      if (failure !== before) onError(error);
    }
    if (failure !== before) reported = -Infinity;
    await report();
  }
  await report();
  const looking = coalesce(look, onError);
  const timer = setInterval(looking.poke, REFRESH_MS);
  timer.unref();

  function keep(key: string, load: () => Promise<Release | null>): Promise<Release | null> {
    const present = kept.get(key);
    if (present) return present;
    const loading = load();
    kept.set(key, loading);
    loading.catch(() => kept.delete(key));
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return loading;
  }

  return {
    live: () => live,
    async inForce(tx) {
      const [row] = await tx.query<{ number: number }>('select release_in_force() as number');
      if (row?.number === live.number) return live;
      const [newer] = await tx.query<ReleaseRow>(`select ${COLUMNS} from releases where number = $1`, [row?.number]);
      return newer && newer.number > live.number ? take(prepared(newer)) : live;
    },
    async at(number) {
      if (number === live.number) return live;
      const release = await keep(`release ${number}`, () => byNumber(db, number));
      if (!release) throw new Error(`there is no release ${number}`);
      return release;
    },
    async ofCommit(commit) {
      return commit === live.commit ? live : keep(`commit ${commit}`, () => byCommit(db, commit));
    },
    refresh: looking.settled,
    async stop() {
      clearInterval(timer);
      await looking.stop();
      if (instance !== undefined) await withdrawInstance(db, instance).catch(onError);
    },
  };
}
async function newest(db: Db): Promise<Release> {
  const [row] = await db.query<ReleaseRow>(`select ${COLUMNS} from releases order by number desc limit 1`);
  if (!row) throw new Error('no definitions were ever promoted');
  return prepared(row);
}

async function byNumber(db: Db, number: number): Promise<Release | null> {
  const [row] = await db.query<ReleaseRow>(`select ${COLUMNS} from releases where number = $1`, [number]);
  return row ? prepared(row) : null;
}

async function byCommit(db: Db, commit: string): Promise<Release | null> {
  const [row] = await db.query<ReleaseRow>(
    `select ${COLUMNS} from releases where commit = $1 order by number desc limit 1`,
    [commit],
  );
  if (row) return prepared(row);
  const files = await readFiles(db, commit);
  return files ? prepared({ number: 0, commit, promoted_at: new Date(0), files: { ...files } }) : null;
}

function prepared(row: ReleaseRow): Release {
  return {
    number: row.number,
    commit: row.commit,
    promotedAt: row.promoted_at,
    files: row.files,
    ...prepareTree(row.files),
  };
}
