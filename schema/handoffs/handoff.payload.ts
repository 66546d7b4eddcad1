import { Field, ObjectType } from 'type-graphql';
import { StageTransitionType } from '../lifecycle/stage-transition.type.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { HandoffType } from './handoff.type.js';

/** Answer of the mutations about one handoff. */
@ObjectType('HandoffPayload', {
  description: 'What became of a handoff.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class HandoffPayloadType extends MutationPayloadType {
  @Field(() => HandoffType, { nullable: true, description: 'As it is now; null when there is none.' })
  handoff: HandoffType | null;

  @Field(() => StageTransitionType, {
    nullable: true,
    description: 'The move the answer made; null when it made none.',
  })
  transition: StageTransitionType | null;
}
