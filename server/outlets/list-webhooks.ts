import type { RowScope } from '../auth/rows/row-scope.js';
import type { Db } from '../db/database.js';
import type { SealedWebhookRow, WebhookRow } from './webhook-columns.js';
import { SELECT_WEBHOOKS, unsealWebhook } from './webhook-columns.js';

/** Webhooks in reach, in the order they were made. */
export async function listWebhooks(db: Db, pepper: string, scope: RowScope): Promise<WebhookRow[]> {
  const { sql, params } = scope.where('w', 1);
  const rows = await db.query<SealedWebhookRow>(`${SELECT_WEBHOOKS} where ${sql} order by w.created_at, w.id`, params);
  return rows.map((row) => unsealWebhook(pepper, row));
}

/** A webhook by id, whoever may see it; null where there is none. */
export async function findWebhook(db: Db, pepper: string, id: string): Promise<WebhookRow | null> {
  const [row] = await db.query<SealedWebhookRow>(`${SELECT_WEBHOOKS} where w.id = $1`, [id]);
  return row ? unsealWebhook(pepper, row) : null;
}
