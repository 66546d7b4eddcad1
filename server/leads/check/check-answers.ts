import { suggestWord } from '../../../core/definitions/suggest-word.js';
import type { DefinitionsTree, FrameworkDefinition } from '../../../core/definitions/tree.js';
import type { QualificationStatus } from '../../../core/scoring/facts.js';
import type { CriterionInput, MoveLeadInput } from '../inputs.js';
import type { Answer } from '../intake/item.js';
import { type UserError, userError } from '../user-error.js';
import { checkText } from './check-text.js';
import { readAnswerValue } from './read-answer-value.js';

const STATUSES: Record<CriterionInput['status'], QualificationStatus> = {
  UNKNOWN: 'unknown',
  CONFIRMED: 'confirmed',
  DENIED: 'denied',
};

/** Answers, each to another criterion of one framework of the tree in force, and their problems. */
export function checkAnswers(
  { lifecycle }: DefinitionsTree,
  input: Pick<MoveLeadInput, 'framework' | 'answers'>,
): { answers: Answer[]; problems: UserError[] } {
  const given = input.answers ?? [];
  if (given.length === 0 && input.framework == null) return { answers: [], problems: [] };
  const frameworks = lifecycle.frameworks ?? [];
  const keys = frameworks.map((one) => one.key);
  const named = `The frameworks are: ${keys.join(', ') || 'none'}.`;
  if (input.framework == null) {
    const message = `Answers need the 'framework' they belong to.`;
    return { answers: [], problems: [userError('REQUIRED', ['framework'], message, named)] };
  }
  const framework = frameworks.find((one) => one.key === input.framework);
  if (!framework) {
    const message = `There is no qualification framework '${input.framework}'.${meant(input.framework, keys)}`;
    return { answers: [], problems: [userError('INVALID', ['framework'], message, named)] };
  }
  const checked = given.map((answer, index) => checkAnswer(framework, given, answer, index));
  return {
    answers: checked.flatMap((one) => ('answer' in one ? [one.answer] : [])),
    problems: checked.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
}

function checkAnswer(
  framework: FrameworkDefinition,
  given: readonly CriterionInput[],
  { key, status, value }: CriterionInput,
  index: number,
): { answer: Answer } | { problems: UserError[] } {
  const field = ['answers', String(index)];
  const criterion = framework.criteria.find((one) => one.key === key);
  if (!criterion) {
    const keys = framework.criteria.map((one) => one.key);
    const message = `'${framework.key}' has no criterion '${key}'.${meant(key, keys)}`;
    return { problems: [userError('INVALID', [...field, 'key'], message, `Its criteria are: ${keys.join(', ')}.`)] };
  }
  if (given.findIndex((one) => one.key === key) !== index) {
    const message = `'${key}' is answered twice in one request.`;
    return { problems: [userError('INVALID', [...field, 'key'], message, 'Give one answer to each question.')] };
  }
  const answer = { framework: framework.key, criterion: key, status: STATUSES[status] };
  if (value === undefined) return { answer };
  if (value === null || value === '') return { answer: { ...answer, value: null } };
  const problems = checkText(value, [...field, 'value'], 2_000);
  return problems.length > 0 ? { problems } : { answer: { ...answer, value: readAnswerValue(value, criterion.value) } };
}

function meant(word: string, keys: readonly string[]): string {
  const near = suggestWord(word, keys);
  return near ? ` Did you mean '${near}'?` : '';
}
