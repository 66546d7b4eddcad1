import { Field, Int, ObjectType } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import { TeamEnum } from '../people/team.enum.js';

/** What a team must sign; who did is resolved. */
@ObjectType('SignOff', {
  description: 'That a team must sign a change, why, and whether it did. What counts is membership at the merge.',
  simpleResolvers: true,
})
export class SignOffType {
  @Field(() => TeamEnum, { description: 'The team.' })
  team: TeamKey;

  @Field(() => Int, { description: 'How many of it must sign.' })
  required: number;

  @Field(() => Int, { description: 'How many have signed the present effect.' })
  given: number;

  @Field(() => Boolean, { description: 'Whether that is enough.' })
  satisfied: boolean;

  @Field(() => [String], { description: 'Why: the files or places that sign-offs.json on main gives to this team.' })
  because: string[];
}
