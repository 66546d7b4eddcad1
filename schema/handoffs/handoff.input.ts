import { Field, ID, InputType } from 'type-graphql';
import type { AssignHandoffInput, DecideHandoffInput } from '../../server/leads/inputs.js';

const KEY = 'Makes a repeat within 7 days do nothing and answer the same.';

/** Input of `decideHandoff`. */
@InputType('DecideHandoffInput', { description: 'The answer to a handoff.' })
export class DecideHandoffInputType implements DecideHandoffInput {
  @Field(() => ID, { description: 'Which handoff.' })
  handoffId: string;

  @Field(() => Boolean, { description: 'True takes the lead; false sends it back or out.' })
  accept: boolean;

  @Field(() => String, { nullable: true, description: 'Key of the reason; needed to reject, none to accept.' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'What was learnt; needed where the reason says so.' })
  note?: string | null;

  @Field(() => String, { nullable: true, description: 'What shall be done next.' })
  nextStep?: string | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** Input of `assignHandoff`. */
@InputType('AssignHandoffInput', { description: 'Who shall answer a handoff.' })
export class AssignHandoffInputType implements AssignHandoffInput {
  @Field(() => ID, { description: 'Which handoff.' })
  handoffId: string;

  @Field(() => ID, { description: 'An active user.' })
  assigneeId: string;

  @Field(() => String, { nullable: true, description: 'What the new one should know.' })
  note?: string | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
