import type { Principal } from '../auth/principal.js';
import { checkAnswers } from './check/check-answers.js';
import { checkText } from './check/check-text.js';
import { readIdempotency } from './check/read-idempotency.js';
import { readLeadRef } from './check/read-lead-ref.js';
import type { AnswerQualificationInput } from './inputs.js';
import type { Intake } from './open-intake.js';
import { submitOne } from './submit-one.js';
import { userError } from './user-error.js';
import type { WriteOutcome } from './write-outcome.js';

/**
 * Writes down answers to questions of a framework of the live definitions; they are facts, and may make thresholds
 * cross. INVALID: no such framework or question, a question answered twice.
 */
export async function answerQualification(
  intake: Intake,
  principal: Principal,
  input: AnswerQualificationInput,
): Promise<WriteOutcome> {
  const { identity, problems } = readLeadRef(input.lead, ['lead']);
  await intake.releases.refresh();
  const { answers, problems: answerProblems } = checkAnswers(intake.releases.live().tree, input);
  problems.push(...answerProblems);
  if (input.answers.length === 0) {
    problems.push(userError('REQUIRED', ['answers'], 'There is no answer.', 'Answer at least one question.'));
  }
  if (input.idempotencyKey != null) problems.push(...checkText(input.idempotencyKey, ['idempotencyKey'], 255));
  if (!identity || problems.length > 0) return submitOne(intake, { problems });
  return submitOne(intake, {
    item: {
      kind: 'answers',
      principal,
      lead: identity,
      creates: false,
      historical: false,
      importId: null,
      occurredAt: null,
      sequence: null,
      idempotency: readIdempotency(input.idempotencyKey, 'answerQualification', input),
      answers,
    },
  });
}
