import type { Optional } from './inputs.js';

/** What a text must pass; `contains` and `startsWith` ignore case. */
export interface StringFilter {
  eq?: Optional<string>;
  neq?: Optional<string>;
  in?: Optional<string[]>;
  nin?: Optional<string[]>;
  contains?: Optional<string>;
  startsWith?: Optional<string>;
  isNull?: Optional<boolean>;
}
/** What a number must pass. */
export interface FloatFilter {
  eq?: Optional<number>;
  gt?: Optional<number>;
  gte?: Optional<number>;
  lt?: Optional<number>;
  lte?: Optional<number>;
  isNull?: Optional<boolean>;
}
/** What an instant must pass. */
export interface DateTimeFilter {
  gt?: Optional<Date>;
  gte?: Optional<Date>;
  lt?: Optional<Date>;
  lte?: Optional<Date>;
  isNull?: Optional<boolean>;
}
/** What an id must pass. */
export interface IDFilter {
  eq?: Optional<string>;
  in?: Optional<string[]>;
  isNull?: Optional<boolean>;
}
/** What the value at a path must pass; without operators it must be there. */
export interface AttributeFilter {
  path: string;
  string?: Optional<StringFilter>;
  number?: Optional<FloatFilter>;
  date?: Optional<DateTimeFilter>;
}
/** Members of one filter must all hold; `or` holds when one of its members does. */
export interface LeadFilter {
  stage?: Optional<StringFilter>;
  score?: Optional<FloatFilter>;
  email?: Optional<StringFilter>;
  source?: Optional<StringFilter>;
  channel?: Optional<StringFilter>;
  segment?: Optional<StringFilter>;
  owner?: Optional<IDFilter>;
  account?: Optional<IDFilter>;
  createdAt?: Optional<DateTimeFilter>;
  stageEnteredAt?: Optional<DateTimeFilter>;
  lastActivityAt?: Optional<DateTimeFilter>;
  model?: Optional<StringFilter>;
  attribute?: Optional<AttributeFilter>;
  slaState?: Optional<string[]>;
  suggested?: Optional<boolean>;
  search?: Optional<string>;
  and?: Optional<LeadFilter[]>;
  or?: Optional<LeadFilter[]>;
  not?: Optional<LeadFilter>;
}
/** How leads are ordered; descending unless told otherwise. */
export interface LeadOrder {
  field: 'CREATED_AT' | 'UPDATED_AT' | 'STAGE_ENTERED_AT' | 'SCORE';
  direction?: Optional<'ASC' | 'DESC'>;
}
/** Which activities of a lead. */
export interface ActivityFilter {
  type?: Optional<StringFilter>;
  occurredAt?: Optional<DateTimeFilter>;
  source?: Optional<StringFilter>;
}
