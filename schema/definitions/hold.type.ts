import { Field, ObjectType } from 'type-graphql';
import { CommitId } from '../scalars/commit-id.js';
import { DateTime } from '../scalars/date-time.js';

/** A hold; `by` is resolved. */
@ObjectType('Hold', {
  description: 'Set by a roll-back: what is merged does not come in force until `releaseHold`.',
  simpleResolvers: true,
})
export class HoldType {
  @Field(() => String, { description: 'Why, as whoever rolled back wrote.' })
  reason: string;

  @Field(() => DateTime, { description: 'Since when.' })
  since: Date;

  @Field(() => CommitId, { description: 'What was in force before the roll-back.' })
  refused: string;
}

/** A process; all plain. */
@ObjectType('InstanceStatus', {
  description: 'A process of this installation, and what it goes by; listed while it says that it is there.',
  simpleResolvers: true,
})
export class InstanceStatusType {
  @Field(() => String, { description: 'Its name: host and process.' })
  instance: string;

  @Field(() => CommitId, { description: 'The commit it goes by.' })
  commit: string;

  @Field(() => DateTime, { description: 'Since when.' })
  activatedAt: Date;

  @Field(() => String, { nullable: true, description: 'Why it could not take what is in force; null: it did.' })
  error: string | null;
}
