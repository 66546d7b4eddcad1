import { Field, ObjectType } from 'type-graphql';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import { WebhookDeliveryType, WebhookType } from './webhook.type.js';

/** Answer of the mutations about endpoints. */
@ObjectType('WebhookPayload', {
  description: 'What became of an endpoint.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class WebhookPayloadType extends MutationPayloadType {
  @Field(() => WebhookType, { nullable: true, description: 'The endpoint as it is now; null where there is none.' })
  webhook: WebhookType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new signing secret, `whsec_…`, shown this once; null where none was made.',
  })
  secret: string | null;
}

/** Answer of the mutations about deliveries. */
@ObjectType('WebhookDeliveryPayload', {
  description: 'What became of a delivery.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class WebhookDeliveryPayloadType extends MutationPayloadType {
  @Field(() => WebhookDeliveryType, { nullable: true, description: 'The delivery as it is now; null: there is none.' })
  delivery: WebhookDeliveryType | null;
}
