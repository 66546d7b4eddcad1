import type { Json } from './facts.js';
import type { Condition } from './model.js';
import { compileOperators } from './value-test.js';

/** Reads the value of a path; undefined where there is none. */
export type ReadPath = (path: string) => Json | undefined;

/** A condition on nothing but attributes, whatever the instant; null where it looks at more. `segment` is more: it is worked out. */
export function compileAttributeCondition(condition: Condition): ((read: ReadPath) => boolean) | null {
  if ('all' in condition) return several(condition.all, (holding, all) => holding === all);
  if ('any' in condition) return several(condition.any, (holding) => holding > 0);
  if ('none' in condition) return several(condition.none, (holding) => holding === 0);
  if ('of' in condition) return several(condition.of, (holding) => holding >= condition.atLeast);
  if (!('attribute' in condition) || condition.attribute === 'segment') return null;
  const { attribute } = condition;
  const test = compileOperators(condition, attribute);
  return test.timed ? null : (read) => test.passes(read(attribute), 0);
}

function several(members: readonly Condition[], decide: (holding: number, all: number) => boolean) {
  const judges = members.map(compileAttributeCondition).filter((judge) => judge !== null);
  if (judges.length < members.length) return null;
  return (read: ReadPath): boolean => {
    let holding = 0;
    for (const judge of judges) if (judge(read)) holding++;
    return decide(holding, judges.length);
  };
}
