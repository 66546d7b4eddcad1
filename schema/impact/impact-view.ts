import type { ImpactRow } from '../../server/pulls/impact/find-impacts.js';
import type { SampledLead } from '../../server/pulls/impact/sample-leads.js';
import type { Context } from '../context.js';
import { stageView } from '../lifecycle/stage-view.js';
import type { ImpactType } from './impact.type.js';

/** A report with what its sample is made of. */
export type ImpactView = ImpactType & { sampled: readonly SampledLead[]; baseCommit: string };

const NOTHING = {
  leads: 0,
  changed: 0,
  unchanged: 0,
  notEvaluable: 0,
  errors: 0,
  mismatchShare: null,
  flaggedShareBase: null,
  flaggedShareHead: null,
  thresholds: [],
  distribution: [],
  bySource: [],
  bySegment: [],
  weeklyLoad: [],
};

/** A report as the API shows it, stages as its base had them. */
export async function impactView({ releases }: Context, row: ImpactRow): Promise<ImpactView> {
  const { id, state, progress, window, figures, sample, summary, markdown, baseCommit } = row;
  const release = (await releases.ofCommit(baseCommit)) ?? releases.live();
  const stage = (key: string) => stageView(releases, release, key);
  return {
    ...(figures ?? NOTHING),
    id,
    state,
    progress,
    window,
    baseCommit,
    moves: (figures?.moves ?? []).map(({ from, to, count }) => ({ from: stage(from), to: stage(to), count })),
    quality: (figures?.quality ?? []).map((one) => ({ ...one, outcome: stage(one.outcome) })),
    summary: summary ?? '',
    markdown: markdown ?? '',
    sampled: sample ?? [],
  };
}
