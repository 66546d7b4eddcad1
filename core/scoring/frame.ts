import type { ActivityFact, Instant, Json, QualificationStatus } from './facts.js';
import type { Micro } from './results.js';
import { type AnswerReading, accountReadings, type Reading, type Timeline } from './timeline-index.js';

const NO_ANSWERS: readonly AnswerReading[] = [];

/** A timeline seen at an instant, with what conditions share while they are judged. */
export interface Frame {
  timeline: Timeline;
  at: Instant;
  /** Instant of the newest pass fact; -Infinity before any. */
  passAt: Instant;
  /** Activities found, by number of the matcher. */
  matched: (ActivityFact[] | undefined)[];
  /** Which activities never count at this instant; undefined: not asked yet, null: all count. */
  ignores: ((activity: ActivityFact) => boolean) | null | undefined;
  /** Clamped scores and rule points, once they are known: thresholds read them. */
  scores: Micro[];
  points: Micro[];
}

/** Opens a timeline at an instant. */
export function openFrame(timeline: Timeline, at: Instant, matchers: number): Frame {
  return {
    timeline,
    at,
    passAt: lastUpTo(timeline.passes, at)?.occurredAt ?? -Infinity,
    matched: new Array<undefined>(matchers),
    ignores: undefined,
    scores: [],
    points: [],
  };
}

/** Value of a path at the frame's instant; account paths by the account the lead belongs to then. */
export function readAttribute(frame: Frame, path: string): Json | undefined {
  const { timeline, at } = frame;
  const readings = path.startsWith('account.') ? accountReadings(timeline, accountAt(frame)) : timeline.attributes;
  return valueUpTo(readings?.get(path), at);
}

/** The account the lead belongs to at the frame's instant; null without membership. */
export function accountAt(frame: Pick<Frame, 'timeline' | 'at'>): string | null {
  const value = valueUpTo(frame.timeline.attributes.get('account'), frame.at);
  return typeof value === 'string' ? value : null;
}

/**
 * Status and value of a framework's criterion at the frame's instant; a pass that forgets makes it unknown. `names` is
 * what the framework is and was called: answers given by any of them count.
 */
export function readAnswer(
  frame: Frame,
  names: readonly string[],
  criterion: string,
): { status: QualificationStatus; value: Json | undefined } {
  const forgotten = forgottenAt(frame, names);
  const readings = answersBy(frame.timeline, names, criterion);
  let status: QualificationStatus | undefined;
  for (let i = readings.length - 1; i >= 0; i--) {
    const reading = readings[i];
    if (!reading || reading.at > frame.at) continue;
    if (reading.at <= forgotten) break;
    status ??= reading.status;
    if (reading.value !== undefined) return { status, value: reading.value === null ? undefined : reading.value };
  }
  return { status: status ?? 'unknown', value: undefined };
}

function answersBy({ answers }: Timeline, names: readonly string[], criterion: string): readonly AnswerReading[] {
  const [name] = names;
  if (names.length === 1) return answers.get(`${name}.${criterion}`) ?? NO_ANSWERS;
  return names.flatMap((each) => answers.get(`${each}.${criterion}`) ?? NO_ANSWERS).sort((a, b) => a.at - b.at);
}

function forgottenAt(frame: Frame, names: readonly string[]): Instant {
  const passes = frame.timeline.passes;
  for (let i = passes.length - 1; i >= 0; i--) {
    const pass = passes[i];
    if (pass && pass.occurredAt <= frame.at && pass.forgets.some((one) => names.includes(one))) return pass.occurredAt;
  }
  return -Infinity;
}

/** The value of the last reading up to an instant. */
export function valueUpTo(readings: Reading[] | undefined, at: Instant): Json | undefined {
  if (readings === undefined) return undefined;
  for (let i = readings.length - 1; i >= 0; i--) {
    const reading = readings[i] as Reading;
    if (reading.at <= at) return reading.value;
  }
  return undefined;
}

function lastUpTo<T extends { occurredAt: Instant }>(facts: T[], at: Instant): T | undefined {
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = facts[i];
    if (fact && fact.occurredAt <= at) return fact;
  }
  return undefined;
}
