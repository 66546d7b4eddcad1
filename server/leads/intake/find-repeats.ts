import type { Tx } from '../../db/database.js';
import type { ActivityItem, Item } from './item.js';
import { type Directory, identityKey } from './load-directory.js';
import { factKey } from './load-facts.js';

/**
 * The activities, by index, that were told before, or earlier in the group, and name a lead nobody knows: a repeat says
 * nothing new, and nobody comes to be by it. Repeats about known leads are found when they are written.
 */
export async function findRepeats(tx: Tx, items: readonly Item[], directory: Directory): Promise<Set<number>> {
  const told = new Set<string>();
  const repeats = new Set<number>();
  const asked: { index: number; item: ActivityItem }[] = [];
  items.forEach((item, index) => {
    if (item.kind !== 'activity') return;
    const known = directory.get(identityKey(item.lead));
    const unknown = !known && item.lead.system !== 'id';
    if (unknown && told.has(factKey(item))) repeats.add(index);
    else if (unknown) asked.push({ index, item });
    if (unknown || (known && !known.erased)) told.add(factKey(item));
  });
  if (asked.length === 0) return repeats;
  const rows = await tx.query<{ place: number }>(
    `select g.place::int - 1 as place from unnest($1::text[], $2::text[]) with ordinality as g (source, message_id, place)
     join facts f using (source, message_id)`,
    [asked.map(({ item }) => item.source), asked.map(({ item }) => item.messageId)],
  );
  for (const { place } of rows) repeats.add((asked[place] as { index: number }).index);
  return repeats;
}
