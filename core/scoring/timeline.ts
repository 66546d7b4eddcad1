import type { ActivityFact, Fact, Instant, Json, PassFact, QualificationStatus } from './facts.js';

/** One value of a path from `at` on; undefined is 'removed'. */
export interface Reading {
  at: Instant;
  value: Json | undefined;
}

/** One answer from `at` on. */
export interface AnswerReading {
  at: Instant;
  status: QualificationStatus;
  value: Json | undefined;
}

/** A lead's facts in the order of `compareFacts`, without duplicates and retracted ones, and indexed for reading. */
export interface Timeline {
  facts: readonly Fact[];
  activities: ActivityFact[];
  byType: Map<string, ActivityFact[]>;
  /** Lead attributes by path, account attributes by `accountKey(account, path)`, membership as `account`. */
  attributes: Map<string, Reading[]>;
  /** By `framework.criterion`. */
  answers: Map<string, AnswerReading[]>;
  passes: PassFact[];
}

/** Orders facts, drops duplicates by (source, messageId), applies retractions: any order of arrival gives the same. */
export declare function buildTimeline(facts: readonly Fact[], extra?: readonly Fact[]): Timeline;
