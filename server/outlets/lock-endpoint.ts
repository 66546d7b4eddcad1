import type { Tx } from '../db/database.js';
import type { WebhookFormat } from '../entities/webhook.entity.js';
import type { EventFilter } from '../events/event-filter.js';

/** The right to send from a webhook: until another process took it, which raised the fence. */
export interface Lease {
  webhookId: string;
  fence: number;
}

/** A webhook as the one who sends from it reads it. */
export interface Endpoint {
  id: string;
  format: WebhookFormat;
  sealedUrl: Buffer;
  sealedSecret: Buffer;
  /** Null once its overlap is over. */
  sealedOldSecret: Buffer | null;
  kinds: string[];
  filter: EventFilter | null;
  enabled: boolean;
  position: number;
  /** False once the owner of a webhook that is his alone may have none any more. */
  entitled: boolean;
}

/** Locks the webhook of a lease for this transaction; null where the lease is lost or the webhook deleted. */
export async function lockEndpoint(tx: Tx, lease: Lease): Promise<Endpoint | null> {
  const [endpoint] = await tx.query<Endpoint>(LOCK, [lease.webhookId, lease.fence]);
  return endpoint ?? null;
}

const LOCK = `
  select w.id, w.format, w.sealed_url as "sealedUrl", w.sealed_secret as "sealedSecret", w.kinds, w.filter, w.enabled, w.position,
    case when w.old_secret_until > clock_timestamp() then w.sealed_old_secret end as "sealedOldSecret",
    not w.confined or exists (
      select from api_tokens t where t.id = w.created_by and t.revoked_at is null
        and coalesce(t.expires_at > clock_timestamp(), true) and t.roles && '{INTEGRATOR,REVOPS,ADMIN}')
      or exists (select from users u where u.id = w.created_by and u.active and u.roles && '{INTEGRATOR,REVOPS,ADMIN}')
      as entitled
  from webhooks w where w.id = $1 and w.fence = $2 for no key update of w`;
