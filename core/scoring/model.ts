import type { Json } from './facts.js';

/** ISO 8601 duration of weeks, days, hours, minutes, seconds; a day is 24 hours here. */
export type DurationText = string;

/** Operators; several in one object must all hold. */
export interface Operators {
  equals?: Json;
  notEquals?: Json;
  in?: Json[];
  notIn?: Json[];
  atLeast?: number;
  atMost?: number;
  above?: number;
  below?: number;
  between?: [number, number];
  exists?: boolean;
  startsWith?: string;
  endsWith?: string;
  contains?: Json;
  matches?: string;
  before?: string;
  after?: string;
  withinNext?: DurationText;
  withinLast?: DurationText;
  olderThan?: DurationText;
}

/** What a count must pass; several must all hold. */
export interface CountOperators {
  atLeast?: number;
  atMost?: number;
  exactly?: number;
  between?: [number, number];
}

/** Which activities: one type or several, and what their properties must pass. */
export interface ActivityMatch {
  activity: string | string[];
  where?: { [property: string]: Operators };
  within?: DurationText;
  inPass?: boolean;
}

/** A value of the lead, or of its account (`account.…`). */
export interface AttributeCondition extends Operators {
  attribute: string;
}
/** How many activities, different values of a property (`distinct`), or what figure of a numeric property. */
export interface ActivityCondition extends ActivityMatch, Operators {
  count?: CountOperators;
  distinct?: string;
  inAny?: DurationText;
  sum?: string;
  max?: string;
  latest?: string;
}
/** One count of activities over another. */
export interface RatioCondition extends Operators {
  ratio: { of: ActivityMatch; to: ActivityMatch };
}
/** How many criteria of a framework have a status; all of them unless `atLeast` says otherwise. */
export interface QualificationCondition {
  qualification: string;
  status?: 'confirmed' | 'denied' | 'answered';
  criteria?: string[];
  atLeast?: number;
}
/** The value last given for `framework.criterion`. */
export interface AnswerCondition extends Operators {
  answer: string;
}
/** A score of the model, clamped; in thresholds only. */
export interface ScoreCondition extends Operators {
  score: string;
}
/** A rule gives points other than 0; in thresholds only. */
export interface RuleCondition {
  rule: string;
}
/** All members hold. */
export interface AllCondition {
  all: Condition[];
}
/** At least one member holds. */
export interface AnyCondition {
  any: Condition[];
}
/** No member holds. */
export interface NoneCondition {
  none: Condition[];
}
/** At least so many members hold. */
export interface AtLeastCondition {
  atLeast: number;
  of: Condition[];
}

/** One condition of the definitions language; exactly one form's key is present. */
export type Condition =
  | AttributeCondition
  | ActivityCondition
  | RatioCondition
  | QualificationCondition
  | AnswerCondition
  | ScoreCondition
  | RuleCondition
  | AllCondition
  | AnyCondition
  | NoneCondition
  | AtLeastCondition;

/** How points fall with the age of an activity. */
export type Decay = { linear: DurationText } | { halfLife: DurationText };

/** Adds points to a score: once `when` holds, or for `each` activity. */
export interface Rule {
  key: string;
  score: string;
  points: number;
  label?: string;
  when?: Condition;
  each?: ActivityMatch;
  min?: number;
  max?: number;
  decay?: Decay;
  rationale?: string;
}

/** A score: fed by rules, or the `sum` of others; clamped to `min` and `max`. */
export interface ScoreDefinition {
  label?: string;
  sum?: string[];
  min?: number;
  max?: number;
}

/** A line that a lead crosses; asks for a move (`moveTo`), a suggestion (`suggest`), or only announces. */
export interface ThresholdDefinition {
  key: string;
  label?: string;
  moveTo?: string;
  suggest?: string;
  reason?: string;
  when: Condition;
  release?: Condition;
  cooldown?: DurationText;
  rationale?: string;
}

/** A warning that was seen, and why it stays. */
export interface Acknowledgement {
  warning: string;
  because: string;
}

/** A scoring model file (`models/<key>.json`), `language: 1`. */
export interface ScoringModel {
  $schema?: string;
  language: 1;
  key: string;
  version: string;
  name: string;
  description?: string;
  owner?: string;
  reviewedOn?: string;
  reviewEvery?: DurationText;
  appliesTo?: Condition;
  scores: { [key: string]: ScoreDefinition };
  primary?: string;
  rules: Rule[];
  thresholds: ThresholdDefinition[];
  acknowledge?: Acknowledgement[];
}
