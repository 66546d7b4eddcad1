import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { JsonObject } from '../../core/scoring/facts.js';
import type {
  AccountInput,
  ActivityInput,
  AnswerQualificationInput,
  CriterionInput,
  ImportInput,
  MergeLeadsInput,
  MoveLeadInput,
  RecordActivitiesInput,
  UpsertLeadInput,
} from '../../server/leads/inputs.js';
import { DateTime } from '../scalars/date-time.js';
import { EmailAddress } from '../scalars/email-address.js';
import { JsonObjectScalar } from '../scalars/json-object.js';
import { ExternalIdInputType, LeadRefInputType } from './lead-ref.input.js';

const SEQUENCE = 'Decides between two of the same instant: the greater came later.';
const KEY = 'Makes a repeat answer as the first time and do nothing; per caller, kept 7 days.';

/** Statuses of answers. */
export const CriterionStatusEnum = { UNKNOWN: 'UNKNOWN', CONFIRMED: 'CONFIRMED', DENIED: 'DENIED' } as const;

registerEnumType(CriterionStatusEnum, {
  name: 'CriterionStatus',
  description: 'How a question of a framework stands.',
  valuesConfig: {
    UNKNOWN: { description: 'Not answered.' },
    CONFIRMED: { description: 'It is so.' },
    DENIED: { description: 'It is not so.' },
  },
});

/** An account as told with a lead. */
@InputType('AccountInput', { description: 'The company of a lead, found by its domain.' })
export class AccountInputType implements AccountInput {
  @Field(() => String, { nullable: true, description: 'Its domain: `example.com`.' })
  domain?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  name?: string | null;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: 'Attributes to set, without `account.`; null removes one.',
  })
  attributes?: JsonObject | null;
}

/** Input of `upsertLead`. */
@InputType('UpsertLeadInput', { description: 'What is known of a lead. What is left out stays as it is.' })
export class UpsertLeadInputType implements UpsertLeadInput {
  @Field(() => LeadRefInputType, { description: 'Which lead; created where it is unknown and the caller may.' })
  lead: LeadRefInputType;

  @Field(() => EmailAddress, { nullable: true, description: 'Its e-mail address; CONFLICT where another lead has it.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  name?: string | null;

  @Field(() => AccountInputType, { nullable: true, description: 'Its company.' })
  account?: AccountInputType | null;

  @Field(() => String, { nullable: true, description: 'Where it came from; the first one stays.' })
  source?: string | null;

  @Field(() => String, { nullable: true, description: 'The channel it came by; the first one stays.' })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of its segment, where the definitions do not decide it.' })
  segment?: string | null;

  @Field(() => ID, { nullable: true, description: 'The user who owns it; null takes it from its owner.' })
  ownerId?: string | null;

  @Field(() => [ExternalIdInputType], {
    nullable: true,
    description: 'Its ids in other systems, added to those known.',
  })
  externalIds?: ExternalIdInputType[] | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: 'Attributes to set, by path; null removes one.' })
  attributes?: JsonObject | null;

  @Field(() => String, { nullable: true, description: 'Key of the stage to move it to, as `moveLead` would.' })
  stage?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Dates the attributes and the stage; left out: now.' })
  occurredAt?: Date | null;

  @Field(() => Int, { nullable: true, description: SEQUENCE })
  sequence?: number | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** An activity to be recorded. */
@InputType('ActivityInput', { description: 'Something a lead did.' })
export class ActivityInputType implements ActivityInput {
  @Field(() => LeadRefInputType, { description: 'Whose; created where it is unknown.' })
  lead: LeadRefInputType;

  @Field(() => String, { description: 'Its type in the tracking plan: `pricing.viewed`.' })
  type: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => String, { description: 'The sender’s name for it: a repeat with the same `source` counts once.' })
  messageId: string;

  @Field(() => String, { nullable: true, description: 'Who tells of it; left out: the token’s name.' })
  source?: string | null;

  @Field(() => Int, { nullable: true, description: SEQUENCE })
  sequence?: number | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: 'What belongs to it, by the tracking plan.' })
  properties?: JsonObject | null;
}

