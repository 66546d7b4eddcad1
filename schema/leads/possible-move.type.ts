import { Field, ObjectType } from 'type-graphql';
import { StageType } from '../lifecycle/stage.type.js';

/** A move a caller could make. */
@ObjectType('PossibleMove', { description: 'A move the lifecycle lists for this caller.', simpleResolvers: true })
export class PossibleMoveType {
  @Field(() => StageType, { description: 'Where to.' })
  to: StageType;

  @Field(() => Boolean, { description: 'Whether it would be made as things stand.' })
  allowed: boolean;

  @Field(() => [String], { description: 'What is missing, in words.' })
  missing: string[];
}
