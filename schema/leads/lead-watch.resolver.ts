import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { followedElsewhere } from '../streams/followed-elsewhere.js';
import { LeadType } from './lead.type.js';

/** A lead as it changes. */
@Resolver()
export class LeadWatchResolver {
  @Subscription(() => LeadType, {
    subscribe: followedElsewhere,
    description:
      'A lead after every change of it or of its score, handoffs, clocks and suggestion; changes within half a second come as one. It has no place in the log and no cursor: after a lost connection ask `lead` first. BAD_USER_INPUT for an unknown id.',
  })
  async leadChanged(
    @Arg('id', () => ID, { description: 'Of the lead.' }) _id: string,
    @Root() watched: { id: string },
    @Ctx() { loaders }: Context,
  ): Promise<LeadType> {
    const lead = await loaders.leads.load(watched.id);
    if (!lead) throw new Error(`there is no lead ${watched.id}`);
    return lead;
  }
}
