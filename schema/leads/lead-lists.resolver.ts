import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { Lead } from '../../server/entities/lead.entity.js';
import { listActivities } from '../../server/leads/list-activities.js';
import { listCrossings } from '../../server/leads/list-crossings.js';
import { listTransitions } from '../../server/leads/list-transitions.js';
import type { Context } from '../context.js';
import { ActivityFilterType } from '../filters/activity-filter.input.js';
import { StageTransitionConnectionType, type StageTransitionType } from '../lifecycle/stage-transition.type.js';
import { toTransition } from '../lifecycle/to-transition.js';
import type { Connection } from '../paging/connection-type.js';
import { firstPageSize } from '../paging/first-page-size.js';
import { PageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { ThresholdCrossingConnectionType, type ThresholdCrossingType } from '../scores/threshold-crossing.type.js';
import { toCrossing } from '../scores/to-crossing.js';
import { ActivityConnectionType, type ActivityType } from './activity.type.js';
import { LeadType } from './lead.type.js';

/** What happened to a lead, page by page; first pages of many leads are read in one statement. */
@Resolver(() => LeadType)
export class LeadListsResolver {
  @FieldResolver(() => ActivityConnectionType, {
    description: 'What it did, newest first; retracted ones are left out.',
  })
  async activities(
    @Root() lead: Lead,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ActivityFilterType, { nullable: true, description: 'Which; left out: all.' })
    filter: ActivityFilterType | null | undefined,
    @Ctx() { db, limits, loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ActivityType>> {
    const request = pageRequest(page, limits, info);
    const size = filter ? null : firstPageSize(request);
    if (size !== null) return toConnection(await loaders.firstActivities.load(lead.id, size));
    return toConnection(await listActivities(db, lead.id, { ...request, filter }));
  }

  @FieldResolver(() => StageTransitionConnectionType, { description: 'The stages it entered, oldest first.' })
  async transitions(
    @Root() lead: Lead,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { db, limits, loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<StageTransitionType>> {
    const request = pageRequest(page, limits, info);
    const size = firstPageSize(request);
    const found = await (size === null
      ? listTransitions(db, lead.id, request)
      : loaders.firstTransitions.load(lead.id, size));
    return toConnection({ ...found, nodes: found.nodes.map(toTransition) });
  }

  @FieldResolver(() => ThresholdCrossingConnectionType, { description: 'The thresholds it crossed, oldest first.' })
  async crossings(
    @Root() lead: Lead,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { db, limits, loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ThresholdCrossingType>> {
    const request = pageRequest(page, limits, info);
    const size = firstPageSize(request);
    const found = await (size === null
      ? listCrossings(db, lead.id, request)
      : loaders.firstCrossings.load(lead.id, size));
    return toConnection({ ...found, nodes: found.nodes.map(toCrossing) });
  }
}
