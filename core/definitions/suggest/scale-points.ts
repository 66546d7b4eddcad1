import type { Rule, ScoringModel } from '../../scoring/model.js';

/**
 * The model with the points that weights stand for, whole and together as many as those rules had before, so that limits
 * and thresholds keep their meaning. A rule's own limits grow and shrink with its points. A weight too small for a point is 0.
 */
export function scalePoints(model: ScoringModel, weights: ReadonlyMap<string, number>): ScoringModel {
  const fitted = model.rules.filter(({ key }) => weights.has(key));
  const total = fitted.reduce((sum, { points }) => sum + Math.abs(points), 0);
  const weight = [...weights.values()].reduce((sum, one) => sum + Math.abs(one), 0);
  if (weight === 0) return model;
  const rules = model.rules.map((rule) => {
    const own = weights.get(rule.key);
    return own === undefined ? rule : withPoints(rule, Math.round((own * total) / weight) + 0);
  });
  return { ...model, rules };
}

function withPoints(rule: Rule, points: number): Rule {
  const ratio = rule.points === 0 ? 1 : points / rule.points;
  const limits = [rule.min, rule.max].map((limit) => (limit === undefined ? undefined : Math.round(limit * ratio) + 0));
  const [min, max] = ratio < 0 ? [limits[1], limits[0]] : limits;
  const { min: _min, max: _max, ...rest } = rule;
  const entries = Object.entries({ ...rule, points }).filter(([key]) => key !== 'min' && key !== 'max');
  return {
    ...(Object.fromEntries(entries) as typeof rest),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}
