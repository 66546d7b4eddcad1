import { modelFor } from '../../core/definitions/model-for.js';
import { foldByOccurrence } from '../../core/scoring/fold-by-occurrence.js';
import type { ThresholdStates } from '../../core/scoring/results.js';
import { buildTimeline } from '../../core/scoring/timeline.js';
import type { Db } from '../db/database.js';
import { readClock } from '../db/read-clock.js';
import type { Releases } from '../releases/open-releases.js';
import { decidingTree } from './deciding-tree.js';
import { type FoundVersion, findVersion } from './find-version.js';
import { type LeadTimeline, loadTimelines } from './load-timeline.js';
import type { ScoreReport, VersionRef } from './score.js';
import { noScore, scoreReport } from './score-report.js';

/**
 * The stored score of a lead explained, or, with `at` or `version`, the score replayed as if every fact had been
 * received when it occurred; null where there is no such lead or version. Facts come by `load`, versions by `find`, where
 * many leads are read at once; they answer null where there is none.
 */
export async function readScore(
  db: Db,
  releases: Releases,
  leadId: string,
  options: { at?: Date | null; version?: VersionRef | null } = {},
  load: (leadId: string) => Promise<LeadTimeline | null> = (id) => loadOne(db, id),
  find: (version: VersionRef) => Promise<FoundVersion | null> = (version) => findVersion(db, releases, version),
): Promise<ScoreReport | null> {
  if (!options.at && !options.version) return readStored(db, releases, leadId, load);
  const version = options.version ? await find(options.version) : null;
  if (options.version && !version) return null;
  const loaded = await load(leadId);
  if (!loaded) return null;
  const { facts, ids } = loaded;
  const at = (options.at ?? (await readClock(db))).getTime();
  const timeline = buildTimeline(facts);
  const release = version?.release ?? releases.live();
  const compiled = version?.compiled ?? modelFor(await decidingTree(db, release, leadId), timeline, at);
  if (!compiled) return noScore(at);
  const { states } = foldByOccurrence(compiled, timeline, at);
  const { commit, tree } = release;
  return scoreReport(compiled, timeline, at, { states, commit, benchmarks: tree.benchmarks, ids });
}

async function loadOne(db: Db, leadId: string): Promise<LeadTimeline | null> {
  const { ofLead, ids } = await loadTimelines(db, [leadId]);
  const facts = ofLead.get(leadId);
  return facts ? { facts, ids } : null;
}

async function readStored(
  db: Db,
  releases: Releases,
  leadId: string,
  load: (leadId: string) => Promise<LeadTimeline | null>,
): Promise<ScoreReport | null> {
  const [stored] = await db.query<{
    at: Date;
    model: string | null;
    release: number;
    nextChangeAt: Date | null;
    thresholds: ThresholdStates;
  }>(
    `select s.at, s.model, s.release, s.next_change_at as "nextChangeAt", coalesce(e.thresholds, '{}') as thresholds
     from lead_scores s left join engine_states e on e.lead_id = s.lead_id where s.lead_id = $1`,
    [leadId],
  );
  if (!stored) return null;
  const at = stored.at.getTime();
  const release = await releases.at(stored.release);
  const compiled = stored.model === null ? undefined : release.compiled.model(stored.model);
  if (!compiled) return noScore(at);
  const loaded = await load(leadId);
  if (!loaded) return null;
  const { commit, tree } = release;
  const context = { states: stored.thresholds, commit, benchmarks: tree.benchmarks, ids: loaded.ids };
  return {
    ...scoreReport(compiled, buildTimeline(loaded.facts), at, context),
    nextChangeAt: stored.nextChangeAt,
  };
}
