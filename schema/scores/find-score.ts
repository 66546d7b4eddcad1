import { readScore } from '../../server/leads/read-score.js';
import type { ScoreReport } from '../../server/leads/score.js';
import type { Context } from '../context.js';
import type { ScoreRow } from './score-row.js';

/** The stored score of a lead (explained only when asked), or with `at` or `version` the replayed one; null where no model applies. */
export async function findScore(
  context: Context,
  leadId: string,
  options: { at?: Date | null; version?: string | null },
): Promise<ScoreRow | null> {
  const { db, releases, loaders } = context;
  const timeline = (id: string) => loaders.timelines.load(id);
  if (options.at || options.version) {
    const version = (named: string) => loaders.versions.load(named);
    const report = await readScore(db, releases, leadId, options, timeline, version);
    return report && reportedScore(context, report);
  }
  const stored = await loaders.scores.load(leadId);
  if (!stored || stored.model === null || stored.value === null) return null;
  let explained: Promise<ScoreReport | null> | undefined;
  return {
    at: stored.at,
    value: stored.value,
    primary: stored.primary ?? '',
    applies: true,
    nextChangeAt: stored.nextChangeAt,
    model: { key: stored.model, version: stored.modelVersion ?? '', commit: stored.commit },
    release: () => releases.at(stored.release),
    explain: async () => {
      explained ??= readScore(db, releases, leadId, {}, timeline);
      return (await explained) ?? NOTHING;
    },
  };
}

/** A computed score as a row; null where no model applies. */
export function reportedScore({ releases }: Pick<Context, 'releases'>, report: ScoreReport): ScoreRow | null {
  const { at, value, primary, applies, nextChangeAt, model } = report;
  if (!model) return null;
  const release = async () => (await releases.ofCommit(model.commit)) ?? releases.live();
  return { at, value, primary, applies, nextChangeAt, model, release, explain: async () => report };
}

const NOTHING = { values: [], contributions: [], thresholds: [] };
