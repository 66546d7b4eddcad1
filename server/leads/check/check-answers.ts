import { suggestWord } from '../../../core/definitions/suggest-word.js';
import type { DefinitionsTree } from '../../../core/definitions/tree.js';
import type { QualificationStatus } from '../../../core/scoring/facts.js';
import type { CriterionInput, MoveLeadInput } from '../inputs.js';
import type { Answer } from '../intake/item.js';
import { type UserError, userError } from '../user-error.js';
import { checkText } from './check-text.js';

const STATUSES: Record<CriterionInput['status'], QualificationStatus> = {
  UNKNOWN: 'unknown',
  CONFIRMED: 'confirmed',
  DENIED: 'denied',
};

/** The answers that come with a move, each to a criterion of one framework of the tree in force, and their problems. */
export function checkAnswers(
  { lifecycle }: DefinitionsTree,
  input: Pick<MoveLeadInput, 'framework' | 'answers'>,
): { answers: Answer[]; problems: UserError[] } {
  const given = input.answers ?? [];
  if (given.length === 0) return { answers: [], problems: [] };
  const frameworks = lifecycle.frameworks ?? [];
  const named = `The frameworks are: ${frameworks.map((one) => one.key).join(', ') || 'none'}.`;
  if (input.framework == null) {
    const message = `Answers need the 'framework' they belong to.`;
    return { answers: [], problems: [userError('REQUIRED', ['framework'], message, named)] };
  }
  const framework = frameworks.find((one) => one.key === input.framework);
  if (!framework) {
    const message = `There is no qualification framework '${input.framework}'.`;
    return { answers: [], problems: [userError('INVALID', ['framework'], message, named)] };
  }
  const keys = framework.criteria.map((criterion) => criterion.key);
  const problems = given.flatMap(({ key, value }, index) => {
    const field = ['answers', String(index)];
    const text = value != null && value !== '' ? checkText(value, [...field, 'value'], 2_000) : [];
    if (keys.includes(key)) return text;
    const near = suggestWord(key, keys);
    const message = `'${framework.key}' has no criterion '${key}'.${near ? ` Did you mean '${near}'?` : ''}`;
    return [userError('INVALID', [...field, 'key'], message, `Its criteria are: ${keys.join(', ')}.`), ...text];
  });
  const answers = given.map(({ key, status, value }) => ({
    framework: framework.key,
    criterion: key,
    status: STATUSES[status],
    ...(value === undefined ? {} : { value }),
  }));
  return { answers, problems };
}
