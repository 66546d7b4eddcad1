import { Field, ID, InputType } from 'type-graphql';
import type { EventFilter } from '../../server/events/event-filter.js';
import { CrossingDirectionEnum } from '../scores/score.enums.js';
import { EventKindEnum } from './event.type.js';
import { LeadChangeEnum } from './lead-event.type.js';
import { SlaEventKindEnum } from './sla-event.type.js';

/** Input of whatever lists or streams events. */
@InputType('EventFilter', {
  description:
    'Which events: all that is given must hold; an empty list holds for none. Lead values are those at reading.',
})
export class EventFilterInputType implements EventFilter {
  @Field(() => [EventKindEnum], { nullable: true, description: 'Kinds of events.' })
  kinds?: (keyof typeof EventKindEnum)[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this lead.' })
  leadId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of leads of this account.' })
  accountId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Transitions out of these stages.' })
  from?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Transitions into these stages.' })
  to?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Crossings of these thresholds.' })
  thresholds?: string[] | null;

  @Field(() => CrossingDirectionEnum, { nullable: true, description: 'Crossings this way.' })
  direction?: keyof typeof CrossingDirectionEnum | null;

  @Field(() => [String], { nullable: true, description: 'Clocks of these policies.' })
  policies?: string[] | null;

  @Field(() => [SlaEventKindEnum], { nullable: true, description: 'Of clocks these kinds of events.' })
  slaKinds?: (keyof typeof SlaEventKindEnum)[] | null;

  @Field(() => [LeadChangeEnum], { nullable: true, description: 'These changes of leads.' })
  leadChanges?: (keyof typeof LeadChangeEnum)[] | null;

  @Field(() => ID, { nullable: true, description: 'Of leads this user owns.' })
  ownerId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of leads that came from these sources.' })
  source?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of leads in these segments.' })
  segment?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only what an import of the past recorded. False: only the rest. Left out: both.',
  })
  historical?: boolean | null;
}
