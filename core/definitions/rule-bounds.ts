import type { Rule } from '../scoring/model.js';
import { type Bounds, clampBounds, joinBounds, NOTHING } from './bounds.js';
import { conditionTruth, type Possible } from './condition-truth.js';

const NO_READINGS = { scores: new Map<string, Bounds>(), rules: new Map<string, Bounds>() };

/** The least and the most points one rule can give, after decay and its own clamp. */
export function ruleBounds(rule: Rule, frameworks: Possible['frameworks']): Bounds {
  const { points, min, max } = rule;
  if (rule.each) {
    const many = points > 0 ? { low: 0, high: Infinity } : points < 0 ? { low: -Infinity, high: 0 } : NOTHING;
    return clampBounds(many, min, max);
  }
  if (!rule.when) return NOTHING;
  const truth = conditionTruth(rule.when, { ...NO_READINGS, frameworks });
  if (!truth.canHold) return NOTHING;
  const full = { low: points, high: points };
  const held = clampBounds(rule.decay ? joinBounds(full, NOTHING) : full, min, max);
  return truth.canFail ? joinBounds(held, NOTHING) : held;
}
