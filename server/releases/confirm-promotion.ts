import { recordAudit } from '../audit/record-audit.js';
import type { Tx } from '../db/database.js';

/** Makes an emergency promotion last: its effect was signed as any change. Of one that is over, or no emergency, nothing. */
export async function confirmPromotion(tx: Tx, release: number): Promise<void> {
  const [confirmed] = await tx.query(
    'update releases set expires_at = null where number = $1 and expires_at is not null returning number',
    [release],
  );
  if (confirmed) await recordAudit(tx, { action: 'release.confirmed', subject: `promotion_${release}` });
}
