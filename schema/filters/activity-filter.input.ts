import { Field, InputType } from 'type-graphql';
import { DateTimeFilterType, StringFilterType } from './value-filters.input.js';

/** Which activities. */
@InputType('ActivityFilter', { description: 'Which activities. All members given must hold.' })
export class ActivityFilterType {
  @Field(() => StringFilterType, { nullable: true, description: 'Type.' })
  type?: StringFilterType | null;

  @Field(() => DateTimeFilterType, { nullable: true, description: 'When it happened.' })
  occurredAt?: DateTimeFilterType | null;

  @Field(() => StringFilterType, { nullable: true, description: 'Who sent it.' })
  source?: StringFilterType | null;
}
