import { Field, ObjectType } from 'type-graphql';
import type { Role } from '../../server/auth/principal.js';
import { ActorType } from '../nodes/actor.type.js';
import { NodeType } from '../nodes/node.type.js';
import { DateTime } from '../scalars/date-time.js';
import { RoleEnum } from './role.enum.js';

/** A token; `user` is resolved. The secret is nowhere but in the answer that made it. */
@ObjectType('ApiToken', {
  description:
    'A way in. With `user` a personal token: acts, pushes and signs as that person. Without: a machine, which never signs.',
  implements: [NodeType, ActorType],
  simpleResolvers: true,
})
export class ApiTokenType extends ActorType {
  @Field(() => [RoleEnum], { description: 'Of a personal token those count that its user has too.' })
  roles: Role[];

  @Field(() => String, { description: 'How the token begins, to tell which it is.' })
  prefix: string;

  @Field(() => Boolean, { description: 'Whether this machine moves leads as an agent instead of as an integration.' })
  agent: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null when never.' })
  lastUsedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null is never.' })
  expiresAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; it stops working within 5 s.' })
  revokedAt: Date | null;
}
