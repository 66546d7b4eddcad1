import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import type { WebhookFormat } from '../../server/entities/webhook.entity.js';
import type { EventKind } from '../../server/events/new-event.js';
import { EventKindEnum } from '../events/event.type.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { DateTime } from '../scalars/date-time.js';
import { JsonObjectScalar } from '../scalars/json-object.js';
import { UrlScalar } from '../scalars/url.js';

/** How events are written for an endpoint. */
export const WebhookFormatEnum = { STANDARD: 'STANDARD', SLACK: 'SLACK' } as const;

registerEnumType(WebhookFormatEnum, {
  name: 'WebhookFormat',
  description: 'How events are written for an endpoint.',
  valuesConfig: {
    STANDARD: { description: 'CloudEvents as JSON, signed as Standard Webhooks asks.' },
    SLACK: {
      description:
        'Messages for an incoming webhook of Slack; with a `key` it is what `notify: ["channel:KEY"]` names.',
    },
  },
});

/** An endpoint; `cursor` and `deliveries` are resolved. */
@ObjectType('Webhook', {
  description: 'An endpoint that is sent events, each at least once, those of one lead in order.',
  implements: NodeType,
  simpleResolvers: true,
})
export class WebhookType extends NodeType {
  @Field(() => String, { nullable: true, description: 'A name for it, by which definitions may name it.' })
  key: string | null;

  @Field(() => UrlScalar, { description: 'Where events are sent.' })
  url: string;

  @Field(() => WebhookFormatEnum, { description: 'How they are written.' })
  format: WebhookFormat;

  @Field(() => [EventKindEnum], { description: 'Kinds of events it is sent.' })
  kinds: EventKind[];

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description:
      'Which of them, as an `EventFilter`; null: all. What an import of the past recorded only with `historical`.',
  })
  filter: JsonObject | null;

  @Field(() => Boolean, { description: 'Whether it is sent events now.' })
  enabled: boolean;

  @Field(() => String, { nullable: true, description: 'Why it is switched off, in a sentence; null while it is on.' })
  disabledReason: string | null;

  @Field(() => Int, {
    description: 'How many events it is behind: of the log not yet looked at, and still to be taken by the receiver.',
  })
  lag: number;
}

/** What became of an event sent to an endpoint. */
@ObjectType('WebhookDelivery', {
  description:
    'What became of an event sent to an endpoint. Kept for 30 days; nothing of what was sent or answered is.',
  implements: NodeType,
  simpleResolvers: true,
})
export class WebhookDeliveryType extends NodeType {
  @Field(() => ID, { description: 'The event: the same id at every attempt, as `webhook-id`.' })
  eventId: string;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer; null where none came.' })
  responseStatus: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is tried next; null once it is over, and while an earlier event of its lead is not.',
  })
  nextAttemptAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the receiver took it; null when it did not.' })
  succeededAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What went wrong the last time, in a sentence.' })
  lastError: string | null;
}

/** Pages of deliveries. */
export const WebhookDeliveryConnectionType = connectionType('WebhookDelivery', 'deliveries', () => WebhookDeliveryType);
