import type { CompiledModel } from '../scoring/compiled-model.js';
import type { Fact, Instant } from '../scoring/facts.js';
import { openFrame, readAttribute } from '../scoring/frame.js';
import type { ArrivedActivities } from '../scoring/replay/arrived-lead.js';
import { openTurns } from '../scoring/replay/open-turns.js';
import type { Timeline } from '../scoring/timeline.js';

/** Activities that will come, and the longest time, in milliseconds, one took to come. */
export interface Expected extends ArrivedActivities {
  lag: number;
  /** Nothing is asked about later instants. */
  until: Instant;
}

/** Knows ahead when thresholds can cross, as long as nothing comes but the activities expected and attributes. */
export interface Foresight {
  /** Whether this is the activity that was to come next. */
  isNext(fact: Fact): boolean;
  /** Told of every fact as it is applied. */
  took(fact: Fact): void;
  /** Surely nothing crosses at `at` that did not at `since`, cool-downs apart; the timeline is as of `at`. */
  isQuiet(timeline: Timeline, since: Instant, at: Instant): boolean;
  /** The first instant after `after` at which something may cross if nothing but activities comes; undefined: not known. */
  next(after: Instant): Instant | undefined;
}

/** Looks ahead over what will come of a lead; null where the model cannot be judged by that alone. */
export function openForesight(compiled: CompiledModel, expected: Expected): Foresight | null {
  const turns = openTurns(compiled);
  if (!turns || expected.lag > turns.longestLag) return null;
  const { activities, times, entries, until } = expected;
  let taken = 0;
  let isLost = false;
  let instants: readonly Instant[] | null = null;
  let index = 0;
  const firstFrom = (instant: Instant): Instant => {
    const known = instants as readonly Instant[];
    while (index > 0 && (known[index - 1] as Instant) >= instant) index--;
    while (index < known.length && (known[index] as Instant) < instant) index++;
    return known[index] ?? Infinity;
  };
  return {
    isNext: (fact) => fact === activities[taken],
    took(fact) {
      if (fact.kind === 'attribute') instants = null;
      else if (fact === activities[taken]) taken++;
      else isLost = true;
    },
    isQuiet(timeline, since, at) {
      if (isLost) return false;
      if (instants === null) {
        const frame = openFrame(timeline, at, 0);
        instants = turns.find({ activities, times, entries, read: (path) => readAttribute(frame, path) }, until);
        index = 0;
        return false;
      }
      return firstFrom(Math.min(since + 1, at)) > at;
    },
    next(after) {
      return isLost || instants === null ? undefined : firstFrom(after + 1);
    },
  };
}
