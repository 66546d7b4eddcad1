import type { Tx } from '../../db/database.js';
import { findHandoffs } from '../../lifecycle/find-handoffs.js';
import { type UserError, userError } from '../user-error.js';
import type { Item } from './item.js';

/** The answers, by index, to handoffs that wait for none any more; their leads are locked. */
export async function findClosedHandoffs(tx: Tx, items: readonly Item[]): Promise<Map<number, UserError>> {
  const answers = items.flatMap((item, index) =>
    item.kind === 'move' && item.decides ? [{ index, id: item.decides.handoffId }] : [],
  );
  if (answers.length === 0) return new Map();
  const found = await findHandoffs(
    tx,
    answers.map((one) => one.id),
  );
  return new Map(
    answers.flatMap(({ index, id }, position): [number, UserError][] => {
      const state = found[position]?.state ?? 'WITHDRAWN';
      if (state === 'PENDING') return [];
      const message = `The handoff ${id} is ${state.toLowerCase()} already.`;
      const hint = 'Read the handoff again: it says who decided it, and how.';
      return [[index, userError('HANDOFF_CLOSED', ['handoffId'], message, hint)]];
    }),
  );
}
