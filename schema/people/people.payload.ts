import { Field, ObjectType } from 'type-graphql';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { ApiTokenType } from './api-token.type.js';
import { UserType } from './user.type.js';

/** Answer of the mutations about tokens. */
@ObjectType('ApiTokenPayload', {
  description: 'What became of a token.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class ApiTokenPayloadType extends MutationPayloadType {
  @Field(() => ApiTokenType, { nullable: true, description: 'The token; null where there is none.' })
  apiToken: ApiTokenType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token itself, shown this once; null when nothing was made.',
  })
  secret: string | null;
}

/** Answer of `upsertUser`. */
@ObjectType('UserPayload', {
  description: 'What became of a user.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class UserPayloadType extends MutationPayloadType {
  @Field(() => UserType, { nullable: true, description: 'The user as he is now; null when nothing was done.' })
  user: UserType | null;
}
