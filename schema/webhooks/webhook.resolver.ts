import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { rowScope } from '../../server/auth/rows/row-scope.js';
import { encodeCursor } from '../../server/events/cursor.js';
import { listDeliveries } from '../../server/outlets/list-deliveries.js';
import { listWebhooks } from '../../server/outlets/list-webhooks.js';
import type { WebhookRow } from '../../server/outlets/webhook-columns.js';
import type { Context } from '../context.js';
import type { Connection } from '../paging/connection-type.js';
import { ForwardPageArgs } from '../paging/page.args.js';
import { pageRequest } from '../paging/page-request.js';
import { toConnection } from '../paging/to-connection.js';
import { toWebhook } from './to-webhook.js';
import { WebhookDeliveryConnectionType, type WebhookDeliveryType, WebhookType } from './webhook.type.js';

/** Endpoints that are sent events. */
@Resolver(() => WebhookType)
export class WebhookResolver {
  @Query(() => [WebhookType], { description: 'Endpoints in the order they were made; integrators see their own.' })
  async webhooks(@Ctx() { db, installation, principal }: Context): Promise<WebhookType[]> {
    const scope = rowScope(principal, 'Query.webhooks', 'Webhook');
    return (await listWebhooks(db, installation.pepper, scope)).map(toWebhook);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'How far it is: the events after this cursor have not been looked at yet.',
  })
  cursor(@Root() { position }: WebhookRow, @Ctx() { installation }: Context): string {
    return encodeCursor(installation.epoch, position);
  }

  @FieldResolver(() => WebhookDeliveryConnectionType, {
    description: 'What became of the events it was sent, the newest first.',
  })
  async deliveries(
    @Root() webhook: WebhookRow,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { db, limits }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<WebhookDeliveryType>> {
    return toConnection(await listDeliveries(db, webhook.id, pageRequest(page, limits, info)));
  }
}
