import { Field, InterfaceType } from 'type-graphql';
import { UserErrorType } from './user-error.type.js';

/** What every mutation answers. */
@InterfaceType('MutationPayload', {
  description: 'What every mutation answers: what it did, and the expected problems.',
  resolveType: () => undefined,
})
export abstract class MutationPayloadType {
  @Field(() => [UserErrorType], { description: 'Empty when all was done as asked.' })
  userErrors: UserErrorType[];
}
