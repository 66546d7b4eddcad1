import { access } from 'node:fs/promises';
import path from 'node:path';
import git from 'isomorphic-git';
import type { Db } from '../db/database.js';
import { listLinks } from './list-links.js';
import { openFaithfulMirror } from './open-faithful-mirror.js';
import type { MirrorReport } from './rebuild-mirror.js';
import type { GitObjectRow, Repository } from './repository.js';

/** A process's mirror, which follows the rows. */
export interface Mirror {
  readonly gitdir: string;
  /** Resolves once the mirror says what the database said when this was called; mends what was deleted under it. */
  follow(): Promise<void>;
  /** Runs `work` while nothing else writes the mirror, which then follows the rows first. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

const PAGE = 500;

/**
 * Keeps the mirror at `gitdir`; the first `follow` looks at every object, later ones at what has changed. `onMended` hears
 * of what the first look found to differ from the rows.
 */
export function keepMirror(gitdir: string, db: Db, onMended: (report: MirrorReport) => void): Mirror {
  let repo: Repository | null = null;
  let present = new Set<string>();
  let refs = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();

  async function open(): Promise<Repository> {
    const known = await db.query<{ oid: string }>('select oid from git_objects');
    const { repo: opened, report } = await openFaithfulMirror(gitdir, db);
    if (report.objectsWritten + report.refsWritten.length + report.refsRemoved.length > 0) onMended(report);
    present = new Set(known.map((row) => row.oid));
    refs = new Map();
    return opened;
  }

  async function followNow(): Promise<void> {
    const isThere = await access(path.join(gitdir, 'HEAD')).then(
      () => true,
      () => false,
    );
    if (!repo || !isThere) repo = await open();
    const wanted = new Map(
      (await db.query<{ name: string; oid: string }>('select name, oid from git_refs')).map((ref) => [
        ref.name,
        ref.oid,
      ]),
    );
    const moved = [...wanted].filter(([name, oid]) => refs.get(name) !== oid);
    await writeMissing(repo, [...new Set(moved.map(([, oid]) => oid))]);
    for (const [ref, value] of moved) await git.writeRef({ ...repo, ref, value, force: true });
    for (const ref of refs.keys()) if (!wanted.has(ref)) await git.deleteRef({ ...repo, ref });
    refs = wanted;
  }

  async function writeMissing(into: Repository, tips: string[]): Promise<void> {
    const found: GitObjectRow[] = [];
    const seen = new Set<string>();
    for (let wave = tips; wave.length > 0; ) {
      const asked = wave.filter((oid) => !present.has(oid) && !seen.has(oid)).slice(0, PAGE);
      for (const oid of asked) seen.add(oid);
      const rows = await db.query<GitObjectRow>('select oid, type, bytes from git_objects where oid = any($1)', [
        asked,
      ]);
      found.push(...rows);
      const left = wave.filter((oid) => !present.has(oid) && !seen.has(oid));
      wave = [...new Set([...left, ...rows.flatMap(listLinks)])].filter((oid) => !present.has(oid) && !seen.has(oid));
    }
    for (const { type, bytes, oid } of found.reverse()) {
      await git.writeObject({ ...into, type, object: bytes, format: 'content' });
      present.add(oid);
    }
  }

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    gitdir,
    follow: () => inTurn(followNow),
    alone: (work) =>
      inTurn(async () => {
        await followNow();
        return work();
      }),
  };
}
