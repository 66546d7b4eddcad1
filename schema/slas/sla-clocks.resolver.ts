import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import { pauseSlaClock, resumeSlaClock } from '../../server/leads/change-sla-clock.js';
import { listSlaClocks } from '../../server/leads/list-sla-clocks.js';
import type { WriteOutcome } from '../../server/leads/write-outcome.js';
import { createLoaders } from '../batch/create-loaders.js';
import type { Context } from '../context.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { TeamEnum } from '../people/team.enum.js';
import { DateTime } from '../scalars/date-time.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { PauseSlaClockInputType, ResumeSlaClockInputType } from './sla-clock.input.js';
import { SlaClockConnectionType, SlaClockStateEnum, SlaClockType } from './sla-clock.type.js';

/** Answer of the mutations about one clock. */
@ObjectType('SlaClockPayload', {
  description: 'What became of a clock.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
class SlaClockPayloadType extends MutationPayloadType {
  @Field(() => SlaClockType, { nullable: true, description: 'As it is now; null when there is none.' })
  clock: SlaClockType | null;
}

/** Clocks, and what people may do with them. */
@Resolver()
export class SlaClocksResolver {
  @Query(() => SlaClockConnectionType, { description: 'Clocks, soonest due first, paused ones last.' })
  async slaClocks(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('state', () => [SlaClockStateEnum], { nullable: true, description: 'In one of these states.' })
    state: (keyof typeof SlaClockStateEnum)[] | null | undefined,
    @Arg('policy', () => String, { nullable: true, description: 'Of the policy with this key.' })
    policy: string | null | undefined,
    @Arg('ownerId', () => ID, { nullable: true, description: 'Owed by this user.' }) ownerId: string | null | undefined,
    @Arg('owedBy', () => TeamEnum, { nullable: true, description: 'Owed by this side.' })
    owedBy: TeamKey | null | undefined,
    @Arg('dueBefore', () => DateTime, { nullable: true, description: 'Due before this instant.' })
    dueBefore: Date | null | undefined,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<SlaClockType>> {
    const request = pageRequest(page, limits, info);
    return toConnection(await listSlaClocks(db, { ...request, state, policy, ownerId, owedBy, dueBefore }));
  }

  @Mutation(() => SlaClockPayloadType, {
    description:
      'Stops a running clock for a while; what is left of its time is kept. userErrors: NOT_FOUND, REQUIRED or INVALID (reason), INVALID (it does not run), IDEMPOTENCY_CONFLICT.',
  })
  async pauseSlaClock(
    @Arg('input', () => PauseSlaClockInputType, { description: 'Which, and why.' }) input: PauseSlaClockInputType,
    @Ctx() context: Context,
  ): Promise<SlaClockPayloadType> {
    return payload(context, input.clockId, await pauseSlaClock(context.intake, context.db, context.principal, input));
  }

  @Mutation(() => SlaClockPayloadType, {
    description: 'Lets a paused clock run on. userErrors: NOT_FOUND, INVALID (it is not paused), IDEMPOTENCY_CONFLICT.',
  })
  async resumeSlaClock(
    @Arg('input', () => ResumeSlaClockInputType, { description: 'Which.' }) input: ResumeSlaClockInputType,
    @Ctx() context: Context,
  ): Promise<SlaClockPayloadType> {
    return payload(context, input.clockId, await resumeSlaClock(context.intake, context.db, context.principal, input));
  }
}

/** What was loaded earlier in the same operation is forgotten: it was true before this write. */
async function payload(context: Context, clockId: string, { userErrors }: WriteOutcome): Promise<SlaClockPayloadType> {
  context.loaders = createLoaders(context);
  return { userErrors, clock: await context.loaders.slaClocks.load(clockId) };
}
