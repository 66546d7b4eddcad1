import type { CompiledModel } from '../scoring/compiled-model.js';
import type { Fact, Instant } from '../scoring/facts.js';
import { openFrame, readAttribute } from '../scoring/frame.js';
import type { ArrivedActivities, ArrivedLead } from '../scoring/replay/arrived-lead.js';
import { openTurns, type Turn } from '../scoring/replay/open-turns.js';
import type { Timeline } from '../scoring/timeline.js';

/** Activities that will come, and the longest time, in milliseconds, one took to come. */
export interface Expected extends ArrivedActivities {
  lag: number;
  /** Nothing is asked about later instants. */
  until: Instant;
}

/** When conditions turn, and the lead that it was found of. */
export interface Foreseen {
  lead: ArrivedLead;
  turns: readonly Turn[];
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
  /** The same before anything else comes at all: by time alone. */
  nextByTime(after: Instant): Instant | undefined;
  /** How conditions read at `at` with what was taken by now, in the bits of `Steady`; undefined: not known. */
  truthAt(at: Instant): number | undefined;
  /** What was found, where it had to be looked for once only and held to the end. */
  foreseen(): Foreseen | null;
}

/** Looks ahead over what will come of a lead; null where the model cannot be judged by that alone. */
export function openForesight(compiled: CompiledModel, expected: Expected): Foresight | null {
  const finder = openTurns(compiled);
  if (!finder || expected.lag > finder.longestLag) return null;
  const { activities, times, entries, until } = expected;
  let taken = 0;
  let isLost = false;
  let turns: readonly Turn[] | null = null;
  let index = 0;
  let finds = 0;
  let lead: ArrivedLead | null = null;
  const firstFrom = (instant: Instant): Instant => {
    const known = turns as readonly Turn[];
    while (index > 0 && (known[index - 1] as Turn).at >= instant) index--;
    while (index < known.length && (known[index] as Turn).at < instant) index++;
    return known[index]?.at ?? Infinity;
  };
  return {
    isNext: (fact) => fact === activities[taken],
    took(fact) {
      if (fact.kind === 'attribute') turns = null;
      else if (fact === activities[taken]) taken++;
      else isLost = true;
    },
    isQuiet(timeline, since, at) {
      if (isLost) return false;
      if (turns === null) {
        const frame = openFrame(timeline, at, 0);
        lead = { activities, times, entries, read: (path) => readAttribute(frame, path) };
        turns = finder.find(lead, until);
        finds++;
        index = 0;
        return false;
      }
      return firstFrom(Math.min(since + 1, at)) > at;
    },
    next(after) {
      return isLost || turns === null ? undefined : firstFrom(after + 1);
    },
    nextByTime(after) {
      if (isLost || turns === null) return undefined;
      const at = firstFrom(after + 1);
      return at === Infinity || (turns[index] as Turn).taken > taken ? Infinity : at;
    },
    truthAt(at) {
      if (isLost || turns === null) return undefined;
      firstFrom(at + 1);
      let last = index - 1;
      while (last >= 0 && (turns[last] as Turn).taken > taken) last--;
      return turns[last]?.truth;
    },
    foreseen: () => (isLost || finds !== 1 || lead === null || turns === null ? null : { lead, turns }),
  };
}
