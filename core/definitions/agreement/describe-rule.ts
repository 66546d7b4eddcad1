import { describeActivities, describeCondition } from '../../scoring/describe.js';
import { describeDuration } from '../../scoring/describe-value.js';
import type { Decay, Rule } from '../../scoring/model.js';

/** A rule in words: '15 points for fit when account.employees between 50 and 500'. */
export function describeRule({ points, score, when, each, min, max, decay }: Rule): string {
  const asks = when ? ` when ${describeCondition(when)}` : each ? ` for each ${describeActivities(each)}` : '';
  const words = [`${points} ${Math.abs(points) === 1 ? 'point' : 'points'} for ${score}${asks}`];
  if (min !== undefined) words.push(`at least ${min} in all`);
  if (max !== undefined) words.push(`at most ${max} in all`);
  if (decay) words.push(describeDecay(decay));
  return words.join(', ');
}

/** How points fade: 'fading to nothing over 30 days', 'halving every 14 days'. */
export function describeDecay(decay: Decay): string {
  if ('linear' in decay) return `fading to nothing over ${describeDuration(decay.linear)}`;
  return `halving every ${describeDuration(decay.halfLife)}`;
}
