import type { Instant } from '../../core/scoring/facts.js';
import type { Timeline } from '../../core/scoring/timeline.js';

/** What to begin with: the newest activity that shows high intent, in the words of the tracking plan; null: none did. */
export function nextStepFor(
  timeline: Timeline,
  labels: Readonly<Record<string, { label?: string; intent?: 'high' | 'low' } | undefined>>,
  at: Instant,
): string | null {
  const shown = timeline.activities.findLast((one) => one.occurredAt <= at && labels[one.type]?.intent === 'high');
  if (!shown) return null;
  return `Follow up on: ${labels[shown.type]?.label ?? shown.type}`;
}
