import { Field, ID, InputType } from 'type-graphql';
import type { PauseSlaClockInput, ResumeSlaClockInput } from '../../server/leads/inputs.js';

const KEY = 'Makes a repeat within 7 days do nothing and answer the same.';

/** Input of `pauseSlaClock`. */
@InputType('PauseSlaClockInput', { description: 'A clock to be stopped for a while.' })
export class PauseSlaClockInputType implements PauseSlaClockInput {
  @Field(() => ID, { description: 'Which clock.' })
  clockId: string;

  @Field(() => String, { description: 'Why; kept in `Lead.notes`.' })
  reason: string;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** Input of `resumeSlaClock`. */
@InputType('ResumeSlaClockInput', { description: 'A clock that shall run on.' })
export class ResumeSlaClockInputType implements ResumeSlaClockInput {
  @Field(() => ID, { description: 'Which clock.' })
  clockId: string;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
