import type { Db } from '../db/database.js';
import { readFiles } from '../git/read-files.js';
import { prepareTree } from './prepare-tree.js';
import type { Release } from './release.js';

/** What is in force, and what was: one view a process, refreshed every second. */
export interface Releases {
  /** The release in force in this process. */
  live(): Release;
  /** A past release by number; throws when there is none. */
  at(number: number): Promise<Release>;
  /** The newest release of a commit, or the commit's tree as if promoted (number 0); null when there is no such commit. */
  ofCommit(commit: string): Promise<Release | null>;
  /** Looks now whether another release is in force. */
  refresh(): Promise<void>;
  stop(): void;
}

interface ReleaseRow {
  number: number;
  commit: string;
  promoted_at: Date;
  files: Record<string, string>;
}

const REFRESH_MS = 1_000;
const KEPT = 64;
const COLUMNS = 'number, commit, promoted_at, files';

/** Opens the view; throws when nothing was ever promoted. `onError` hears of a refresh that failed: the last one stays. */
export async function openReleases(db: Db, onError: (error: unknown) => void): Promise<Releases> {
  const kept = new Map<string, Promise<Release | null>>();
  let live = await newest(db);

  async function refresh(): Promise<void> {
    const [row] = await db.query<{ number: number }>('select max(number) as number from releases');
    if (row?.number !== live.number) live = await newest(db);
  }
  const timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
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
    async at(number) {
      if (number === live.number) return live;
      const release = await keep(`release ${number}`, () => byNumber(db, number));
      if (!release) throw new Error(`there is no release ${number}`);
      return release;
    },
    async ofCommit(commit) {
      return commit === live.commit ? live : keep(`commit ${commit}`, () => byCommit(db, commit));
    },
    refresh,
    stop: () => clearInterval(timer),
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
