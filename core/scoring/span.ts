import { parseDuration } from './duration.js';
import type { ActivityFact } from './facts.js';
import type { Frame } from './frame.js';
import type { ActivityMatch } from './model.js';

/** The half-open window (at − length, at] of a condition, cut at the beginning of the pass where it asks for that. */
export interface Span {
  length: number;
  inPass: boolean;
}

/** Reads `within` and `inPass`; throws RangeError on a window without length. */
export function compileSpan(match: ActivityMatch): Span {
  return { length: match.within === undefined ? Infinity : windowLength(match.within), inPass: match.inPass === true };
}

/** A duration that is longer than nothing, in milliseconds. */
export function windowLength(text: string): number {
  const length = parseDuration(text);
  if (length === 0) throw new RangeError(`The window '${text}' has no length: nothing can ever be in it.`);
  return length;
}

/** Index of the first activity that lies in the window; the list is ordered and ends at the frame's instant. */
export function firstWithin(frame: Frame, list: ActivityFact[], span: Span): number {
  const start = span.length === Infinity ? -Infinity : frame.at - span.length;
  return firstAfter(list, span.inPass && frame.passAt > start ? frame.passAt : start);
}

/** Index of the first activity later than an instant. */
export function firstAfter(list: ActivityFact[], instant: number): number {
  if (instant === -Infinity) return 0;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] as ActivityFact).occurredAt > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** When the activity at an index leaves the window; Infinity where it never does or there is none. */
export function leavesAt(list: ActivityFact[], index: number, span: Span): number {
  const activity = list[index];
  return activity === undefined || span.length === Infinity ? Infinity : activity.occurredAt + span.length;
}
