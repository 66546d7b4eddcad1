import { Field, ID, InputType } from 'type-graphql';

/** An account by one of its names. */
@InputType('AccountRef', { description: 'An account by exactly one of its names.' })
export class AccountRefInputType {
  @Field(() => ID, { nullable: true, description: 'Its id here.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its domain: `example.com`.' })
  domain?: string | null;
}
