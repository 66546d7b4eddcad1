import { Field, ID, InputType } from 'type-graphql';
import type { WebhookFormat } from '../../server/entities/webhook.entity.js';
import type { EventKind } from '../../server/events/new-event.js';
import type { CreateWebhookInput, UpdateWebhookInput } from '../../server/outlets/webhook-inputs.js';
import { EventKindEnum } from '../events/event.type.js';
import { EventFilterInputType } from '../events/event-filter.input.js';
import { UrlScalar } from '../scalars/url.js';
import { WebhookFormatEnum } from './webhook.type.js';

const URL_RULES =
  'http:// or https://, to a public address (or one of ACCORD_WEBHOOK_ALLOW_CIDRS), without a user name; redirects are not followed.';

/** Input of `createWebhook`. */
@InputType('CreateWebhookInput', { description: 'An endpoint to be made.' })
export class CreateWebhookInputType implements CreateWebhookInput {
  @Field(() => UrlScalar, { description: `Where to send: ${URL_RULES}` })
  url: string;

  @Field(() => WebhookFormatEnum, { nullable: true, defaultValue: 'STANDARD', description: 'How events are written.' })
  format?: WebhookFormat | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name no other endpoint has: 1 to 63 of a-z, 0-9, _ and -.',
  })
  key?: string | null;

  @Field(() => [EventKindEnum], { description: 'Kinds of events, at least one.' })
  kinds: EventKind[];

  @Field(() => EventFilterInputType, {
    nullable: true,
    description: 'Which of them; left out: all but what an import of the past recorded.',
  })
  filter?: EventFilterInputType | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same key with the same input makes no second one; its answer has no secret.',
  })
  idempotencyKey?: string | null;
}

/** Input of `updateWebhook`. */
@InputType('UpdateWebhookInput', { description: 'What is to be changed of an endpoint; what is left out stays.' })
export class UpdateWebhookInputType implements UpdateWebhookInput {
  @Field(() => ID, { description: 'Which: `webhook_…`.' })
  id: string;

  @Field(() => UrlScalar, { nullable: true, description: `Where to send: ${URL_RULES}` })
  url?: string | null;

  @Field(() => [EventKindEnum], { nullable: true, description: 'Kinds of events, at least one.' })
  kinds?: EventKind[] | null;

  @Field(() => EventFilterInputType, { nullable: true, description: 'Which of them; null: no filter any more.' })
  filter?: EventFilterInputType | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False stops it, its place kept; true goes on from there.',
  })
  enabled?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True makes a new secret, in the answer this once; for 24 h the old one signs too.',
  })
  rotateSecret?: boolean | null;
}

/** Input of `replayWebhook`. */
@InputType('ReplayWebhookInput', { description: 'From where an endpoint is to be sent events again.' })
export class ReplayWebhookInputType {
  @Field(() => ID, { description: 'Which: `webhook_…`.' })
  id: string;

  @Field(() => String, { description: 'A cursor of events, or `start` for the earliest kept.' })
  after: string;
}
