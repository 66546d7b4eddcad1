import { scorePoints } from '../../core/definitions/score-points.js';
import { fromMicro } from '../../core/scoring/micro.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import { CallerError } from '../errors.js';
import type { Releases } from '../releases/open-releases.js';
import { decidingTree } from './deciding-tree.js';
import { findVersion } from './find-version.js';
import { loadTimeline } from './load-timeline.js';
import type { ScorePointRow, VersionRef } from './score.js';
import { scoreValues } from './score-report.js';

const DEFAULT_POINTS = 200;
const MAX_POINTS = 1_000;

/**
 * The instants in [from, to] (now at the latest by default) at which the score changed, replayed, oldest first, at most
 * `points` (1 to 1,000) of them. Throws CallerError on a bad window or number; an unknown lead or version has none.
 */
export async function readScoreHistory(
  db: Db,
  releases: Releases,
  leadId: string,
  options: { from: Date; to?: Date | null; version?: VersionRef | null; points?: number | null },
): Promise<ScorePointRow[]> {
  const points = options.points ?? DEFAULT_POINTS;
  if (!Number.isInteger(points) || points < 1) throw new CallerError('BAD_USER_INPUT', `'points' must be 1 or more.`);
  if (points > MAX_POINTS)
    throw new CallerError('LIMIT_EXCEEDED', `'points' is ${points}; at most ${MAX_POINTS} are given.`);
  const from = options.from.getTime();
  const to = (options.to ?? (await readClock(db))).getTime();
  if (to < from) throw new CallerError('BAD_USER_INPUT', `'to' is before 'from'.`);
  const version = options.version ? await findVersion(db, releases, options.version) : null;
  const facts = (await loadTimeline(db, [leadId])).get(leadId);
  if (!facts || (options.version && !version)) return [];
  const release = version?.release ?? releases.live();
  const models = version ? [version.compiled] : (await decidingTree(db, release, leadId)).models;
  return scorePoints(models, buildTimeline(facts), { from, to, points }).map(({ at, cause, compiled, evaluation }) => ({
    at: new Date(at),
    value: fromMicro(evaluation.value),
    values: scoreValues(compiled, evaluation.scores, release.tree.benchmarks),
    cause,
  }));
}
