import { ArgsType, Field, Int } from 'type-graphql';

/** Arguments of a list that is read forwards only. */
@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, { nullable: true, description: 'How many: 25 when left out, at most 100 (LIMIT_EXCEEDED).' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Those after this cursor (CURSOR_INVALID where it is none of this list).',
  })
  after?: string | null;
}

/** Arguments of a list that is read from either end. */
@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the end, instead of `first`; at most 100 (LIMIT_EXCEEDED).',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Those before this cursor (CURSOR_INVALID where it is none of this list).',
  })
  before?: string | null;
}
