import type { Tx } from '../../db/database.js';
import type { Shadow } from './shadow.js';

/** Takes shadows of locked leads away with what they crossed: the lead went up in another, or is decided by the challenger now. */
export async function dropShadows(tx: Tx, shadows: readonly Pick<Shadow, 'challengerId' | 'leadId'>[]): Promise<void> {
  if (shadows.length === 0) return;
  const pairs = [shadows.map((one) => one.challengerId), shadows.map((one) => one.leadId)];
  for (const table of ['challenger_leads', 'challenger_crossings', 'challenger_gaps']) {
    await tx.query(
      `delete from ${table} t using unnest($1::text[], $2::text[]) as g (challenger_id, lead_id)
       where t.challenger_id = g.challenger_id and t.lead_id = g.lead_id`,
      pairs,
    );
  }
}
