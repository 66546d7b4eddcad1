import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { LeadType } from '../leads/lead.type.js';
import { ActorType } from '../nodes/actor.type.js';
import { SYSTEM } from '../people/system.type.js';
import { EventType } from './event.type.js';
import type { EventRow } from './event-row.js';

/** What is alike in all events. */
@Resolver(() => EventType)
export class EventResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Its place in the log: send it as `after`. Null only in the answer of the mutation that caused it; the log places it milliseconds later.',
  })
  cursor(
    @Root() event: EventRow,
    @Ctx() { loaders }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<string | null> | string | null {
    if (info.operation.operation === 'mutation') return null;
    return event.cursor ?? loaders.cursors.load(event.id);
  }

  @FieldResolver(() => LeadType, {
    nullable: true,
    description: 'Whose; null where it is about none, or the caller may not see it.',
  })
  lead(@Root() event: EventRow, @Ctx() { loaders }: Context): Promise<LeadType | null> | null {
    return event.leadId === null ? null : loaders.leads.load(event.leadId);
  }

  @FieldResolver(() => ActorType, { description: 'Who caused it.' })
  async actor(@Root() event: EventRow, @Ctx() { loaders }: Context): Promise<ActorType> {
    return (await findActor(loaders, event.actor)) ?? SYSTEM;
  }
}
