import { type ActivityFact, compareFacts } from './facts.js';

/** Ordered lists of activities as one ordered list, each activity once. */
export function mergeActivities(lists: ActivityFact[][]): ActivityFact[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort(compareFacts);
}
