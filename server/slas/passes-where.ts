import type { SlaTrigger } from '../../core/definitions/tree.js';
import type { Instant, JsonObject } from '../../core/scoring/facts.js';
import { compileOperators, type ValueTest } from '../../core/scoring/value-test.js';

type Where = NonNullable<Extract<SlaTrigger, { activity: unknown }>['where']>;

const known = new WeakMap<Where, [property: string, test: ValueTest][]>();

/** Whether an activity's properties pass a trigger's `where` at an instant; compiled once. */
export function passesWhere(properties: JsonObject, where: Where, at: Instant): boolean {
  let tests = known.get(where);
  if (!tests) {
    tests = Object.entries(where).map(([property, operators]) => [property, compileOperators(operators, property)]);
    known.set(where, tests);
  }
  return tests.every(([property, test]) => test.passes(properties[property], at));
}
