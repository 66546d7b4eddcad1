import { Field, ObjectType } from 'type-graphql';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { DefinitionStatusType } from './definition-status.type.js';
import { PromotionType } from './promotion.type.js';

/** Answer of what changes what is in force. */
@ObjectType('PromotionPayload', {
  description: 'What came in force.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class PromotionPayloadType extends MutationPayloadType {
  @Field(() => PromotionType, { nullable: true, description: 'The promotion; null when nothing was put in force.' })
  promotion: PromotionType | null;

  @Field(() => DefinitionStatusType, { nullable: true, description: 'What is in force now.' })
  definitions: DefinitionStatusType | null;
}
