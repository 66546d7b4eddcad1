import { describeCondition } from '../../scoring/describe.js';
import { describeDuration } from '../../scoring/describe-value.js';
import type { ThresholdDefinition } from '../../scoring/model.js';

/** A threshold in words: 'total at least 60 moves the lead to mql; it falls back at total below 50'. */
export function describeThreshold({ when, release, moveTo, suggest, reason, cooldown }: ThresholdDefinition): string {
  const because = reason === undefined ? '' : ` with the reason ${reason}`;
  const does =
    moveTo !== undefined
      ? `moves the lead to ${moveTo}${because}`
      : suggest !== undefined
        ? `suggests ${suggest}${because}`
        : 'is announced';
  const words = [`${describeCondition(when)} ${does}`];
  if (release) words.push(`it falls back at ${describeCondition(release)}`);
  if (cooldown !== undefined) words.push(`it is announced again no sooner than ${describeDuration(cooldown)} later`);
  return words.join('; ');
}