/** Input of `recordActivities`. */
@InputType('RecordActivitiesInput', { description: 'Activities to be recorded.' })
export class RecordActivitiesInputType implements RecordActivitiesInput {
  @Field(() => [ActivityInputType], {
    description: 'At most 1,000 (LIMIT_EXCEEDED). Each succeeds or fails by itself, its position in `field`.',
  })
  activities: ActivityInputType[];
}

/** An answer to a question of a framework. */
@InputType('CriterionInput', { description: 'An answer to a question of a qualification framework.' })
export class CriterionInputType implements CriterionInput {
  @Field(() => String, { description: 'Key of the question.' })
  key: string;

  @Field(() => CriterionStatusEnum, { description: 'How it stands.' })
  status: CriterionInput['status'];

  @Field(() => String, { nullable: true, description: 'The answer itself, where the question asks for a value.' })
  value?: string | null;
}

/** Input of `moveLead`. */
@InputType('MoveLeadInput', { description: 'A move of a lead to another stage, with what the lifecycle asks for.' })
export class MoveLeadInputType implements MoveLeadInput {
  @Field(() => LeadRefInputType, { description: 'Which lead.' })
  lead: LeadRefInputType;

  @Field(() => String, { description: 'Key of the stage.' })
  to: string;

  @Field(() => String, { nullable: true, description: 'Key of the reason, where it is sent back or out.' })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'A note in words.' })
  note?: string | null;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: 'Attributes set together with the move; they count for it.',
  })
  attributes?: JsonObject | null;

  @Field(() => String, { nullable: true, description: 'Key of the framework of `answers`.' })
  framework?: string | null;

  @Field(() => [CriterionInputType], {
    nullable: true,
    description: 'Answers given together with the move; they count for it.',
  })
  answers?: CriterionInputType[] | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened; left out: now.' })
  occurredAt?: Date | null;

  @Field(() => Int, { nullable: true, description: SEQUENCE })
  sequence?: number | null;

  @Field(() => Int, { nullable: true, description: 'The `version` the mover saw; another one now: STALE_VERSION.' })
  expectedVersion?: number | null;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** Input of `answerQualification`. */
@InputType('AnswerQualificationInput', { description: 'Answers to questions of a framework.' })
export class AnswerQualificationInputType implements AnswerQualificationInput {
  @Field(() => LeadRefInputType, { description: 'Whose.' })
  lead: LeadRefInputType;

  @Field(() => String, { description: 'Key of the framework: `bant`.' })
  framework: string;

  @Field(() => [CriterionInputType], { description: 'The answers, one a question; the others stay as they are.' })
  answers: CriterionInputType[];

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** Input of `mergeLeads`. */
@InputType('MergeLeadsInput', { description: 'Two leads that are one.' })
export class MergeLeadsInputType implements MergeLeadsInput {
  @Field(() => LeadRefInputType, { description: 'The one that stays; it gets the facts and names of both.' })
  keep: LeadRefInputType;

  @Field(() => LeadRefInputType, {
    description: 'The one that becomes a stub with `mergedInto`; its passes leave the counts.',
  })
  absorb: LeadRefInputType;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

/** Input of `importRecords`. */
@InputType('ImportInput', {
  description:
    'Records of another system, at most 1,000 in all (LIMIT_EXCEEDED), each by itself, its position in `field`.',
})
export class ImportInputType implements ImportInput {
  @Field(() => String, { nullable: true, description: 'A name for the import, by which it can be retracted.' })
  importId?: string | null;

  @Field(() => [UpsertLeadInputType], { nullable: true, description: 'Leads; each needs an idempotencyKey.' })
  leads?: UpsertLeadInputType[] | null;

  @Field(() => [ActivityInputType], { nullable: true, description: 'Activities.' })
  activities?: ActivityInputType[] | null;

  @Field(() => [MoveLeadInputType], { nullable: true, description: 'Moves; each needs an idempotencyKey.' })
  moves?: MoveLeadInputType[] | null;

  @Field(() => Boolean, {
    description:
      'True: records what happened, in order of occurredAt and scored as of then; illegal moves are told in `warnings`, not refused; no handoff, clock, notification or webhook.',
  })
  historical: boolean;
}
