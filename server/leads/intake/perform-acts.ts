import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { ItemOutcome } from './item.js';
import type { PlacedItem } from './plan-facts.js';

/** Does what items want done to what hangs on their leads, in order, and tells refusals in their outcomes. */
export async function performActs(
  tx: Tx,
  release: Release,
  placed: readonly PlacedItem[],
  outcomes: readonly ItemOutcome[],
): Promise<void> {
  for (const { item, index, lead } of placed) {
    if (item.kind !== 'act') continue;
    const outcome = outcomes[index] as ItemOutcome;
    outcome.userErrors.push(...(await item.act(tx, release, lead.id)));
    outcome.accepted = outcome.userErrors.length === 0;
  }
}
