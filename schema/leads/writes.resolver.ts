import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answerQualification } from '../../server/leads/answer-qualification.js';
import { importRecords } from '../../server/leads/import-records.js';
import { mergeLeads } from '../../server/leads/merge-leads.js';
import { moveLead } from '../../server/leads/move-lead.js';
import { recordActivities } from '../../server/leads/record-activities.js';
import { upsertLead } from '../../server/leads/upsert-lead.js';
import type { Context } from '../context.js';
import { loadOutcome, loadRows } from './load-outcome.js';
import {
  AnswerQualificationInputType,
  ImportInputType,
  MergeLeadsInputType,
  MoveLeadInputType,
  RecordActivitiesInputType,
  UpsertLeadInputType,
} from './write.input.js';
import { ImportPayloadType, LeadPayloadType, RecordActivitiesPayloadType } from './write.payload.js';

/** Whatever changes leads; all of it goes through the one queue. */
@Resolver()
export class LeadWritesResolver {
  @Mutation(() => LeadPayloadType, {
    description:
      'Creates or changes a lead. userErrors: NOT_FOUND (an unknown id; a new lead where the caller may create none), INVALID, CONFLICT (an identity of another lead), REQUIRED and MOVE_NOT_ALLOWED (stage), IDEMPOTENCY_CONFLICT.',
  })
  async upsertLead(
    @Arg('input', () => UpsertLeadInputType, { description: 'Which lead, and what of it.' }) input: UpsertLeadInputType,
    @Ctx() context: Context,
  ): Promise<LeadPayloadType> {
    return loadOutcome(context, await upsertLead(context.intake, context.principal, input), input.stage);
  }

  @Mutation(() => RecordActivitiesPayloadType, {
    description:
      'Records activities, at most 1,000, each by itself; a repeat of (source, messageId) counts under `duplicates`. userErrors: INVALID, NOT_FOUND (an unknown id), LIMIT_EXCEEDED.',
  })
  async recordActivities(
    @Arg('input', () => RecordActivitiesInputType, { description: 'What happened.' }) input: RecordActivitiesInputType,
    @Ctx() context: Context,
  ): Promise<RecordActivitiesPayloadType> {
    const outcome = await recordActivities(context.intake, context.principal, input);
    const { userErrors, accepted, duplicates } = outcome;
    return { userErrors, accepted, duplicates, ...(await loadRows(context, outcome)) };
  }

  @Mutation(() => ImportPayloadType, {
    description:
      'Records leads, activities and moves of another system, at most 1,000, each by itself. userErrors: REQUIRED (idempotencyKey), INVALID, NOT_FOUND, CONFLICT, IDEMPOTENCY_CONFLICT, LIMIT_EXCEEDED.',
  })
  async importRecords(
    @Arg('input', () => ImportInputType, { description: 'The records.' }) input: ImportInputType,
    @Ctx() { intake, principal }: Context,
  ): Promise<ImportPayloadType> {
    const { userErrors, accepted, duplicates, warnings } = await importRecords(intake, principal, input);
    return { userErrors, accepted, duplicates, warnings };
  }

  @Mutation(() => LeadPayloadType, {
    description:
      'Moves a lead where the lifecycle allows it to this caller; refused, nothing changes. userErrors: NOT_FOUND, MOVE_NOT_ALLOWED, REQUIRED (`field` is what is missing), INVALID, STALE_VERSION, IDEMPOTENCY_CONFLICT.',
  })
  async moveLead(
    @Arg('input', () => MoveLeadInputType, { description: 'Which lead, where to, and what it needs.' })
    input: MoveLeadInputType,
    @Ctx() context: Context,
  ): Promise<LeadPayloadType> {
    return loadOutcome(context, await moveLead(context.intake, context.principal, input), input.to);
  }

  @Mutation(() => LeadPayloadType, {
    description:
      'Writes down answers to questions of a framework; they count at once, and may make thresholds cross. userErrors: NOT_FOUND, REQUIRED (answers), INVALID (framework, answers), IDEMPOTENCY_CONFLICT.',
  })
  async answerQualification(
    @Arg('input', () => AnswerQualificationInputType, { description: 'Whose, and what was answered.' })
    input: AnswerQualificationInputType,
    @Ctx() context: Context,
  ): Promise<LeadPayloadType> {
    return loadOutcome(context, await answerQualification(context.intake, context.principal, input), null);
  }

  @Mutation(() => LeadPayloadType, {
    description:
      'Makes one lead of two. The other stays as a stub that answers with this one. userErrors: NOT_FOUND, INVALID (the same lead), CONFLICT (merged or erased before), IDEMPOTENCY_CONFLICT.',
  })
  async mergeLeads(
    @Arg('input', () => MergeLeadsInputType, { description: 'Which two.' }) input: MergeLeadsInputType,
    @Ctx() context: Context,
  ): Promise<LeadPayloadType> {
    return loadOutcome(context, await mergeLeads(context.intake, context.principal, input), null);
  }
}
