import { compileNode } from './compile-node.js';
import type { ActivityFact } from './facts.js';
import { type Frame, openFrame } from './frame.js';
import type { ActivityCondition, Condition } from './model.js';
import { addMatcher, type Need, openScope, passesWhere, type Scope, type ScopeContext } from './scope.js';

/** An activity is judged for itself: no condition needs it for that. */
const JUDGED_ALONE: Need = { newest: 0, age: 0 };

type Judge = (frame: Frame) => boolean | ((activity: ActivityFact) => boolean);

/**
 * Compiles `ignore`: a plain activity condition judges each activity, every other one the lead, at the instant of
 * evaluation. What it counts itself is counted without ignoring.
 */
export function compileIgnore(
  conditions: Condition[],
  context: ScopeContext,
): Pick<Scope, 'ignoring' | 'nextIgnoring' | 'ignoreMatchers' | 'ignoresSome' | 'paths' | 'properties'> {
  const scope = openScope(context);
  const nexts: ((frame: Frame) => number)[] = [];
  const judge = anyJudge(conditions.map((condition) => compileJudge(scope, condition, nexts)));
  const { matchers } = scope;
  const inside = (frame: Frame): Frame =>
    matchers.length === 0 ? frame : openFrame(frame.timeline, frame.at, matchers.length);
  return {
    ignoreMatchers: scope.matchers,
    ignoresSome: scope.matchers.some((matcher) => matcher.needs.includes(JUDGED_ALONE)),
    paths: scope.paths,
    properties: scope.properties,
    ignoring: (frame) => {
      const verdict = judge(inside(frame));
      if (verdict === false) return null;
      return verdict === true ? () => true : verdict;
    },
    nextIgnoring: (frame) => {
      const own = inside(frame);
      return nexts.reduce((next, of) => Math.min(next, of(own)), Infinity);
    },
  };
}

function compileJudge(scope: Scope, condition: Condition, nexts: ((frame: Frame) => number)[]): Judge {
  const members = (list: Condition[]): Judge[] => list.map((member) => compileJudge(scope, member, nexts));
  if ('all' in condition) return countJudge(members(condition.all), (held, of) => held === of);
  if ('any' in condition) return anyJudge(members(condition.any));
  if ('none' in condition) return countJudge(members(condition.none), (held) => held === 0);
  if ('of' in condition) return countJudge(members(condition.of), (held) => held >= condition.atLeast);
  if ('activity' in condition && !('ratio' in condition) && judgesOne(condition)) {
    const matcher = addMatcher(scope, condition, JUDGED_ALONE);
    return (frame) => (activity) => matcher.types.includes(activity.type) && passesWhere(matcher, activity, frame.at);
  }
  const node = compileNode(scope, condition, null);
  nexts.push(node.next);
  return node.holds;
}

function judgesOne(condition: ActivityCondition): boolean {
  const { count, within, inPass, inAny, distinct, sum, max, latest } = condition;
  return [count, within, inPass, inAny, distinct, sum, max, latest].every((part) => part === undefined);
}

function anyJudge(judges: Judge[]): Judge {
  return countJudge(judges, (held) => held > 0);
}

function countJudge(judges: Judge[], passes: (held: number, of: number) => boolean): Judge {
  const [only] = judges;
  if (only && judges.length === 1 && passes(1, 1) && !passes(0, 1)) return only;
  return (frame) => {
    const verdicts = judges.map((judge) => judge(frame));
    if (verdicts.every((verdict) => typeof verdict === 'boolean')) {
      return passes(verdicts.filter(Boolean).length, verdicts.length);
    }
    return (activity) => {
      const held = verdicts.filter((verdict) => (typeof verdict === 'boolean' ? verdict : verdict(activity))).length;
      return passes(held, verdicts.length);
    };
  };
}
