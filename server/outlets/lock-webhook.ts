import type { RowScope } from '../auth/rows/row-scope.js';
import type { Tx } from '../db/database.js';
import type { WebhookFormat } from '../entities/webhook.entity.js';
import type { UserError } from '../leads/user-error.js';
import { userError } from '../leads/user-error.js';

/** A webhook as it is before it is changed. */
export interface LockedWebhook {
  id: string;
  format: WebhookFormat;
  enabled: boolean;
  position: number;
}

/** Locks a webhook for a change, so that nobody sends from it meanwhile; null where there is none in reach. */
export async function lockWebhook(tx: Tx, id: string, scope: RowScope): Promise<LockedWebhook | null> {
  const { sql, params } = scope.where('w', 2);
  const [row] = await tx.query<LockedWebhook>(
    `select w.id, w.format, w.enabled, w.position from webhooks w where w.id = $1 and ${sql} for no key update of w`,
    [id, ...params],
  );
  return row ?? null;
}

/** The answer where there is no such webhook. */
export function noWebhook(id: string): UserError {
  return userError('NOT_FOUND', ['id'], `There is no webhook ${id}, or it is not yours.`);
}
