import { Field, ID, InputType, Int } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import type { CreateApiTokenInput } from '../../server/auth/create-api-token.js';
import type { Role } from '../../server/auth/principal.js';
import type { UpsertUserInput } from '../../server/auth/upsert-user.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { RoleEnum } from './role.enum.js';
import { TeamEnum } from './team.enum.js';

/** Input of `createApiToken`. */
@InputType('CreateApiTokenInput', { description: 'A token to be made.' })
export class CreateApiTokenInputType implements CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for, in words; at most 200 characters.' })
  displayName: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Whose personal token: it acts, pushes and signs as this user, its roles are at most the user’s. Left out: a machine.',
  })
  userId?: string | null;

  @Field(() => [RoleEnum], { description: 'At least one.' })
  roles: Role[];

  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; left out: never.' })
  expiresAt?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: a machine whose moves are those of an agent, not of an integration.',
  })
  agent?: boolean | null;
}

/** Input of `upsertUser`. */
@InputType('UpsertUserInput', {
  description: 'A user, found by e-mail address. What is left out stays as it is; null empties.',
})
export class UpsertUserInputType implements UpsertUserInput {
  @Field(() => EmailAddress, { description: 'Who: created where nobody has this address.' })
  email: string;

  @Field(() => String, { description: 'The name people see; at most 200 characters, one line.' })
  displayName: string;

  @Field(() => [TeamEnum], { description: 'The sides this person signs for.' })
  teams: TeamKey[];

  @Field(() => [RoleEnum], { description: 'What personal tokens may at most do; taking one away acts within 5 s.' })
  roles: Role[];

  @Field(() => ID, { nullable: true, description: 'Who is told when something escalates.' })
  managerId?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name, such as `Europe/Berlin`.' })
  timeZone?: string | null;

  @Field(() => [String], { nullable: true, description: 'Keys of the pools to take handoffs in.' })
  pools?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Most handoffs a week; null is no limit.' })
  weeklyCapacity?: number | null;

  @Field(() => String, { nullable: true, description: 'Key of a calendar of slas.json.' })
  calendar?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Gets no handoffs until then.' })
  awayUntil?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name on GitHub or GitLab: what this person approves there, where the definitions are followed from there, is a review here.',
  })
  forgeLogin?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False ends all personal tokens of this person.' })
  active?: boolean | null;
}
