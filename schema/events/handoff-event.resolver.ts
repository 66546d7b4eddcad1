import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { HandoffStateEnum, HandoffType } from '../handoffs/handoff.type.js';
import type { LoggedRow } from './from-log.js';
import { HandoffEventType } from './handoff-event.type.js';

type State = keyof typeof HandoffStateEnum;

/** Changes of handoffs, as the log holds them. */
@Resolver(() => HandoffEventType)
export class HandoffEventResolver {
  @FieldResolver(() => HandoffType, { description: 'The handoff as it is now.' })
  async handoff(@Root() { data }: LoggedRow, @Ctx() { loaders }: Context): Promise<HandoffType> {
    const handoff = await loaders.handoffs.load(data['handoffId'] as string);
    if (!handoff) throw new Error(`there is no handoff ${data['handoffId']}`);
    return handoff;
  }

  @FieldResolver(() => HandoffStateEnum, { nullable: true, description: 'How it stood; null: it was opened.' })
  stateBefore(@Root() { data }: LoggedRow): State | null {
    return data['before'] as State | null;
  }

  @FieldResolver(() => HandoffStateEnum, { description: 'How it stood then; as before where it was assigned anew.' })
  stateAfter(@Root() { data }: LoggedRow): State {
    return data['after'] as State;
  }
}
