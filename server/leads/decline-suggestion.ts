import type { Principal } from '../auth/principal.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/new-id.js';
import { recordEvents } from '../events/record-events.js';
import { saveNotes } from '../lifecycle/save-notes.js';
import { checkText } from './check/check-text.js';
import { givenText } from './check/given-text.js';
import { readIdempotency } from './check/read-idempotency.js';
import { readLeadRef } from './check/read-lead-ref.js';
import type { DeclineSuggestionInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/** Says no to the move a threshold suggests and keeps why; the crossing stays. NOT_FOUND where nothing is suggested. */
export async function declineSuggestion(
  intake: Intake,
  principal: Principal,
  input: DeclineSuggestionInput,
): Promise<WriteOutcome> {
  const { identity, problems } = readLeadRef(input.lead, ['lead']);
  const note = givenText(input.note);
  if (note !== null) problems.push(...checkText(note, ['note'], 10_000));
  if (input.idempotencyKey != null) problems.push(...checkText(input.idempotencyKey, ['idempotencyKey'], 255));
  if (!identity || problems.length > 0) return submitOne(intake, { problems });
  return submitOne(intake, {
    item: {
      kind: 'act',
      action: 'suggestion.declined',
      principal,
      lead: identity,
      creates: false,
      historical: false,
      importId: null,
      occurredAt: null,
      sequence: null,
      idempotency: readIdempotency(input.idempotencyKey, 'declineSuggestion', input),
      act: (tx, _release, leadId) => decline(tx, leadId, principal.actor, note),
    },
  });
}

async function decline(tx: Tx, leadId: string, actor: string, note: string | null): Promise<UserError[]> {
  const gone = await tx.query('delete from suggestions where lead_id = $1 returning 1', [leadId]);
  if (gone.length === 0) return [userError('NOT_FOUND', ['lead'], 'No move is suggested for this lead.')];
  const event = { eventId: newId('event', tx.at.getTime()), kind: 'LEAD' as const, leadId, occurredAt: tx.at };
  await recordEvents(tx, [{ ...event, historical: false, data: { change: 'SUGGESTION_DECLINED' }, actor }]);
  const about = 'SUGGESTION_DECLINED' as const;
  await saveNotes(tx, note === null ? [] : [{ leadId, about, subject: leadId, text: note, author: actor }]);
  return [];
}
