import type { Instant } from './facts.js';
import { listTimeline, type Timeline } from './timeline-index.js';

/** A timeline as it was known at an instant by one who hears of facts as they occur: without those dated later. */
export function timelineUpTo(timeline: Timeline, at: Instant): Timeline {
  const last = timeline.facts.at(-1);
  if (last === undefined || last.occurredAt <= at) return timeline;
  return listTimeline(timeline.facts.filter(({ occurredAt }) => occurredAt <= at));
}
