import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SlaClockStateEnum, SlaClockType } from '../slas/sla-clock.type.js';
import type { LoggedRow } from './from-log.js';
import { SlaEventKindEnum, SlaEventType } from './sla-event.type.js';

type State = keyof typeof SlaClockStateEnum;

/** What clocks said, as the log holds it. */
@Resolver(() => SlaEventType)
export class SlaEventResolver {
  @FieldResolver(() => SlaClockType, { description: 'The clock as it is now.' })
  async clock(@Root() { data }: LoggedRow, @Ctx() { loaders }: Context): Promise<SlaClockType> {
    const clock = await loaders.slaClocks.load(data['clockId'] as string);
    if (!clock) throw new Error(`there is no clock ${data['clockId']}`);
    return clock;
  }

  @FieldResolver(() => SlaClockStateEnum, { nullable: true, description: 'How it stood; null: it started.' })
  clockBefore(@Root() { data }: LoggedRow): State | null {
    return data['before'] as State | null;
  }

  @FieldResolver(() => SlaClockStateEnum, { description: 'How it stood then.' })
  clockAfter(@Root() { data }: LoggedRow): State {
    return data['after'] as State;
  }

  @FieldResolver(() => SlaEventKindEnum, { description: 'What it said.' })
  kind(@Root() { data }: LoggedRow): keyof typeof SlaEventKindEnum {
    return data['slaKind'] as keyof typeof SlaEventKindEnum;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The event this one takes back: a breach that, as was told late, was none.',
  })
  corrects(@Root() { data }: LoggedRow): string | null {
    return (data['corrects'] as string | null | undefined) ?? null;
  }
}
