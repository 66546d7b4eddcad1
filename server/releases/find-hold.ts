import type { Db } from '../db/database.js';
import type { Hold } from '../entities/hold.entity.js';

/** The hold that stands since a roll-back. */
export type HoldRow = Pick<Hold, 'release' | 'reason' | 'heldBy' | 'since' | 'refused'>;

/** The hold that stands, or null: what is merged may be promoted. */
export async function findHold(db: Db): Promise<HoldRow | null> {
  const [hold] = await db.query<HoldRow>(
    'select release, reason, held_by as "heldBy", since, refused from holds where ended_at is null',
  );
  return hold ?? null;
}
