import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Handoff } from '../../server/entities/handoff.entity.js';
import { listQualifications } from '../../server/leads/list-qualifications.js';
import { readProblem } from '../../server/leads/read-problem.js';
import type { ContributionRow } from '../../server/leads/score.js';
import type { Context } from '../context.js';
import { ActivityType } from '../leads/activity.type.js';
import { QualificationType } from '../leads/qualification.type.js';
import { findScore } from '../scores/find-score.js';
import { ScoreContributionType, ScoreType } from '../scores/score.type.js';
import { HandoffContextType } from './handoff.type.js';

const TOP = 5;
const RECENT = 10;

/** What a rep needs to open the call. */
@Resolver(() => HandoffContextType)
export class HandoffContextResolver {
  @FieldResolver(() => ScoreType, { nullable: true, description: 'The score when the lead was handed over.' })
  score(@Root() { leadId, openedAt }: Handoff, @Ctx() context: Context): Promise<ScoreType | null> {
    return findScore(context, leadId, { at: openedAt });
  }

  @FieldResolver(() => [ScoreContributionType], {
    description: 'What gave it most points then, most first; empty for roles that may not see personal data.',
  })
  topContributions(@Root() { score }: Handoff): ScoreContributionType[] {
    const { contributions } = (score ?? { contributions: [] }) as unknown as { contributions: ContributionRow[] };
    const given = contributions.filter((one) => one.points !== 0);
    return given.sort((a, b) => b.points - a.points).slice(0, TOP) as unknown as ScoreContributionType[];
  }

  @FieldResolver(() => [ActivityType], { description: 'What the lead did last, newest first, at most 10.' })
  async recentActivities(@Root() { leadId }: Handoff, @Ctx() { loaders }: Context): Promise<ActivityType[]> {
    return (await loaders.firstActivities.load(leadId, RECENT)).nodes;
  }

  @FieldResolver(() => [QualificationType], { description: 'Every framework of which a question was answered.' })
  async qualification(
    @Root() { leadId }: Handoff,
    @Ctx() { db, loaders, releases }: Context,
  ): Promise<QualificationType[]> {
    const [facts, now] = await Promise.all([loaders.facts.load(leadId), loaders.now()]);
    return listQualifications(db, releases.live().tree.lifecycle, facts, now.getTime());
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The problem the lead stated; null where it stated none, and for roles without personal data.',
  })
  async problem(@Root() { leadId }: Handoff, @Ctx() { loaders }: Context): Promise<string | null> {
    const [facts, now] = await Promise.all([loaders.facts.load(leadId), loaders.now()]);
    return readProblem(facts, now.getTime());
  }
}
