import type { Db } from '../db/database.js';
import type { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import type { Page, PageRequest } from '../leads/page.js';
import { readPage } from '../leads/read-page.js';

const COLUMNS = `d.id, d.webhook_id as "webhookId", d.event_id as "eventId", d.seq, d.lane, d.state, d.attempts,
  d.response_status as "responseStatus", d.next_attempt_at as "nextAttemptAt", d.succeeded_at as "succeededAt",
  d.last_error as "lastError", d.created_at as "createdAt", w.created_by as "createdBy"`;

/** A delivery, and who made its webhook. */
export type DeliveryRow = Omit<WebhookDelivery, 'webhook'> & { createdBy: string };

/** What became of the events an endpoint was sent, the newest first. */
export function listDeliveries(db: Db, webhookId: string, page: PageRequest): Promise<Page<DeliveryRow>> {
  const list = {
    columns: COLUMNS,
    from: 'webhook_deliveries d join webhooks w on w.id = d.webhook_id',
    where: 'd.webhook_id = $1',
    parameters: [webhookId],
    key: 'd.created_at',
    keyType: 'timestamptz' as const,
    nullable: false,
    id: 'd.id',
    idType: 'text' as const,
    direction: 'DESC' as const,
  };
  return readPage<DeliveryRow>(db, list, page);
}

/** A delivery by id, whoever may see it; null where there is none. */
export async function findDelivery(db: Db, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.query<DeliveryRow>(
    `select ${COLUMNS} from webhook_deliveries d join webhooks w on w.id = d.webhook_id where d.id = $1`,
    [id],
  );
  return row ?? null;
}
