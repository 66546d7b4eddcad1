import type { JsonObject } from '../../core/scoring/facts.js';

/** A GraphQL input value that may be left out or null. */
export type Optional<Value> = Value | null | undefined;

/** What a lead is called in another system. */
export interface ExternalIdInput {
  system: string;
  value: string;
}

/** Exactly one of them. */
export interface LeadRef {
  id?: Optional<string>;
  email?: Optional<string>;
  externalId?: Optional<ExternalIdInput>;
  anonymousId?: Optional<string>;
}

/** Something a lead did; `(source, messageId)` makes it unique. */
export interface ActivityInput {
  lead: LeadRef;
  type: string;
  occurredAt: Date;
  messageId: string;
  source?: Optional<string>;
  sequence?: Optional<number>;
  properties?: Optional<JsonObject>;
}

/** Activities to record, each by itself. */
export interface RecordActivitiesInput {
  activities: ActivityInput[];
}

/** What is known of the company of a lead. */
export interface AccountInput {
  domain?: Optional<string>;
  name?: Optional<string>;
  attributes?: Optional<JsonObject>;
}

/** What is known of a lead; `occurredAt` dates all of it. */
export interface UpsertLeadInput {
  lead: LeadRef;
  email?: Optional<string>;
  name?: Optional<string>;
  account?: Optional<AccountInput>;
  source?: Optional<string>;
  channel?: Optional<string>;
  segment?: Optional<string>;
  ownerId?: Optional<string>;
  externalIds?: Optional<ExternalIdInput[]>;
  attributes?: Optional<JsonObject>;
  stage?: Optional<string>;
  occurredAt?: Optional<Date>;
  sequence?: Optional<number>;
  idempotencyKey?: Optional<string>;
}

/** An answer to one question of a framework. */
export interface CriterionInput {
  key: string;
  status: 'UNKNOWN' | 'CONFIRMED' | 'DENIED';
  value?: Optional<string>;
}

/** Answers to questions of a framework. */
export interface AnswerQualificationInput {
  lead: LeadRef;
  framework: string;
  answers: CriterionInput[];
  idempotencyKey?: Optional<string>;
}

/** A stage move asked for, with what it needs. */
export interface MoveLeadInput {
  lead: LeadRef;
  to: string;
  reason?: Optional<string>;
  note?: Optional<string>;
  attributes?: Optional<JsonObject>;
  framework?: Optional<string>;
  answers?: Optional<CriterionInput[]>;
  occurredAt?: Optional<Date>;
  sequence?: Optional<number>;
  expectedVersion?: Optional<number>;
  idempotencyKey?: Optional<string>;
}

/** Leads, activities and moves of other systems. */
export interface ImportInput {
  importId?: Optional<string>;
  leads?: Optional<UpsertLeadInput[]>;
  activities?: Optional<ActivityInput[]>;
  moves?: Optional<MoveLeadInput[]>;
  historical: boolean;
}

/** Two leads that are one. */
export interface MergeLeadsInput {
  keep: LeadRef;
  absorb: LeadRef;
  idempotencyKey?: Optional<string>;
}

/** The answer to a handoff. */
export interface DecideHandoffInput {
  handoffId: string;
  accept: boolean;
  reason?: Optional<string>;
  note?: Optional<string>;
  nextStep?: Optional<string>;
  idempotencyKey?: Optional<string>;
}

/** Who shall answer a handoff instead. */
export interface AssignHandoffInput {
  handoffId: string;
  assigneeId: string;
  note?: Optional<string>;
  idempotencyKey?: Optional<string>;
}

/** A clock to be stopped for a while, and why. */
export interface PauseSlaClockInput {
  clockId: string;
  reason: string;
  idempotencyKey?: Optional<string>;
}

/** A clock that shall run on. */
export interface ResumeSlaClockInput {
  clockId: string;
  idempotencyKey?: Optional<string>;
}

/** A suggested move that shall not be made. */
export interface DeclineSuggestionInput {
  lead: LeadRef;
  note?: Optional<string>;
  idempotencyKey?: Optional<string>;
}
