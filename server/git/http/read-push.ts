import type { GitObjectRow } from '../repository.js';
import { type GitPlace, runGit } from './run-git.js';

/** What a push brings: the commits the mirror does not have, newest first, and every object with them. */
export interface PushedObjects {
  commits: string[];
  objects: GitObjectRow[];
}

/** Most objects, bytes unpacked and commits of one push. */
const MOST_OBJECTS = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_COMMITS = 200;

/** Reads what a push to `tip` brings out of its quarantine, or says in a sentence why that is too much, or no commit. */
export async function readPush(place: GitPlace, tip: string): Promise<PushedObjects | string> {
  const listed = await runGit(place, ['rev-list', '--objects', tip, '--not', '--all']).catch(() => null);
  if (!listed) return 'What was pushed is no whole commit.';
  const oids = listed
    .toString('latin1')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(0, 40));
  if (oids.length > MOST_OBJECTS) return `It brings ${oids.length} objects; at most ${MOST_OBJECTS} are taken at once.`;
  const sizes = await listSizes(place, [tip, ...oids]);
  if (sizes[0]?.type !== 'commit') return `What was pushed is a ${sizes[0]?.type ?? 'mystery'}, no commit.`;
  const bytes = sizes.slice(1).reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) return `Unpacked it is ${bytes} bytes; at most ${MOST_BYTES} are taken at once.`;
  const commits = sizes.slice(1).flatMap(({ oid, type }) => (type === 'commit' ? [oid] : []));
  if (commits.length > MOST_COMMITS) {
    return `It brings ${commits.length} commits; at most ${MOST_COMMITS} are taken at once. Squash them.`;
  }
  return { commits, objects: await readContents(place, oids) };
}

async function listSizes(place: GitPlace, oids: string[]): Promise<{ oid: string; type: string; size: number }[]> {
  const said = await runGit(place, ['cat-file', '--batch-check'], `${oids.join('\n')}\n`);
  return said
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [oid = '', type = '', size = '0'] = line.split(' ');
      return { oid, type, size: Number(size) };
    });
}

async function readContents(place: GitPlace, oids: string[]): Promise<GitObjectRow[]> {
  if (oids.length === 0) return [];
  const said = await runGit(place, ['cat-file', '--batch'], `${oids.join('\n')}\n`);
  const rows: GitObjectRow[] = [];
  for (let at = 0; at < said.length; ) {
    const end = said.indexOf(0x0a, at);
    const [oid = '', type = '', size = ''] = said.toString('latin1', at, end).split(' ');
    const from = end + 1;
    rows.push({ oid, type: type as GitObjectRow['type'], bytes: said.subarray(from, from + Number(size)) });
    at = from + Number(size) + 1;
  }
  return rows;
}
