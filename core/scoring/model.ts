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

export interface AttributeCondition extends Operators {
  attribute: string;
}
export interface ActivityCondition extends ActivityMatch, Operators {
  count?: CountOperators;
  distinct?: string;
  inAny?: DurationText;
  sum?: string;
  max?: string;
  latest?: string;
}
export interface RatioCondition extends Operators {
  ratio: { of: ActivityMatch; to: ActivityMatch };
}
export interface QualificationCondition {
  qualification: string;
  status?: 'confirmed' | 'denied' | 'answered';
  criteria?: string[];
  atLeast?: number;
}
export interface AnswerCondition extends Operators {
  answer: string;
}
export interface ScoreCondition extends Operators {
  score: string;
}
export interface RuleCondition {
  rule: string;
}
export interface AllCondition {
  all: Condition[];
}
export interface AnyCondition {
  any: Condition[];
}
export interface NoneCondition {
  none: Condition[];
}
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

export type Decay = { linear: DurationText } | { halfLife: DurationText };

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

export interface ScoreDefinition {
  label?: string;
  sum?: string[];
  min?: number;
  max?: number;
}

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
