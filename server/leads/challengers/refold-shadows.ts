import { challengersOf } from '../../../core/definitions/challengers/challengers-of.js';
import { orderHistory } from '../../../core/definitions/impact/order-history.js';
import type { Tx } from '../../db/database.js';
import { lockLeads } from '../../db/lock-leads.js';
import type { Release } from '../../releases/release.js';
import { loadRows } from '../history/load-rows.js';
import { loadStates } from '../intake/lead-state.js';
import { dropShadows } from './drop-shadows.js';
import { type FollowedShadow, followShadow } from './follow-shadow.js';
import { errorName, type Gap, recordGaps } from './record-gaps.js';
import type { RunningChallenger } from './running-challenger.js';
import { saveShadows } from './save-shadows.js';
import { loadShadows } from './shadow.js';

/**
 * Makes the shadows of leads from all that was accepted about them, in the order in which it was, as if the challenger had
 * always been there; those there are stay unless `anew`. Locks the leads. A lead it fails at is counted and tried later.
 */
export async function refoldShadows(
  tx: Tx,
  release: Release,
  challenger: RunningChallenger,
  leadIds: readonly string[],
  anew: boolean,
): Promise<void> {
  await lockLeads(tx, leadIds);
  const pairs = (ids: readonly string[]) => ids.map((leadId) => ({ challengerId: challenger.id, leadId }));
  const present = anew ? [] : (await loadShadows(tx, [challenger.id], leadIds)).map((shadow) => shadow.leadId);
  const wanted = leadIds.filter((id) => !present.includes(id));
  await dropCrossings(tx, challenger, wanted);
  const states = await loadStates(tx, wanted);
  const at = tx.at.getTime();
  const window = { from: 0, to: at + 1 };
  const { lifecycle } = release.tree;
  const handoff = lifecycle.stages.find((stage) => stage.handoff)?.key;
  const followed: FollowedShadow[] = [];
  const gaps: Gap[] = [];
  const done: string[] = [];
  const gone = new Set(wanted);
  for (const rows of await loadRows(tx, { ids: wanted }, window, new Set())) {
    const { id, erased, drawnBy, createdAt } = rows.lead;
    const decided = challengersOf(lifecycle.challengers, { id, drawnBy });
    if (erased || decided.some(({ against }) => against === challenger.definition.against)) continue;
    gone.delete(id);
    try {
      const { memory, arrivals, entered } = orderHistory(rows, lifecycle, window, false);
      const made = followShadow(challenger, {
        ...{ id, createdAt, drawnBy, before: null, steps: arrivals, facts: memory.facts },
        release: release.number,
        liveAt: states.get(id)?.evaluatedAt ?? null,
        handedAt: (handoff === undefined ? undefined : entered.get(handoff)) ?? null,
      });
      if (made) followed.push(made);
      done.push(id);
    } catch (error) {
      gaps.push({ challengerId: challenger.id, leadId: id, error: errorName(error) });
    }
  }
  await dropShadows(tx, pairs([...gone]));
  await saveShadows(tx, followed);
  await tx.query('update challenger_gaps set next_at = null where challenger_id = $1 and lead_id = any($2)', [
    challenger.id,
    done,
  ]);
  await recordGaps(tx, gaps);
}

async function dropCrossings(tx: Tx, { id }: RunningChallenger, leadIds: readonly string[]): Promise<void> {
  await tx.query('delete from challenger_crossings where challenger_id = $1 and lead_id = any($2)', [id, leadIds]);
}
