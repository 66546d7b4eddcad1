import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Problem } from '../../core/definitions/tree.js';
import type { Connection } from '../db/connect.js';
import { keepMirror, type Mirror } from '../git/keep-mirror.js';
import { openRemote } from '../git/remote/open-remote.js';
import { readRemoteMain } from '../pulls/forges/read-remote-main.js';
import { importFirstRelease } from '../releases/import-first-release.js';
import type { Releases } from '../releases/open-releases.js';
import { openReleases } from '../releases/open-releases.js';
import { readDefinitionsFolder } from '../releases/read-definitions-folder.js';
import type { ScoringRepo } from '../scoring-repo.js';
import { StartRefused } from '../start-refused.js';
import type { Storage } from './open-storage.js';

/** Scoring needs no mirror: a big one is looked through while the server serves, and git clients wait for it. */
const MIRROR_PATIENCE_MS = 5_000;

/** The definitions of this installation: the mirror of the scoring repo, and what is in force. */
export interface Definitions {
  mirror: Mirror;
  releases: Releases;
}

/** Where the first definitions come from. */
interface FirstDefinitions {
  modelsDir: string;
  scoringRepo: ScoringRepo | null;
  pepper: string;
}

/**
 * Opens what is in force, mending the mirror in the data directory; on an empty installation imports the repository that is
 * followed, else `modelsDir`, as release 1.
 * @throws StartRefused with file, pointer and sentence of each error in it
 */
export async function openDefinitions(
  { connection, dataDir }: Storage,
  { modelsDir, scoringRepo, pepper, instance }: FirstDefinitions & { instance: string },
  log: Logger,
): Promise<Definitions> {
  const gitdir = join(dataDir, 'scoring-models.git');
  const [present] = await connection.db.query('select 1 from releases limit 1');
  if (!present && scoringRepo) await importForge(connection, pepper, scoringRepo);
  else if (!present) await importStarter(connection, pepper, modelsDir);
  const mirror = keepMirror(gitdir, connection.db, (report) => {
    if (present) log.warn({ report }, 'the mirror of the scoring repo differed from the database and was mended');
  });
  const followed = mirror
    .follow()
    .catch((error) => log.error({ err: error }, 'the mirror of the scoring repo is not right'));
  await Promise.race([followed, pause(MIRROR_PATIENCE_MS, undefined, { ref: false })]);
  const onError = (error: unknown) => log.warn({ err: error }, 'the release was not refreshed');
  const releases = await openReleases(connection.db, onError, instance);
  return { mirror, releases };
}

async function importStarter(connection: Connection, pepper: string, modelsDir: string): Promise<void> {
  const files = await readDefinitionsFolder(modelsDir).catch((error: Error) => {
    throw new StartRefused(
      `The definitions cannot be imported: ${error.message}. Set SCORING_MODELS_DIR to their folder.`,
    );
  });
  if (!('lifecycle.json' in files)) {
    throw new StartRefused(
      `The folder ${modelsDir} holds no lifecycle.json: set SCORING_MODELS_DIR to a tree of definitions.`,
    );
  }
  refuseProblems(await importFirstRelease(connection.pool, pepper, files), modelsDir);
}

/** The commit that is imported goes on from main of the repository, so that its branches are made from ours. */
async function importForge(connection: Connection, pepper: string, repo: ScoringRepo): Promise<void> {
  const from = await readRemoteMain(connection.pool, openRemote(repo)).catch((error: Error) => {
    throw new StartRefused(`The definitions of ${repo.url} cannot be fetched: ${error.message}`);
  });
  if (!('lifecycle.json' in from.files)) {
    throw new StartRefused(`${repo.url} holds no lifecycle.json at its root: push a tree of definitions to its main.`);
  }
  refuseProblems(await importFirstRelease(connection.pool, pepper, from.files, from.commit), repo.url);
}

function refuseProblems(problems: readonly Problem[], where: string): void {
  if (problems.length === 0) return;
  const lines = problems.map(describeProblem).join('\n');
  throw new StartRefused(
    `The definitions in ${where} have ${problems.length === 1 ? 'an error' : `${problems.length} errors`} and were not imported:\n${lines}`,
  );
}

function describeProblem({ path, pointer, line, message, hint }: Problem): string {
  const place = [path, pointer, line ? `line ${line}` : ''].filter(Boolean).join(' ');
  return `  ${place}: ${message}${hint ? ` ${hint}` : ''}`;
}
