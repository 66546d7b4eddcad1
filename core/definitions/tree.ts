import type { Json } from '../scoring/facts.js';
import type { Acknowledgement, ActivityMatch, Condition, DurationText, ScoringModel } from '../scoring/model.js';
import type { Lifecycle, TeamKey } from './lifecycle.js';

export type * from './lifecycle.js';

/** A value kind of the tracking plan; an object lists the texts allowed. */
export type ValueKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'email'
  | 'url'
  | 'stringList'
  | 'numberList'
  | { enum: string[] };

/** An activity type of the tracking plan. */
export interface ActivityTypeDefinition {
  label?: string;
  intent?: 'high' | 'low';
  properties?: { [property: string]: ValueKind };
}

/** `activities.json`: the tracking plan. */
export interface Activities {
  language: 1;
  leadAttributes: { [path: string]: ValueKind };
  accountAttributes: { [path: string]: ValueKind };
  required?: string[];
  ignore?: Condition[];
  freeMailDomains?: string[];
  activities: { [type: string]: ActivityTypeDefinition };
  acknowledge?: Acknowledgement[];
}

/** What starts, stops, pauses or ends a clock. */
export type SlaTrigger =
  | { enter: string }
  | { leave: string }
  | { activity: string | string[]; where?: ActivityMatch['where'] }
  | { handoff: 'opened' | 'accepted' | 'rejected' | 'expired' }
  | { assigned: true };

/** Who owes what, by when. */
export interface SlaPolicyDefinition {
  key: string;
  label: string;
  owedBy: TeamKey;
  startsOn: SlaTrigger;
  stopsOn: SlaTrigger[];
  cancelsOn?: SlaTrigger[];
  pausesOn?: SlaTrigger[];
  resumesOn?: SlaTrigger[];
  when?: Condition;
  within: DurationText;
  clock: 'elapsed' | 'business' | 'businessDay';
  calendar?: string;
  warnAt?: ({ percent: number } | { before: DurationText })[];
  escalate?: { after: DurationText; notify: string[]; reassign?: boolean }[];
}

/** Working hours: [open, close) intervals a weekday, in an IANA zone. */
export interface CalendarDefinition {
  key: string;
  timeZone: string;
  week: { [weekday: string]: [string, string][] };
  holidays?: string[];
}

/** `slas.json`. */
export interface Slas {
  language: 1;
  calendars: CalendarDefinition[];
  policies: SlaPolicyDefinition[];
  acknowledge?: Acknowledgement[];
}

/** A range of a rate and what it may mean. */
export interface BenchmarkBand {
  key: string;
  label?: string;
  below?: number;
  above?: number;
  between?: [number, number];
  diagnosis?: string;
}

/** A set of healthy ranges. */
export interface BenchmarkProfile {
  key: string;
  label: string;
  note?: string;
  metrics: { from: string; to: string; denominator: 'entered' | 'handed-off'; bands: BenchmarkBand[] }[];
}

/** `benchmarks.json`. */
export interface Benchmarks {
  language: 1;
  default?: string;
  profiles: BenchmarkProfile[];
  scoreBands?: { key: string; label?: string; atLeast?: number }[];
  findings?: { [key: string]: Json };
  targets?: { period: string; metric: string; value: number; currency?: string }[];
  /** IANA zone of the tree's days and weeks; absent: the first calendar's, else UTC. */
  timeZone?: string;
  weekStart?: 'monday' | 'sunday' | 'saturday';
  fiscalYearStart?: number;
}

/** `models/<key>.test.json`. */
export interface ModelTest {
  model: string;
  at: string;
  leads: ExampleLead[];
}

/** A lead and what a model must make of it. */
export interface ExampleLead {
  key: string;
  attributes?: { [path: string]: Json };
  facts?: { [key: string]: Json }[];
  expect: {
    scores?: { [score: string]: number };
    crossed?: string[];
    notCrossed?: string[];
    stage?: string;
  };
}

/** A checked definitions tree, parsed: what is in force for one release. */
export interface DefinitionsTree {
  lifecycle: Lifecycle;
  activities: Activities;
  slas: Slas;
  benchmarks: Benchmarks;
  routing: Json;
  reviews: Json;
  notifications: Json;
  signOffs: Json;
  models: { [key: string]: ScoringModel };
  tests: { [modelKey: string]: ModelTest };
}

/** The raw tree: path inside the repository → text. */
export type Files = { readonly [path: string]: string };

/** Errors block, warnings inform. */
export type ProblemLevel = 'error' | 'warning';

/** What is wrong with a definition: where, in a sentence that names the value, and what to do. */
export interface Problem {
  level: ProblemLevel;
  /** Stable name of the check, e.g. `unknown-stage`. */
  code: string;
  path: string;
  pointer?: string;
  line?: number;
  column?: number;
  message: string;
  hint?: string;
}
