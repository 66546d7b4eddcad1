import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ScorePointRow, ScoreReport } from '../../server/leads/score.js';
import type { Context } from '../context.js';
import { findVersion } from '../definitions/find-version.js';
import { ModelVersionType } from '../definitions/model-version.type.js';
import { DateTime } from '../scalars/date-time.js';
import { CrossingCauseEnum } from './score.enums.js';
import {
  ScoreContributionType,
  ScorePointType,
  ScoreType,
  ScoreValueType,
  ThresholdStateType,
  ThresholdType,
} from './score.type.js';
import type { ScoreRow } from './score-row.js';
import { type ThresholdRow, thresholdView } from './threshold-view.js';

type StateRow = ScoreReport['thresholds'][number] & { threshold: ThresholdRow };

/** Scores, explained. */
@Resolver(() => ScoreType)
export class ScoreResolver {
  @FieldResolver(() => ModelVersionType, { description: 'The version of the model it is a statement of.' })
  version(@Root() { model }: ScoreRow, @Ctx() { loaders }: Context): Promise<ModelVersionType> {
    return findVersion(loaders, model);
  }

  @FieldResolver(() => [ScoreValueType], { description: 'All scores of the model.' })
  async values(@Root() score: ScoreRow): Promise<ScoreValueType[]> {
    return (await score.explain()).values;
  }

  @FieldResolver(() => [ScoreContributionType], {
    description: 'What each rule gave, and why; empty for roles that may not see personal data: it quotes values.',
  })
  async contributions(@Root() score: ScoreRow): Promise<ScoreContributionType[]> {
    return (await score.explain()).contributions;
  }

  @FieldResolver(() => [ThresholdStateType], { description: 'Where each threshold of the model stands.' })
  async thresholds(@Root() score: ScoreRow): Promise<ThresholdStateType[]> {
    const [{ thresholds }, release] = await Promise.all([score.explain(), score.release()]);
    return thresholds.map((state): StateRow => {
      const threshold = thresholdView(release, score.model.key, state.key);
      return { ...state, threshold: { ...threshold, summary: state.summary } };
    });
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Before then no threshold changes by time alone; null: never. May be early, is never late.',
  })
  nextChangeAt(@Root() { nextChangeAt }: ScoreRow): Date | null {
    return nextChangeAt;
  }
}

/** Thresholds of a score. */
@Resolver(() => ThresholdStateType)
export class ThresholdStateResolver {
  @FieldResolver(() => ThresholdType, { description: 'Which threshold.' })
  threshold(@Root() { threshold }: StateRow): ThresholdType {
    return threshold;
  }
}

/** Points of a score in time. */
@Resolver(() => ScorePointType)
export class ScorePointResolver {
  @FieldResolver(() => CrossingCauseEnum, { nullable: true, description: 'What changed it; null for the first point.' })
  cause(@Root() { cause }: ScorePointRow): keyof typeof CrossingCauseEnum | null {
    return cause;
  }
}
