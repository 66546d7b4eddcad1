import type { Tx } from '../../db/database.js';
import { saveNotes } from '../../lifecycle/save-notes.js';
import type { Release } from '../../releases/release.js';
import type { ItemOutcome } from './item.js';
import type { PlacedItem } from './plan-facts.js';

/** Does what items want done to what hangs on their leads, in order, keeps their notes, and tells refusals in their outcomes. */
export async function performActs(
  tx: Tx,
  release: Release,
  placed: readonly PlacedItem[],
  outcomes: readonly ItemOutcome[],
): Promise<void> {
  const notes: Parameters<typeof saveNotes>[1][number][] = [];
  for (const { item, index, lead } of placed) {
    const outcome = outcomes[index] as ItemOutcome;
    if (item.kind === 'upsert' && item.note !== null && outcome.userErrors.length === 0) {
      notes.push({
        leadId: lead.id,
        about: 'LEAD_ASSIGNED',
        subject: lead.id,
        text: item.note,
        author: item.principal.actor,
      });
    }
    if (item.kind !== 'act') continue;
    outcome.userErrors.push(...(await item.act(tx, release, lead.id)));
    outcome.accepted = outcome.userErrors.length === 0;
  }
  await saveNotes(tx, notes);
}
