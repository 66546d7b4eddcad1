import type { Principal } from '../auth/principal.js';
import type { Db, Tx } from '../db/database.js';
import { findHandoffs } from '../lifecycle/find-handoffs.js';
import { checkText } from './check/check-text.js';
import { givenText } from './check/given-text.js';
import { readIdempotency } from './check/read-idempotency.js';
import type { AssignHandoffInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { saveAssignments } from './save-assignments.js';
import { submitOne } from './submit-one.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/** Gives a handoff that waits to another person; its state and clock stay. HANDOFF_CLOSED once it is decided. */
export async function assignHandoff(
  intake: Intake,
  db: Db,
  principal: Principal,
  input: AssignHandoffInput,
): Promise<WriteOutcome> {
  const { handoffId, assigneeId, idempotencyKey } = input;
  const note = givenText(input.note);
  const problems = [
    ...(note === null ? [] : checkText(note, ['note'], 10_000)),
    ...(idempotencyKey != null ? checkText(idempotencyKey, ['idempotencyKey'], 255) : []),
  ];
  const [handoff] = await findHandoffs(db, [handoffId]);
  if (!handoff) problems.push(userError('NOT_FOUND', ['handoffId'], `There is no handoff '${handoffId}'.`));
  if (!handoff || problems.length > 0) return submitOne(intake, { problems });
  return submitOne(intake, {
    item: {
      kind: 'act',
      action: 'handoff.assigned',
      principal,
      lead: { system: 'id', value: handoff.leadId },
      creates: false,
      historical: false,
      importId: null,
      occurredAt: null,
      sequence: null,
      idempotency: readIdempotency(idempotencyKey, 'assignHandoff', input),
      act: (tx) => assign(tx, principal.actor, { handoffId, assigneeId, note }),
    },
  });
}

async function assign(
  tx: Tx,
  actor: string,
  { handoffId, assigneeId, note }: { handoffId: string; assigneeId: string; note: string | null },
): Promise<UserError[]> {
  const [handoff] = await findHandoffs(tx, [handoffId]);
  if (handoff?.state !== 'PENDING') {
    const message = `The handoff ${handoffId} is ${handoff?.state.toLowerCase() ?? 'gone'} already.`;
    return [userError('HANDOFF_CLOSED', ['handoffId'], message, 'Assign the lead instead, with upsertLead.')];
  }
  const [user] = await tx.query('select 1 from users where id = $1 and active', [assigneeId]);
  if (!user) return [userError('NOT_FOUND', ['assigneeId'], `There is no active user '${assigneeId}'.`)];
  if (handoff.assigneeId === assigneeId) return [];
  const changed = { ...handoff, assigneeId, note: note ?? handoff.note, routedBy: 'assigned by hand' };
  await saveAssignments(tx, [changed], actor);
  return [];
}
