import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';

/** States of handoffs. */
export const HandoffStateEnum = {
  PENDING: 'PENDING',
  ACCEPTED: 'ACCEPTED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  WITHDRAWN: 'WITHDRAWN',
} as const;

registerEnumType(HandoffStateEnum, {
  name: 'HandoffState',
  description: 'How a handoff stands.',
  valuesConfig: {
    PENDING: { description: 'Waits for an answer.' },
    ACCEPTED: { description: 'Taken: the lead moved on.' },
    REJECTED: { description: 'Sent back or out, with a reason both sides agreed to.' },
    EXPIRED: { description: 'Nobody answered in the time agreed.' },
    WITHDRAWN: { description: 'The lead left in another way, was merged or erased.' },
  },
});

/** A handoff as it stands; what it refers to is resolved. */
@ObjectType('Handoff', {
  description: 'A lead handed to another team, with what that team needs to open the call.',
  implements: NodeType,
  simpleResolvers: true,
})
export class HandoffType extends NodeType {
  @Field(() => HandoffStateEnum, { description: 'How it stands.' })
  state: keyof typeof HandoffStateEnum;

  @Field(() => DateTime, { description: 'When the lead was handed over.' })
  openedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it waits.' })
  decidedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was written with the answer or the assignment; null for roles that may not see personal data.',
  })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'Why it went to whom it went, in words.' })
  routedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the pool it was routed to; null: to none.' })
  pool: string | null;
}

/** What a rep needs to open the call; all of it is resolved. */
@ObjectType('HandoffContext', { description: 'What a rep needs to open the call.' })
export class HandoffContextType {
  @Field(() => String, {
    nullable: true,
    description: 'The problem the lead stated; null where it stated none, and for roles without personal data.',
  })
  problem?: string | null;
}

/** Pages of handoffs. */
export const HandoffConnectionType = connectionType('Handoff', 'handoffs', () => HandoffType);
