import { ArgsType, Field } from 'type-graphql';
import { EventFilterInputType } from './event-filter.input.js';

/** Arguments of every stream of the log. */
@ArgsType()
export class StreamArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the last event taken: what was missed comes first, in order. Left out: from now on. `start`: from the earliest kept.',
  })
  after?: string | null;

  @Field(() => EventFilterInputType, { nullable: true, description: 'Which events; left out: all.' })
  filter?: EventFilterInputType | null;
}
