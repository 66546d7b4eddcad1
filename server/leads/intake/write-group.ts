import { recordAudits } from '../../audit/record-audits.js';
import type { Tx } from '../../db/database.js';
import type { Releases } from '../../releases/open-releases.js';
import { applyItems } from './apply-items.js';
import { auditGroup } from './audit-group.js';
import { checkOwners } from './check-owners.js';
import { type Item, type ItemOutcome, refusal } from './item.js';
import { keepOutcomes } from './keep-outcomes.js';
import { conflict, outcomeKey, recallOutcomes, repeated } from './recall-outcomes.js';
import { refuseItem } from './refuse-items.js';

/**
 * Writes a group of items in one transaction, audit entries with it, and answers each: refused, a repeat of what was done under its key, or
 * done now. Of several items under one new key the first is done and the others are its repeats.
 */
export async function writeGroup(tx: Tx, releases: Releases, items: readonly Item[]): Promise<ItemOutcome[]> {
  const outcomes = await recallOutcomes(tx, items);
  const owners = await checkOwners(tx, items);
  const firstOf = new Map<string, number>();
  const repeats = new Map<number, number>();
  const open: { item: Item; index: number }[] = [];
  items.forEach((item, index) => {
    if (outcomes.has(index)) return;
    const owner = owners.get(index);
    const refused = owner ? refusal(owner) : refuseItem(item, tx.at);
    if (refused) {
      outcomes.set(index, refused);
      return;
    }
    const key = outcomeKey(item);
    const first = key === null ? undefined : firstOf.get(key);
    if (first !== undefined) {
      repeats.set(index, first);
      return;
    }
    if (key !== null) firstOf.set(key, index);
    open.push({ item, index });
  });
  const done =
    open.length > 0
      ? await applyItems(
          tx,
          releases,
          open.map((one) => one.item),
        )
      : [];
  open.forEach(({ index }, position) => void outcomes.set(index, done[position] as ItemOutcome));
  const kept = open.flatMap(({ item }, position) =>
    item.idempotency ? [{ item, outcome: done[position] as ItemOutcome }] : [],
  );
  await keepOutcomes(tx, kept);
  for (const [index, first] of repeats) {
    const [item, original] = [items[index] as Item, items[first] as Item];
    const same = item.idempotency?.hash === original.idempotency?.hash;
    outcomes.set(index, same ? repeated(outcomes.get(first) as ItemOutcome) : conflict(item));
  }
  const answers = items.map((_, index) => outcomes.get(index) ?? refusal());
  await recordAudits(tx, auditGroup(items, answers));
  return answers;
}
