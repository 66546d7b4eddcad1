import { furtherStage } from '../../../core/definitions/further-stage.js';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { JsonObject } from '../../../core/scoring/facts.js';
import type { Tx } from '../../db/database.js';
import { newId } from '../../db/new-id.js';
import type { NewEvent } from '../../events/new-event.js';
import type { Merge } from './assign-leads.js';
import { insertFacts, type NewFact } from './insert-facts.js';
import type { LeadState } from './lead-state.js';

/** A merge carried out: the stage `keep` shall stand in (null: where it is), and the event that tells of it. */
export interface Absorbed {
  keepId: string;
  item: number;
  stage: string | null;
  event: NewEvent;
}

/** `keep` stays who it is and whose it is, although the other's e-mail or owner may have been told later. */
async function keepOwnValues(tx: Tx, item: number, kept: LeadState, other: LeadState): Promise<void> {
  const body: JsonObject = {};
  if (other.ownerId !== null && other.ownerId !== kept.ownerId) body.owner = kept.ownerId;
  if (other.email !== null && kept.email !== null) body.email = kept.email;
  if (Object.keys(body).length === 0) return;
  const at = tx.at.getTime();
  const fact: NewFact = {
    leadId: kept.id,
    accountId: null,
    kind: 'attributes',
    type: 'lead',
    occurredAt: at,
    receivedAt: at,
    ordinal: item,
    sequence: 0,
    source: 'accord',
    messageId: `merge:${kept.id}:${other.id}`,
    body,
    actor: 'system',
    importId: null,
    historical: false,
  };
  await insertFacts(tx, [fact], new Map());
}

/**
 * Hands the facts and identities of absorbed leads over and leaves them as stubs that name the one that keeps them;
 * their passes leave the counts. Both leads are locked.
 */
export async function absorbLeads(
  tx: Tx,
  merges: readonly Merge[],
  states: ReadonlyMap<string, LeadState>,
  lifecycle: Lifecycle,
): Promise<Absorbed[]> {
  const absorbed: Absorbed[] = [];
  for (const { item, keep, absorb } of merges) {
    const ids = [absorb.id, keep.id];
    await tx.query('update facts set lead_id = $2 where lead_id = $1', ids);
    await tx.query('update lead_keys set lead_id = $2 where lead_id = $1', ids);
    await tx.query('update lead_notes set lead_id = $2 where lead_id = $1', ids);
    await tx.query('delete from stage_entries where lead_id = $1', [absorb.id]);
    await tx.query('delete from lead_scores where lead_id = $1', [absorb.id]);
    await tx.query('delete from engine_states where lead_id = $1', [absorb.id]);
    await tx.query(
      `update leads set merged_into = $2, account_id = null, updated_at = $3, version = version + 1 where id = $1`,
      [...ids, tx.at],
    );
    const [kept, other] = [states.get(keep.id), states.get(absorb.id)];
    if (kept && other) await keepOwnValues(tx, item, kept, other);
    const data = { change: 'MERGED', mergedInto: keep.id };
    absorbed.push({
      keepId: keep.id,
      item,
      stage: kept && other ? furtherStage(lifecycle, kept.stage, other.stage) : null,
      event: {
        eventId: newId('event', tx.at.getTime()),
        kind: 'LEAD',
        leadId: absorb.id,
        occurredAt: tx.at,
        historical: false,
        data,
      },
    });
  }
  return absorbed;
}
