import { describeCondition } from './describe.js';
import { describeValue } from './describe-value.js';
import type { Json } from './facts.js';
import { type Frame, readAnswer, readAttribute } from './frame.js';
import type { AnswerCondition, AttributeCondition, QualificationCondition } from './model.js';
import { NO_ACTIVITIES, type Node } from './node.js';
import type { Scope } from './scope.js';
import { compileOperators } from './value-test.js';

/** A value of the lead, of its account, or the segment it is in. */
export function compileAttributeNode(scope: Scope, condition: AttributeCondition): Node {
  const { attribute } = condition;
  scope.paths.add(attribute);
  const { segment } = scope;
  const computed = attribute === 'segment' && segment !== null;
  const read = computed ? segment : (frame: Frame) => readAttribute(frame, attribute);
  return valueNode(condition, attribute, read, computed ? scope.nextSegment : null);
}

/** The value last given for a criterion, `framework.criterion`. */
export function compileAnswerNode(scope: Scope, condition: AnswerCondition): Node {
  const dot = condition.answer.indexOf('.');
  const names = frameworkNames(scope, condition.answer.slice(0, dot));
  const criterion = condition.answer.slice(dot + 1);
  return valueNode(condition, condition.answer, (frame) => readAnswer(frame, names, criterion).value, null);
}

function valueNode(
  condition: AttributeCondition | AnswerCondition,
  subject: string,
  read: (frame: Frame) => Json | undefined,
  nextRead: ((frame: Frame) => number) | null,
): Node {
  const test = compileOperators(condition, subject);
  return {
    ...NO_ACTIVITIES,
    holds: (frame) => test.passes(read(frame), frame.at),
    next: (frame) => Math.min(test.next(read(frame), frame.at), nextRead === null ? Infinity : nextRead(frame)),
    detail: (frame) => shown(subject, read(frame)),
    missing: (frame) => {
      const value = read(frame);
      return `${describeCondition(condition)} (${value === undefined ? 'not known' : `now ${describeValue(value)}`})`;
    },
  };
}

function shown(subject: string, value: Json | undefined): string {
  return value === undefined ? `${subject} is not known` : `${subject} is ${describeValue(value)}`;
}

/** What a framework is and was called. */
function frameworkNames({ formerFrameworks }: Scope, framework: string): string[] {
  const former = Object.hasOwn(formerFrameworks, framework) ? formerFrameworks[framework] : undefined;
  return [framework, ...(former ?? [])];
}

/** How many criteria of a framework have a status. */
export function compileQualificationNode(scope: Scope, condition: QualificationCondition): Node {
  const framework = condition.qualification;
  const known = Object.hasOwn(scope.frameworks, framework) ? scope.frameworks[framework] : undefined;
  const criteria = condition.criteria ?? known;
  if (criteria === undefined) throw new RangeError(`The framework '${framework}' is not among the tree's frameworks.`);
  const needed = condition.atLeast ?? criteria.length;
  const names = frameworkNames(scope, framework);
  const status = condition.status ?? 'confirmed';
  const has = (frame: Frame, criterion: string): boolean => {
    const answer = readAnswer(frame, names, criterion).status;
    return status === 'answered' ? answer !== 'unknown' : answer === status;
  };
  const open = (frame: Frame): string[] => criteria.filter((criterion) => !has(frame, criterion));
  const having = (frame: Frame): string =>
    `${criteria.length - open(frame).length} of ${needed} ${framework} ${status}`;
  return {
    ...NO_ACTIVITIES,
    holds: (frame) => criteria.length - open(frame).length >= needed,
    next: () => Infinity,
    detail: (frame) => `${criteria.filter((one) => has(frame, one)).join(', ') || 'none'} of ${framework} ${status}`,
    missing: (frame) => `${having(frame)} (open: ${open(frame).join(', ')})`,
  };
}
