import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContributionRow } from '../../server/leads/score.js';
import type { Context } from '../context.js';
import { findVersion } from '../definitions/find-version.js';
import { ModelVersionType } from '../definitions/model-version.type.js';
import { ActivityType } from '../leads/activity.type.js';
import { StageTransitionType } from '../lifecycle/stage-transition.type.js';
import { toTransition } from '../lifecycle/to-transition.js';
import { ScoreChangeType, ScoreContributionType, ThresholdType } from './score.type.js';
import { ThresholdCrossingType } from './threshold-crossing.type.js';
import { thresholdView } from './threshold-view.js';
import type { CrossingRow } from './to-crossing.js';

/** Crossings, shown as the definitions of their release had them. */
@Resolver(() => ThresholdCrossingType)
export class ThresholdCrossingResolver {
  @FieldResolver(() => ThresholdType, { description: 'What was crossed.' })
  async threshold(@Root() crossing: CrossingRow, @Ctx() { releases }: Context): Promise<ThresholdType> {
    return thresholdView(await releases.at(crossing.release), crossing.model, crossing.threshold);
  }

  @FieldResolver(() => [ScoreChangeType], { description: 'All scores of the model, before and after.' })
  scores(@Root() crossing: CrossingRow): ScoreChangeType[] {
    return crossing.scores as unknown as ScoreChangeType[];
  }

  @FieldResolver(() => [ScoreContributionType], { description: 'What each rule gave at that instant, and why.' })
  contributions(@Root() crossing: CrossingRow): ScoreContributionType[] {
    return crossing.contributions as unknown as ContributionRow[];
  }

  @FieldResolver(() => ActivityType, {
    nullable: true,
    description: 'The activity that changed the score, where one did.',
  })
  activity(@Root() crossing: CrossingRow, @Ctx() { loaders }: Context): Promise<ActivityType | null> | null {
    if (crossing.factId === null || crossing.trigger !== 'ACTIVITY') return null;
    return loaders.activities.load(`act_${crossing.factId}`);
  }

  @FieldResolver(() => ModelVersionType, { description: 'The version of the model that judged.' })
  version(@Root() crossing: CrossingRow, @Ctx() { loaders }: Context): Promise<ModelVersionType> {
    return findVersion(loaders, { key: crossing.model, version: crossing.modelVersion, commit: crossing.commit });
  }

  @FieldResolver(() => StageTransitionType, {
    nullable: true,
    description: 'The stage move it made, where it made one.',
  })
  async transition(@Root() crossing: CrossingRow, @Ctx() { loaders }: Context): Promise<StageTransitionType | null> {
    const transition = crossing.transitionId === null ? null : await loaders.transitions.load(crossing.transitionId);
    return transition && toTransition(transition);
  }
}
