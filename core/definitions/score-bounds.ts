import type { ModelContext } from '../scoring/compiled-model.js';
import { fromMicro, toMicro } from '../scoring/micro.js';
import type { ScoringModel } from '../scoring/model.js';
import { addBounds, type Bounds, clampBounds, NOTHING } from './bounds.js';
import type { Possible } from './condition-truth.js';
import { exclusiveRules } from './exclusive-rules.js';
import { ruleBounds } from './rule-bounds.js';
import type { ValueKind } from './tree.js';

/**
 * The least and the most every score and rule of a model can give. Rules that look at one attribute only are taken
 * together: of several seniorities a lead has one. The model must have no score cycle.
 */
export function scoreBounds(
  model: ScoringModel,
  context: ModelContext,
  attributes: ReadonlyMap<string, ValueKind>,
): Possible {
  const frameworks = new Map(Object.entries(context.frameworks ?? {}).map(([key, criteria]) => [key, criteria.length]));
  const rules = new Map(model.rules.map((rule) => [rule.key, ruleBounds(rule, frameworks)]));
  const scores = new Map<string, Bounds>();
  const boundsOf = (key: string): Bounds => {
    const known = scores.get(key);
    if (known) return known;
    const definition = model.scores[key];
    if (!definition) return NOTHING;
    const parts = definition.sum ? definition.sum.map(boundsOf) : partsOf(key);
    const sum = parts.reduce(addBounds, NOTHING);
    const exact = { low: fromMicro(toMicro(sum.low)), high: fromMicro(toMicro(sum.high)) };
    const bounds = clampBounds(exact, definition.min, definition.max);
    scores.set(key, bounds);
    return bounds;
  };
  const partsOf = (key: string): Bounds[] => {
    const feeding = model.rules.filter((rule) => rule.score === key);
    const groups = exclusiveRules(feeding, context, attributes);
    const grouped = new Set(groups.flatMap((group) => group.keys));
    const alone = feeding.filter((rule) => !grouped.has(rule.key)).map((rule) => rules.get(rule.key) ?? NOTHING);
    return [...alone, ...groups.map((group) => group.bounds)];
  };
  Object.keys(model.scores).forEach(boundsOf);
  return { scores, rules, frameworks };
}
