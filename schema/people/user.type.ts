import { Field, Int, ObjectType } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import type { Role } from '../../server/auth/principal.js';
import { ActorType } from '../nodes/actor.type.js';
import { NodeType } from '../nodes/node.type.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { RoleEnum } from './role.enum.js';
import { TeamEnum } from './team.enum.js';

/** A person; `manager` and `timeZone` are resolved. */
@ObjectType('User', {
  description: 'A person who works with leads or definitions.',
  implements: [NodeType, ActorType],
  simpleResolvers: true,
})
export class UserType extends ActorType {
  @Field(() => EmailAddress, {
    description:
      'By it an identity provider vouches for this person. FORBIDDEN to roles that may not see personal data.',
  })
  email: string;

  @Field(() => [TeamEnum], { description: 'The sides this person signs for.' })
  teams: TeamKey[];

  @Field(() => [RoleEnum], { description: 'What personal tokens of this person may at most do.' })
  roles: Role[];

  @Field(() => [String], { description: 'Keys of the pools this person takes handoffs in.' })
  pools: string[];

  @Field(() => Int, { nullable: true, description: 'Most handoffs a week; null is no limit.' })
  weeklyCapacity: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the business calendar of this person; null is that of the policy.',
  })
  calendar: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Gets no handoffs until then; null when present.' })
  awayUntil: Date | null;

  @Field(() => String, { nullable: true, description: 'Name on GitHub or GitLab, in small letters; null: unknown.' })
  forgeLogin: string | null;

  @Field(() => Boolean, { description: 'False ends all personal tokens of this person.' })
  active: boolean;
}
