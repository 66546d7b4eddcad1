import { findStage } from '../../core/definitions/stage-order.js';
import type { Lifecycle, TeamKey } from '../../core/definitions/tree.js';
import type { Principal, Role } from '../auth/principal.js';
import type { Db, Tx } from '../db/database.js';
import { findHandoffs } from '../lifecycle/find-handoffs.js';
import { checkText } from './check/check-text.js';
import { givenText } from './check/given-text.js';
import { mayDecide } from './check/may-decide.js';
import { readIdempotency } from './check/read-idempotency.js';
import type { AssignHandoffInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { saveAssignments } from './save-assignments.js';
import { submitOne } from './submit-one.js';
import { type UserError, userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Gives a handoff that waits to another person, who may decide it; its state and clock stay. HANDOFF_CLOSED once it is
 * decided.
 */
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
      act: (tx, { tree }) => assign(tx, tree.lifecycle, principal.actor, { handoffId, assigneeId, note }),
    },
  });
}

async function assign(
  tx: Tx,
  lifecycle: Lifecycle,
  actor: string,
  { handoffId, assigneeId, note }: { handoffId: string; assigneeId: string; note: string | null },
): Promise<UserError[]> {
  const [handoff] = await findHandoffs(tx, [handoffId]);
  if (handoff?.state !== 'PENDING') {
    const message = `The handoff ${handoffId} is ${handoff?.state.toLowerCase() ?? 'gone'} already.`;
    return [userError('HANDOFF_CLOSED', ['handoffId'], message, 'Assign the lead instead, with upsertLead.')];
  }
  const [user] = await tx.query<{ name: string; roles: Role[]; teams: TeamKey[] }>(
    'select display_name as name, roles, teams from users where id = $1 and active',
    [assigneeId],
  );
  if (!user) return [userError('NOT_FOUND', ['assigneeId'], `There is no active user '${assigneeId}'.`)];
  if (handoff.assigneeId === assigneeId) return [];
  const decidedBy = findStage(lifecycle, handoff.stage)?.handoff?.decidedBy;
  if (decidedBy && !mayDecide(user, decidedBy)) {
    const message = `Handoffs in '${handoff.stage}' are decided by ${decidedBy}, and ${user.name} is not of ${decidedBy}.`;
    const hint = `Name somebody of the team ${decidedBy}, or with the role ${decidedBy.toUpperCase()}.`;
    return [userError('INVALID', ['assigneeId'], message, hint)];
  }
  const changed = { ...handoff, assigneeId, note: note ?? handoff.note, routedBy: 'assigned by hand' };
  await saveAssignments(tx, [changed], actor);
  return [];
}
