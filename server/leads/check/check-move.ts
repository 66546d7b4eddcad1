import type { DefinitionsTree } from '../../../core/definitions/tree.js';
import type { Principal } from '../../auth/principal.js';
import type { MoveLeadInput } from '../inputs.js';
import type { MoveItem } from '../intake/item.js';
import { checkAnswers } from './check-answers.js';
import { checkAttributes } from './check-attributes.js';
import { checkInstant, checkSequence } from './check-instant.js';
import { checkStage } from './check-stage.js';
import { checkText } from './check-text.js';
import type { Checked } from './checked.js';
import { givenText } from './given-text.js';
import { readIdempotency } from './read-idempotency.js';
import { readLeadRef } from './read-lead-ref.js';

/** A move as the queue takes it; only an import creates the lead it names, and not one whose version is expected. */
export function checkMove(
  principal: Principal,
  tree: DefinitionsTree,
  input: MoveLeadInput,
  context: { historical: boolean; importId: string | null; operation: string; creates: boolean },
): Checked<MoveItem> {
  const { historical, importId, operation, creates } = context;
  const { identity, problems } = readLeadRef(input.lead, ['lead']);
  const note = givenText(input.note);
  const { answers, problems: answerProblems } = checkAnswers(tree, input);
  problems.push(
    ...checkStage(tree, input.to, ['to']),
    ...checkInstant(input.occurredAt, ['occurredAt']),
    ...checkSequence(input.sequence, ['sequence']),
    ...(input.reason != null ? checkText(input.reason, ['reason'], 255) : []),
    ...(note === null ? [] : checkText(note, ['note'], 10_000)),
    ...(input.idempotencyKey != null ? checkText(input.idempotencyKey, ['idempotencyKey'], 255) : []),
    ...checkAttributes(input.attributes),
    ...answerProblems,
  );
  if (!identity || problems.length > 0) return { problems };
  return {
    item: {
      kind: 'move',
      principal,
      lead: identity,
      creates: creates && input.expectedVersion == null,
      historical,
      importId,
      occurredAt: input.occurredAt ?? null,
      sequence: input.sequence ?? null,
      idempotency: readIdempotency(input.idempotencyKey, operation, { ...input, historical }),
      to: input.to,
      reason: input.reason ?? null,
      note,
      attributes: input.attributes ?? {},
      answers,
      expectedVersion: input.expectedVersion ?? null,
      decides: null,
    },
  };
}
