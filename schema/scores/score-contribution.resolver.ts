import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContributionRow } from '../../server/leads/score.js';
import type { Context } from '../context.js';
import { ActivityType } from '../leads/activity.type.js';
import { ScoreContributionType } from './score.type.js';

/** The evidence of contributions. */
@Resolver(() => ScoreContributionType)
export class ScoreContributionResolver {
  @FieldResolver(() => [ActivityType], { description: 'What it counted, newest first, at most 20 of `activityCount`.' })
  async activities(@Root() { activities }: ContributionRow, @Ctx() { loaders }: Context): Promise<ActivityType[]> {
    const found = await Promise.all(activities.map((id) => loaders.activities.load(id)));
    return found.filter((activity) => activity !== null);
  }
}
