import type { Tx } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { recordEvents } from '../events/record-events.js';
import { handoffEvents } from '../lifecycle/handoff-events.js';
import { saveHandoffs } from '../lifecycle/save-handoffs.js';
import { clockEvents } from '../slas/clock-events.js';
import { reassignClock } from '../slas/reassign-clock.js';
import { listOpenClocks, saveClocks } from '../slas/save-clocks.js';

/** Writes whom handoffs of locked leads wait for now; their state stays, and their clocks go with them. */
export async function saveAssignments(tx: Tx, handoffs: readonly Handoff[], actor: string): Promise<void> {
  if (handoffs.length === 0) return;
  await saveHandoffs(tx, handoffs);
  const byId = new Map(handoffs.map((handoff) => [handoff.id, handoff]));
  const open = await listOpenClocks(
    tx,
    handoffs.map((handoff) => handoff.leadId),
  );
  const clocks = open.flatMap((clock) => {
    const handoff = byId.get(clock.handoffId ?? '');
    return handoff && handoff.assigneeId !== clock.ownerId
      ? [reassignClock(clock, handoff.assigneeId, tx.at, actor)]
      : [];
  });
  await saveClocks(
    tx,
    clocks.map((change) => change.clock),
  );
  const state = 'PENDING' as const;
  const changes = handoffs.map((handoff) => ({ handoff, before: state, after: state, actor }));
  await recordEvents(tx, [...handoffEvents(tx, changes), ...(await clockEvents(tx, clocks))]);
}
