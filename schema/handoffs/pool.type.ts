import { Field, Int, ObjectType } from 'type-graphql';
import type { TeamKey } from '../../core/definitions/tree.js';
import { TeamEnum } from '../people/team.enum.js';

/** People who share leads; `members` is resolved. */
@ObjectType('Pool', { description: 'People who share the leads routed to them.', simpleResolvers: true })
export class PoolType {
  @Field(() => String, { description: 'Its name for programs.' })
  key: string;

  @Field(() => TeamEnum, { nullable: true, description: 'The side it belongs to.' })
  team: TeamKey | null;

  @Field(() => Int, { description: 'Handoffs routed to it that wait.' })
  openHandoffs: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Leads its people take a week, all together; null: one of them has no limit.',
  })
  weeklyCapacity: number | null;
}
