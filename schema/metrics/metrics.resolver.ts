import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { ConversionInput } from '../../server/metrics/metrics-input.js';
import type { FunnelStep } from '../../server/metrics/metrics-result.js';
import { readConversion } from '../../server/metrics/read-conversion.js';
import { readFunnel } from '../../server/metrics/read-funnel.js';
import { readScoreDistribution } from '../../server/metrics/read-score-distribution.js';
import type { Context } from '../context.js';
import { LeadFilterType } from '../filters/lead-filter.input.js';
import { HistogramBinType } from '../impact/impact-parts.type.js';
import { stageView } from '../lifecycle/stage-view.js';
import { DenominatorEnum, FunnelBasisEnum } from './metrics.enums.js';
import { FunnelInputType, TimeWindowInputType } from './metrics.input.js';
import { ConversionType, type FunnelStepType, FunnelType } from './metrics.type.js';

/** What is counted. */
@Resolver()
export class MetricsResolver {
  @Query(() => FunnelType, {
    description:
      'How passes went through stages. BAD_USER_INPUT: an unknown stage, zone or profile, a window that ends before it begins.',
  })
  async funnel(
    @Arg('input', () => FunnelInputType, { description: 'Which funnel.' }) input: FunnelInputType,
    @Ctx() context: Context,
  ): Promise<FunnelType> {
    const funnel = await readFunnel(context.db, context.releases.live(), input);
    const view = (steps: FunnelStep[]) => steps.map((step) => stepView(context, step));
    return {
      ...funnel,
      steps: view(funnel.steps),
      slices: funnel.slices.map(({ value, steps }) => ({ value, steps: view(steps) })),
      series: funnel.series.map(({ bucketStart, steps }) => ({ bucketStart, steps: view(steps) })),
    };
  }

  @Query(() => [HistogramBinType], {
    description:
      'How leads are spread over the primary scores they have now. BAD_USER_INPUT: a version that scores nobody now, fewer bins than 1 or more than 200.',
  })
  async scoreDistribution(
    @Arg('filter', () => LeadFilterType, { nullable: true, description: 'Only these leads, as they are now.' })
    filter: LeadFilterType | null | undefined,
    @Arg('version', () => ID, {
      nullable: true,
      description:
        'Id of a model version, or `key@version`: one that runs, or a challenger; others are tried by runBacktest. Left out: every lead by the model that decides about it.',
    })
    version: string | null | undefined,
    @Arg('bins', () => Int, {
      nullable: true,
      defaultValue: 20,
      description: 'How many bins, of equal width, over the bounds of the score or else the scores there are.',
    })
    bins: number | null | undefined,
    @Ctx() { db, releases }: Context,
  ): Promise<HistogramBinType[]> {
    const found = await readScoreDistribution(db, releases.live(), { filter, version, bins });
    return found.map((bin) => ({ ...bin, headCount: null }));
  }

  @Query(() => [String], { description: 'Keys of the profiles of benchmarks.json.' })
  benchmarkProfiles(@Ctx() { releases }: Context): string[] {
    return releases.live().tree.benchmarks.profiles.map((profile) => profile.key);
  }

  @Query(() => ConversionType, { description: 'How many went from one stage to another: the funnel of these two.' })
  async conversion(
    @Arg('from', () => String, { description: 'Key of the stage they come from.' }) from: string,
    @Arg('to', () => String, { description: 'Key of the stage they go to.' }) to: string,
    @Arg('window', () => TimeWindowInputType, { description: 'The window of entries.' }) window: TimeWindowInputType,
    @Arg('denominator', () => DenominatorEnum, {
      nullable: true,
      defaultValue: 'ENTERED',
      description: 'What the rate is a share of.',
    })
    denominator: ConversionInput['denominator'],
    @Arg('basis', () => FunnelBasisEnum, { nullable: true, defaultValue: 'COHORT', description: 'How to count.' })
    basis: ConversionInput['basis'],
    @Arg('filter', () => LeadFilterType, { nullable: true, description: 'Only these leads, as they are now.' })
    filter: LeadFilterType | null | undefined,
    @Arg('profile', () => String, {
      nullable: true,
      description: 'Profile of benchmarks.json; its default if left out.',
    })
    profile: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ConversionType> {
    const live = context.releases.live();
    const asked = { from, to, window, denominator, basis, filter, profile };
    const conversion = await readConversion(context.db, live, asked);
    return {
      ...conversion,
      from: stageView(context.releases, live, conversion.from),
      to: stageView(context.releases, live, conversion.to),
    };
  }
}

function stepView({ releases }: Context, step: FunnelStep): FunnelStepType {
  const live = releases.live();
  return {
    ...step,
    reachedNext: step.reachedNext ?? 0,
    stage: stageView(releases, live, step.stage),
    next: step.next === null ? null : stageView(releases, live, step.next),
  };
}
