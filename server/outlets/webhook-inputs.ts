import type { WebhookFormat } from '../entities/webhook.entity.js';
import type { EventFilter } from '../events/event-filter.js';
import type { EventKind } from '../events/new-event.js';
import type { Optional } from '../leads/inputs.js';
import type { UserError } from '../leads/user-error.js';
import type { OutgoingRules } from './outgoing-rules.js';

/** An endpoint to be made. */
export interface CreateWebhookInput {
  url: string;
  format?: Optional<WebhookFormat>;
  key?: Optional<string>;
  kinds: EventKind[];
  filter?: Optional<EventFilter>;
  idempotencyKey?: Optional<string>;
}

/** What is to be changed of an endpoint; what is left out stays. */
export interface UpdateWebhookInput {
  id: string;
  url?: Optional<string>;
  kinds?: Optional<EventKind[]>;
  filter?: Optional<EventFilter>;
  enabled?: Optional<boolean>;
  rotateSecret?: Optional<boolean>;
}

/** What writing webhooks needs of the process. */
export interface WebhookParts {
  rules: OutgoingRules;
  pepper: string;
}

/** What became of a webhook; `secret` is shown this once. */
export interface WebhookOutcome {
  userErrors: UserError[];
  webhookId: string | null;
  secret: string | null;
}

/** The outcome of an input that was refused. */
export const refusedWebhook = (...userErrors: UserError[]): WebhookOutcome => ({
  userErrors,
  webhookId: null,
  secret: null,
});
