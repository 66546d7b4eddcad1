import type { Problem } from '../../core/definitions/tree.js';
import type { AnnotationType, CheckType } from './check.type.js';

const OF_EXAMPLES = new Set(['failing-example', 'bad-example', 'model-refused']);
/** Lists without pages hold at most this many. */
const MOST = 1_000;

/** What was found in a tree, as the checks a pull request has: the definitions, and, where these stand, the example leads. */
export function checkView(problems: readonly Problem[], ranAt: Date): CheckType[] {
  const examples = problems.filter((problem) => OF_EXAMPLES.has(problem.code));
  const definitions = problems.filter((problem) => !OF_EXAMPLES.has(problem.code));
  const isBroken = definitions.some((problem) => problem.level === 'error');
  const waits: CheckType = {
    name: 'examples',
    conclusion: 'PENDING',
    summary: 'Runs once the definitions have no errors.',
    annotations: [],
    ranAt: null,
  };
  return [conclude('definitions', definitions, ranAt), isBroken ? waits : conclude('examples', examples, ranAt)];
}

function conclude(name: string, problems: readonly Problem[], ranAt: Date): CheckType {
  const errors = problems.filter((problem) => problem.level === 'error').length;
  const warnings = problems.length - errors;
  return {
    name,
    conclusion: errors > 0 ? 'FAILURE' : warnings > 0 ? 'WARNING' : 'SUCCESS',
    summary: problems.length === 0 ? 'Nothing was found.' : `${count(errors, 'error')}, ${count(warnings, 'warning')}.`,
    annotations: problems.slice(0, MOST).map(annotationView),
    ranAt,
  };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** A problem as an annotation. */
export function annotationView({ level, path, pointer, line, message, hint }: Problem): AnnotationType {
  return {
    level: level === 'error' ? 'ERROR' : 'WARNING',
    path,
    pointer: pointer ?? null,
    line: line ?? null,
    message,
    hint: hint ?? null,
  };
}
