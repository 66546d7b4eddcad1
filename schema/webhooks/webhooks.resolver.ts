import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { ruleFor } from '../../server/auth/permissions/rule-for.js';
import type { RowScope } from '../../server/auth/rows/row-scope.js';
import { rowScope } from '../../server/auth/rows/row-scope.js';
import { transaction } from '../../server/db/transaction.js';
import { createWebhook } from '../../server/outlets/create-webhook.js';
import { deleteWebhook } from '../../server/outlets/delete-webhook.js';
import { findDelivery } from '../../server/outlets/list-deliveries.js';
import { findWebhook } from '../../server/outlets/list-webhooks.js';
import { redeliver } from '../../server/outlets/redeliver.js';
import { replayWebhook } from '../../server/outlets/replay-webhook.js';
import { testWebhook } from '../../server/outlets/test-webhook.js';
import { updateWebhook } from '../../server/outlets/update-webhook.js';
import type { WebhookOutcome } from '../../server/outlets/webhook-inputs.js';
import type { Context } from '../context.js';
import { toWebhook } from './to-webhook.js';
import { CreateWebhookInputType, ReplayWebhookInputType, UpdateWebhookInputType } from './webhook.input.js';
import { WebhookDeliveryPayloadType, WebhookPayloadType } from './webhook.payload.js';
import type { WebhookType } from './webhook.type.js';

/** What is done to endpoints and deliveries. */
@Resolver()
export class WebhooksResolver {
  @Mutation(() => WebhookPayloadType, {
    description:
      'Makes an endpoint that is sent what happens from now on; `secret` is shown this once. userErrors: INVALID (url, key), REQUIRED (kinds), ALREADY_EXISTS (key), LIMIT_EXCEEDED, IDEMPOTENCY_CONFLICT.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInputType, { description: 'Where to, and what.' }) input: CreateWebhookInputType,
    @Ctx() context: Context,
  ): Promise<WebhookPayloadType> {
    const head = await context.outlets.head();
    const confined = ruleFor(context.principal, 'Query.webhooks') === 'own';
    const outcome = await transaction(context.pool, context.principal.actor, (tx) =>
      createWebhook(tx, partsOf(context), input, { head, confined }),
    );
    return answer(context, outcome);
  }

  @Mutation(() => WebhookPayloadType, {
    description: 'Changes an endpoint. userErrors: NOT_FOUND, INVALID (url, rotateSecret), REQUIRED (kinds).',
  })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInputType, { description: 'Which, and what of it.' })
    input: UpdateWebhookInputType,
    @Ctx() context: Context,
  ): Promise<WebhookPayloadType> {
    const outcome = await transaction(context.pool, context.principal.actor, (tx) =>
      updateWebhook(tx, partsOf(context), scopeOf(context, 'updateWebhook'), input),
    );
    return answer(context, outcome);
  }

  @Mutation(() => WebhookPayloadType, {
    description: 'Deletes an endpoint with its delivery log; answered as it was. userErrors: NOT_FOUND.',
  })
  async deleteWebhook(
    @Arg('id', () => ID, { description: 'Which: `webhook_…`.' }) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookPayloadType> {
    const webhook = await find(context, id);
    const userErrors = await transaction(context.pool, context.principal.actor, (tx) =>
      deleteWebhook(tx, scopeOf(context, 'deleteWebhook'), id),
    );
    return { userErrors, webhook: userErrors.length > 0 ? null : webhook, secret: null };
  }

  @Mutation(() => WebhookPayloadType, {
    description:
      'Sends an endpoint again all it was sent after a cursor, under the original ids. userErrors: NOT_FOUND. A cursor that cannot be honoured is a CURSOR_ error.',
  })
  async replayWebhook(
    @Arg('input', () => ReplayWebhookInputType, { description: 'Which, and from where.' })
    input: ReplayWebhookInputType,
    @Ctx() context: Context,
  ): Promise<WebhookPayloadType> {
    const userErrors = await transaction(context.pool, context.principal.actor, (tx) =>
      replayWebhook(tx, context.installation.epoch, scopeOf(context, 'replayWebhook'), input),
    );
    return answer(context, { userErrors, webhookId: userErrors.length > 0 ? null : input.id, secret: null });
  }

  @Mutation(() => WebhookDeliveryPayloadType, {
    description:
      'Sends an endpoint a test event, once, and answers when it is known what became of it. userErrors: NOT_FOUND.',
  })
  async testWebhook(
    @Arg('id', () => ID, { description: 'Which: `webhook_…`.' }) id: string,
    @Ctx() { pool, outlets, installation, principal, db }: Context,
  ): Promise<WebhookDeliveryPayloadType> {
    const scope = rowScope(principal, 'Mutation.testWebhook', 'Webhook');
    const sending = { rules: outlets.rules, pepper: installation.pepper, timeoutMs: outlets.timeoutMs };
    const asked = { actor: principal.actor, scope, id };
    const { userErrors, deliveryId } = await testWebhook(pool, sending, installation.id, asked);
    return { userErrors, delivery: deliveryId === null ? null : await findDelivery(db, deliveryId) };
  }

  @Mutation(() => WebhookDeliveryPayloadType, {
    description: 'Sends an event to its endpoint again, now, under its id. userErrors: NOT_FOUND, INVALID.',
  })
  async redeliver(
    @Arg('deliveryId', () => ID, { description: 'Which: `delivery_…`.' }) deliveryId: string,
    @Ctx() { pool, outlets, principal, db }: Context,
  ): Promise<WebhookDeliveryPayloadType> {
    const scope = rowScope(principal, 'Mutation.redeliver', 'Webhook');
    const userErrors = await transaction(pool, principal.actor, (tx) => redeliver(tx, scope, deliveryId));
    outlets.poke();
    return { userErrors, delivery: userErrors.length > 0 ? null : await findDelivery(db, deliveryId) };
  }
}

function partsOf({ outlets, installation }: Context) {
  return { rules: outlets.rules, pepper: installation.pepper };
}

function scopeOf({ principal }: Context, mutation: string): RowScope {
  return rowScope(principal, `Mutation.${mutation}`, 'Webhook');
}

async function find({ db, installation }: Context, id: string): Promise<WebhookType | null> {
  const row = await findWebhook(db, installation.pepper, id);
  return row && toWebhook(row);
}

async function answer(context: Context, outcome: WebhookOutcome): Promise<WebhookPayloadType> {
  const { userErrors, webhookId, secret } = outcome;
  context.outlets.poke();
  return { userErrors, secret, webhook: webhookId === null ? null : await find(context, webhookId) };
}
