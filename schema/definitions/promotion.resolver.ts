import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { listPromotions, type PromotionRow } from '../../server/releases/list-promotions.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { JobType } from '../jobs/job.type.js';
import { ActorType } from '../nodes/actor.type.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageOfAll } from '../paging/page-of-all.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { SYSTEM } from '../people/system.type.js';
import { PromotionConnectionType, PromotionType } from './promotion.type.js';

/** What was in force, and by whom. */
@Resolver(() => PromotionType)
export class PromotionResolver {
  @Query(() => PromotionConnectionType, { description: 'Everything that ever came in force, newest first.' })
  async promotions(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PromotionType>> {
    return toConnection(pageOfAll(await listPromotions(db), pageRequest(page, limits, info)));
  }

  @FieldResolver(() => ActorType, { description: 'Who put it in force.' })
  async promotedBy(@Root() promotion: PromotionRow, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, promotion.promotedBy)) ?? SYSTEM;
  }

  @FieldResolver(() => JobType, {
    nullable: true,
    description: 'The job that scores every lead by it; null of the first release.',
  })
  rescoring(@Root() { rescoringId }: PromotionRow, @Ctx() { loaders }: Context): Promise<JobType | null> | null {
    return rescoringId === null ? null : loaders.jobs.load(rescoringId);
  }
}
