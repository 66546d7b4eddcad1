import type { JsonObject, QualificationStatus } from '../../../core/scoring/facts.js';
import type { Principal } from '../../auth/principal.js';
import type { Tx } from '../../db/database.js';
import type { Release } from '../../releases/release.js';
import type { UserError } from '../user-error.js';

/** What a lead is known by: `id`, `email`, `anonymous` or `ext:<system>`. */
export interface LeadIdentity {
  system: string;
  value: string;
}

/** A keyed mutation: the digest tells a repeat from another input under the same key. */
export interface Idempotency {
  key: string;
  operation: string;
  hash: string;
}

interface ItemBase {
  principal: Principal;
  lead: LeadIdentity;
  /** May an unknown lead be created for it? */
  creates: boolean;
  /** Part of a historical import. */
  historical: boolean;
  importId: string | null;
  /** Null: the instant of acceptance. */
  occurredAt: Date | null;
  sequence: number | null;
  idempotency: Idempotency | null;
}

/** An activity to be recorded. */
export interface ActivityItem extends ItemBase {
  kind: 'activity';
  occurredAt: Date;
  type: string;
  source: string;
  messageId: string;
  properties: JsonObject;
}

/** What is to be known of a lead, and the stage asked for. */
export interface UpsertItem extends ItemBase {
  kind: 'upsert';
  /** Further identities the lead shall be known by, its e-mail among them. */
  identities: LeadIdentity[];
  /** Lead attributes by path, `email`, `name`, `source`… among them. */
  attributes: JsonObject;
  account: { domain: string | null; attributes: JsonObject } | null;
  ownerId: string | null;
  /** Why the lead is given to its owner, where somebody said. */
  note: string | null;
  stage: string | null;
}

/** An answer to a question; `value` null takes the value away. */
export interface Answer {
  framework: string;
  criterion: string;
  status: QualificationStatus;
  value?: string | number | boolean | null;
}

/** A stage move asked for, with what it needs. */
export interface MoveItem extends ItemBase {
  kind: 'move';
  to: string;
  reason: string | null;
  note: string | null;
  attributes: JsonObject;
  answers: Answer[];
  expectedVersion: number | null;
  /** The handoff it is the answer to, and the stage that waits in. */
  decides: { handoffId: string; stage: string; nextStep: string | null } | null;
}

/** A lead to be merged into `lead`. */
export interface MergeItem extends ItemBase {
  kind: 'merge';
  absorb: LeadIdentity;
}

/** Answers to the questions of a framework. */
export interface AnswersItem extends ItemBase {
  kind: 'answers';
  answers: Answer[];
}

/** Something done to what hangs on a lead, while the lead is locked, after all that arrived at it. */
export interface ActItem extends ItemBase {
  kind: 'act';
  /** As the audit log calls it. */
  action: string;
  /** Does it, or says why not and changes nothing. */
  act(tx: Tx, release: Release, leadId: string): Promise<UserError[]>;
}

/** One thing to be written that succeeds or fails by itself. */
export type Item = ActivityItem | UpsertItem | MoveItem | AnswersItem | MergeItem | ActItem;

/** What became of an item; error fields are relative to it. */
export interface ItemOutcome {
  userErrors: UserError[];
  warnings: UserError[];
  leadId: string | null;
  transitionIds: string[];
  crossingIds: string[];
  accepted: boolean;
  duplicate: boolean;
}

/** The outcome of an item that is refused. */
export function refusal(...userErrors: UserError[]): ItemOutcome {
  const nothing = { warnings: [], leadId: null, transitionIds: [], crossingIds: [], accepted: false, duplicate: false };
  return { userErrors, ...nothing };
}
