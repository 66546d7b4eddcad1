import { Field, ObjectType } from 'type-graphql';
import type { UserError } from '../../server/leads/user-error.js';
import { UserErrorCodeEnum } from './user-error-code.enum.js';

/** An expected problem, as data. */
@ObjectType('UserError', {
  description:
    'An expected problem of a mutation, to be shown to whoever asked. Surprises are top-level errors instead.',
  simpleResolvers: true,
})
export class UserErrorType implements UserError {
  @Field(() => UserErrorCodeEnum, { description: 'What kind of problem, for programs.' })
  code: UserError['code'];

  @Field(() => [String], {
    nullable: true,
    description: 'Path inside the input, list positions as digits: `["activities","3","type"]`.',
  })
  field: string[] | null;

  @Field(() => String, { description: 'A sentence that names the value and what is wrong with it.' })
  message: string;

  @Field(() => String, { nullable: true, description: 'What to do about it.' })
  hint: string | null;
}
