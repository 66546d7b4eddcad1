import type { Principal } from '../auth/principal.js';
import type { Db } from '../db/database.js';
import type { Handoff } from '../entities/handoff.entity.js';
import { findHandoffs } from '../lifecycle/find-handoffs.js';
import { checkDecision } from './check/check-decision.js';
import { checkText } from './check/check-text.js';
import { givenText } from './check/given-text.js';
import { readIdempotency } from './check/read-idempotency.js';
import type { DecideHandoffInput } from './inputs.js';
import type { MoveItem } from './intake/item.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import { userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Accepts or rejects a handoff: the first answer moves the lead, later ones are HANDOFF_CLOSED. Who accepts one that is
 * assigned to nobody becomes the owner of the lead.
 */
export async function decideHandoff(
  intake: Intake,
  db: Db,
  principal: Principal,
  input: DecideHandoffInput,
): Promise<WriteOutcome> {
  const note = givenText(input.note);
  const nextStep = givenText(input.nextStep);
  const problems = [
    ...(note === null ? [] : checkText(note, ['note'], 10_000)),
    ...(nextStep === null ? [] : checkText(nextStep, ['nextStep'], 2_000)),
    ...(input.idempotencyKey != null ? checkText(input.idempotencyKey, ['idempotencyKey'], 255) : []),
  ];
  if (problems.length > 0) return submitOne(intake, { problems });
  await intake.releases.refresh();
  const [handoff] = await findHandoffs(db, [input.handoffId]);
  if (!handoff) {
    return submitOne(intake, {
      problems: [userError('NOT_FOUND', ['handoffId'], `There is no handoff '${input.handoffId}'.`)],
    });
  }
  const decision = checkDecision(intake.releases.live().tree.lifecycle, handoff, principal, input);
  if ('problems' in decision && handoff.state === 'PENDING') return submitOne(intake, decision);
  const to = 'to' in decision ? decision.to : handoff.stage;
  const owner = input.accept ? await ownerAfter(db, handoff, principal) : null;
  return submitOne(intake, { item: answer(principal, handoff, input, to, owner) });
}

function answer(
  principal: Principal,
  handoff: Handoff,
  input: DecideHandoffInput,
  to: string,
  owner: string | null,
): MoveItem {
  return {
    kind: 'move',
    principal,
    lead: { system: 'id', value: handoff.leadId },
    creates: false,
    historical: false,
    importId: null,
    occurredAt: null,
    sequence: null,
    idempotency: readIdempotency(input.idempotencyKey, 'decideHandoff', input),
    to,
    reason: input.reason || null,
    note: givenText(input.note),
    attributes: owner === null ? {} : { owner },
    answers: [],
    expectedVersion: null,
    decides: { handoffId: handoff.id, stage: handoff.stage, nextStep: givenText(input.nextStep) },
  };
}

/** The new owner: who it is assigned to; assigned to nobody, who accepts it. Null: it stays as it is. */
async function ownerAfter(db: Db, handoff: Handoff, principal: Principal): Promise<string | null> {
  const owner = handoff.assigneeId ?? principal.userId;
  const [lead] = await db.query<{ owner: string | null }>('select owner_id as owner from leads where id = $1', [
    handoff.leadId,
  ]);
  return owner === (lead?.owner ?? null) ? null : owner;
}
