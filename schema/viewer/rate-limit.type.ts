import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars/date-time.js';

/** What an operation cost, and what is left of the minute. */
@ObjectType('RateLimit', {
  description: 'What this operation cost, and what is left of the minute, in points.',
  simpleResolvers: true,
})
export class RateLimitType {
  @Field(() => Int, { description: 'Points this operation took.' })
  cost: number;

  @Field(() => Int, { description: 'Points a minute.' })
  limit: number;

  @Field(() => Int, { description: 'Points left until `resetAt`.' })
  remaining: number;

  @Field(() => DateTime, { description: 'When the next minute begins.' })
  resetAt: Date;
}
