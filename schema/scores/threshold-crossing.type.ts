import { Field, Float, ObjectType } from 'type-graphql';
import { EventType } from '../events/event.type.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { CrossingCauseEnum, CrossingDirectionEnum, CrossingOutcomeEnum } from './score.enums.js';

/** A threshold crossed; what it refers to is resolved. */
@ObjectType('ThresholdCrossing', {
  description: 'A score crossed a threshold, with the scores and contributions known at that instant.',
  implements: [NodeType, EventType],
  simpleResolvers: true,
})
export class ThresholdCrossingType extends EventType {
  @Field(() => CrossingDirectionEnum, { description: 'Which way.' })
  direction: keyof typeof CrossingDirectionEnum;

  @Field(() => Float, { description: 'The primary score just before, in points.' })
  scoreBefore: number;

  @Field(() => Float, { description: 'The primary score just after, in points.' })
  scoreAfter: number;

  @Field(() => CrossingCauseEnum, { description: 'What changed the score.' })
  trigger: keyof typeof CrossingCauseEnum;

  @Field(() => String, { nullable: true, description: 'Path of the attribute whose change it was, where it was one.' })
  attribute: string | null;

  @Field(() => CrossingOutcomeEnum, { description: 'What it led to.' })
  outcome: keyof typeof CrossingOutcomeEnum;

  @Field(() => String, { nullable: true, description: 'Why the move was refused, where it was.' })
  refusal: string | null;
}

/** Pages of crossings. */
export const ThresholdCrossingConnectionType = connectionType(
  'ThresholdCrossing',
  'threshold crossings',
  () => ThresholdCrossingType,
);
