import { Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';
import { JsonObjectScalar } from '../scalars/json-object.js';

/** Something a lead did; `lead` is resolved. */
@ObjectType('Activity', {
  description: 'Something a lead did, as it was sent.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ActivityType extends NodeType {
  @Field(() => String, { description: 'Its type in the tracking plan: `pricing.viewed`.' })
  type: string;

  @Field(() => DateTime, { description: 'When it happened, by the sender.' })
  occurredAt: Date;

  @Field(() => DateTime, { description: 'When the platform accepted it.' })
  receivedAt: Date;

  @Field(() => String, { description: 'Who told of it.' })
  source: string;

  @Field(() => String, { description: 'The sender’s name for it; with `source` it makes a repeat count once.' })
  messageId: string;

  @Field(() => JsonObjectScalar, {
    description: 'What was sent with it; empty for roles that may not see personal data.',
  })
  properties: JsonObject;
}

/** Pages of activities. */
export const ActivityConnectionType = connectionType('Activity', 'activities', () => ActivityType);
