import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { assignHandoff } from '../../server/leads/assign-handoff.js';
import { decideHandoff } from '../../server/leads/decide-handoff.js';
import { listHandoffs } from '../../server/leads/list-handoffs.js';
import type { WriteOutcome } from '../../server/leads/write-outcome.js';
import type { Context } from '../context.js';
import { SortDirectionEnum } from '../filters/sort-direction.enum.js';
import { loadRows } from '../leads/load-outcome.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { AssignHandoffInputType, DecideHandoffInputType } from './handoff.input.js';
import { HandoffPayloadType } from './handoff.payload.js';
import { HandoffConnectionType, HandoffStateEnum, type HandoffType } from './handoff.type.js';

/** Handing over, and answering. */
@Resolver()
export class HandoffsResolver {
  @Query(() => HandoffConnectionType, { description: 'Handoffs, the longest waiting first unless ordered otherwise.' })
  async handoffs(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('state', () => [HandoffStateEnum], { nullable: true, description: 'In one of these states.' })
    state: (keyof typeof HandoffStateEnum)[] | null | undefined,
    @Arg('assigneeId', () => ID, { nullable: true, description: 'The queue of this user.' })
    assigneeId: string | null | undefined,
    @Arg('orderBy', () => SortDirectionEnum, {
      nullable: true,
      description: 'By when they were opened; ASC unless given.',
    })
    direction: keyof typeof SortDirectionEnum | null | undefined,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<HandoffType>> {
    const request = pageRequest(page, limits, info);
    return toConnection(await listHandoffs(db, { ...request, state, assigneeId, direction }));
  }

  @Mutation(() => HandoffPayloadType, {
    description:
      'Accepts or rejects a handoff; of several answers the first wins. userErrors: NOT_FOUND, HANDOFF_CLOSED, REQUIRED (reason, note, and what the move needs), INVALID (reason), FORBIDDEN (the other side decides), MOVE_NOT_ALLOWED, IDEMPOTENCY_CONFLICT.',
  })
  async decideHandoff(
    @Arg('input', () => DecideHandoffInputType, { description: 'Which, and the answer.' })
    input: DecideHandoffInputType,
    @Ctx() context: Context,
  ): Promise<HandoffPayloadType> {
    const outcome = await decideHandoff(context.intake, context.db, context.principal, input);
    return loadPayload(context, input.handoffId, outcome);
  }

  @Mutation(() => HandoffPayloadType, {
    description:
      'Gives a handoff that waits to another person; its state and clock stay. userErrors: NOT_FOUND, HANDOFF_CLOSED, INVALID, IDEMPOTENCY_CONFLICT.',
  })
  async assignHandoff(
    @Arg('input', () => AssignHandoffInputType, { description: 'Which, and to whom.' }) input: AssignHandoffInputType,
    @Ctx() context: Context,
  ): Promise<HandoffPayloadType> {
    const outcome = await assignHandoff(context.intake, context.db, context.principal, input);
    return loadPayload(context, input.handoffId, outcome);
  }
}

async function loadPayload(context: Context, handoffId: string, outcome: WriteOutcome): Promise<HandoffPayloadType> {
  const { transitions } = await loadRows(context, outcome);
  const handoff = await context.loaders.handoffs.load(handoffId);
  return { userErrors: outcome.userErrors, handoff, transition: transitions[0] ?? null };
}
