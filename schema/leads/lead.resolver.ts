import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Lead } from '../../server/entities/lead.entity.js';
import { findLead } from '../../server/leads/find-lead.js';
import { listLeads } from '../../server/leads/list-leads.js';
import { readScoreHistory } from '../../server/leads/read-score-history.js';
import type { Context } from '../context.js';
import { LeadFilterType } from '../filters/lead-filter.input.js';
import { LeadOrderType } from '../filters/lead-order.input.js';
import type { Connection } from '../paging/connection-type.js';
import { PageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { DateTime } from '../scalars/date-time.js';
import { findScore } from '../scores/find-score.js';
import { ScorePointType, ScoreType } from '../scores/score.type.js';
import { LeadConnectionType, LeadType } from './lead.type.js';
import { LeadRefInputType } from './lead-ref.input.js';

const VERSION = 'Id of a model version to ask instead of the model in force then.';

/** Leads, and what happened to them. */
@Resolver(() => LeadType)
export class LeadResolver {
  @Query(() => LeadType, { nullable: true, description: 'A lead by one of its names; null where there is none.' })
  lead(
    @Arg('by', () => LeadRefInputType, { description: 'One of its names.' }) by: LeadRefInputType,
    @Ctx() { db }: Context,
  ): Promise<LeadType | null> {
    return findLead(db, by);
  }

  @Query(() => LeadConnectionType, {
    description: 'Leads, those that came last first unless ordered otherwise; erased and merged ones are left out.',
  })
  async leads(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => LeadFilterType, { nullable: true, description: 'Which; left out: all.' })
    filter: LeadFilterType | null | undefined,
    @Arg('orderBy', () => LeadOrderType, { nullable: true, description: 'In which order.' })
    orderBy: LeadOrderType | null | undefined,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<LeadType>> {
    return toConnection(await listLeads(db, { ...pageRequest(page, limits, info), filter, orderBy }));
  }

  @FieldResolver(() => ScoreType, {
    nullable: true,
    description:
      'Without `at`: the stored score, as last computed (its own `at` says when; never older than a day). With `at` or `version`: replayed. Null where no model applies.',
  })
  score(
    @Root() lead: Lead,
    @Arg('at', () => DateTime, { nullable: true, description: 'The instant to replay to.' }) at:
      | Date
      | null
      | undefined,
    @Arg('version', () => ID, { nullable: true, description: VERSION }) version: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ScoreType | null> {
    return findScore(context, lead.id, { at, version });
  }

  @FieldResolver(() => [ScorePointType], {
    description:
      'How the score went, replayed: one point for each change, thinned to `points`. BAD_USER_INPUT: a bad window.',
  })
  scoreHistory(
    @Root() lead: Lead,
    @Arg('from', () => DateTime, { description: 'The first instant.' }) from: Date,
    @Arg('to', () => DateTime, { nullable: true, description: 'The last instant; left out: now.' }) to:
      | Date
      | null
      | undefined,
    @Arg('version', () => ID, { nullable: true, description: VERSION }) version: string | null | undefined,
    @Arg('points', () => Int, { nullable: true, defaultValue: 200, description: 'At most so many points, 1 to 1,000.' })
    points: number | null | undefined,
    @Ctx() { db, releases }: Context,
  ): Promise<ScorePointType[]> {
    return readScoreHistory(db, releases, lead.id, { from, to, version, points });
  }
}
