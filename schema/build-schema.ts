import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { GraphQLInputObjectType } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { checkPermissions } from '../server/auth/permissions/check-permissions.js';
import { maskFields } from '../server/auth/permissions/mask-fields.js';
import { refusePersonalInputs } from '../server/auth/permissions/refuse-personal-inputs.js';
import { AccountResolver } from './accounts/account.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { ChallengerResolver, ModelChallengerResolver } from './definitions/challenger.resolver.js';
import { DefinitionStatusResolver, DefinitionsResolver, HoldResolver } from './definitions/definitions.resolver.js';
import { PromotionResolver } from './definitions/promotion.resolver.js';
import { PromotionWritesResolver } from './definitions/promotion-writes.resolver.js';
import { ModelVersionResolver, ScoringModelResolver } from './definitions/scoring-model.resolver.js';
import { EventResolver } from './events/event.resolver.js';
import { EventsResolver } from './events/events.resolver.js';
import { HandoffEventResolver } from './events/handoff-event.resolver.js';
import { LeadEventResolver } from './events/lead-event.resolver.js';
import { PromotionEventResolver } from './events/promotion-event.resolver.js';
import { PullRequestEventResolver } from './events/pull-request-event.resolver.js';
import { SlaEventResolver } from './events/sla-event.resolver.js';
import { StreamsResolver } from './events/streams.resolver.js';
import { HandoffResolver } from './handoffs/handoff.resolver.js';
import { HandoffContextResolver } from './handoffs/handoff-context.resolver.js';
import { HandoffsResolver } from './handoffs/handoffs.resolver.js';
import { PoolResolver, PoolsResolver } from './handoffs/pools.resolver.js';
import { BacktestResolver } from './impact/backtest.resolver.js';
import { ImpactResolver } from './impact/impact.resolver.js';
import { JobResolver } from './jobs/job.resolver.js';
import { ActivityResolver } from './leads/activity.resolver.js';
import { AssignLeadsResolver } from './leads/assign-leads.resolver.js';
import { LeadResolver } from './leads/lead.resolver.js';
import { LeadListsResolver } from './leads/lead-lists.resolver.js';
import { LeadNoteResolver, LeadNotesResolver } from './leads/lead-note.resolver.js';
import { LeadPartsResolver } from './leads/lead-parts.resolver.js';
import { LeadWatchResolver } from './leads/lead-watch.resolver.js';
import { CriterionResolver, QualificationResolver } from './leads/qualification.resolver.js';
import { RetractActivitiesResolver } from './leads/retract-activities.resolver.js';
import { LeadWritesResolver } from './leads/writes.resolver.js';
import { LifecycleResolver } from './lifecycle/lifecycle.resolver.js';
import { StageSuggestionResolver } from './lifecycle/stage-suggestion.resolver.js';
import { StageTransitionResolver } from './lifecycle/stage-transition.resolver.js';
import { MetricsResolver } from './metrics/metrics.resolver.js';
import { NodeResolver } from './nodes/node.resolver.js';
import { ApiTokenResolver, UserResolver } from './people/people.resolver.js';
import { SystemType } from './people/system.type.js';
import { AgreementResolver } from './pulls/agreement.resolver.js';
import { CommentResolver, ReviewResolver, SignOffResolver } from './pulls/pull-people.resolver.js';
import { PullRequestResolver } from './pulls/pull-request.resolver.js';
import { PullRequestsResolver } from './pulls/pull-requests.resolver.js';
import { PullWatchResolver } from './pulls/pull-watch.resolver.js';
import { PromotedPullResolver, SignedVersionResolver } from './pulls/signed-version.resolver.js';
import { VersionDiffResolver } from './pulls/version-diff.resolver.js';
import { EvaluateResolver } from './scores/evaluate.resolver.js';
import { ScorePointResolver, ScoreResolver, ThresholdStateResolver } from './scores/score.resolver.js';
import { ScoreContributionResolver } from './scores/score-contribution.resolver.js';
import { showTwoDecimals } from './scores/show-two-decimals.js';
import { ThresholdResolver } from './scores/threshold.resolver.js';
import { ThresholdCrossingResolver } from './scores/threshold-crossing.resolver.js';
import { SlaClockResolver } from './slas/sla-clock.resolver.js';
import { SlaClocksResolver } from './slas/sla-clocks.resolver.js';
import { SlasResolver } from './slas/slas.resolver.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';
import { WebhookResolver } from './webhooks/webhook.resolver.js';
import { WebhooksResolver } from './webhooks/webhooks.resolver.js';

/** Inputs of which exactly one field is given; type-graphql cannot say so. */
const ONE_OF = ['LeadRef', 'AccountRef'];

/** What type-graphql has no place for. */
const ROOTS = {
  Query: 'Everything that can be asked. What is refused or unknown is null.',
  Mutation: 'Everything that can be done. Expected problems come as `userErrors`, an unknown id as NOT_FOUND.',
  Subscription: 'Everything that can be followed, by WebSocket (graphql-transport-ws) or server-sent events.',
};

/** Subscriptions read the log, nothing is published in this process; type-graphql wants to be told of a way. */
const noPubSub = {
  publish(): never {
    throw new Error('events are recorded in the database, never published in the process');
  },
  subscribe(): never {
    throw new Error('subscriptions follow the log');
  },
};

/** Builds the executable schema, masked fields wrapped. Throws, naming them, where the permission table does not fit it. */
export function buildAccordSchema(): GraphQLSchema {
  const schema = buildBareSchema();
  checkPermissions(schema);
  refusePersonalInputs(schema);
  maskFields(schema);
  return schema;
}

/** The same before anybody is refused anything: to be guarded, or to measure what the guards cost. */
export function buildBareSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ViewerResolver,
      UserResolver,
      ApiTokenResolver,
      LifecycleResolver,
      ActivityResolver,
      LeadNotesResolver,
      LeadNoteResolver,
      ScoreContributionResolver,
      ThresholdResolver,
      ThresholdCrossingResolver,
      StageTransitionResolver,
      StageSuggestionResolver,
      EventResolver,
      LeadEventResolver,
      HandoffEventResolver,
      SlaEventResolver,
      PullRequestEventResolver,
      AgreementResolver,
      PullRequestResolver,
      PullRequestsResolver,
      PullWatchResolver,
      SignedVersionResolver,
      VersionDiffResolver,
      PromotedPullResolver,
      ReviewResolver,
      CommentResolver,
      SignOffResolver,
      SlaClockResolver,
      SlaClocksResolver,
      HandoffResolver,
      HandoffContextResolver,
      HandoffsResolver,
      PoolResolver,
      PoolsResolver,
      EventsResolver,
      StreamsResolver,
      AuditResolver,
      SlasResolver,
      AccountResolver,
      DefinitionsResolver,
      DefinitionStatusResolver,
      ChallengerResolver,
      ModelChallengerResolver,
      ModelVersionResolver,
      ScoringModelResolver,
      PromotionResolver,
      PromotionWritesResolver,
      HoldResolver,
      PromotionEventResolver,
      JobResolver,
      ImpactResolver,
      BacktestResolver,
      LeadResolver,
      QualificationResolver,
      CriterionResolver,
      LeadListsResolver,
      LeadPartsResolver,
      LeadWatchResolver,
      LeadWritesResolver,
      AssignLeadsResolver,
      RetractActivitiesResolver,
      MetricsResolver,
      EvaluateResolver,
      ScorePointResolver,
      ScoreResolver,
      ThresholdStateResolver,
      WebhookResolver,
      WebhooksResolver,
    ],
    orphanedTypes: [SystemType],
    validate: false,
    pubSub: noPubSub,
  });
  for (const name of ONE_OF) {
    const type = schema.getType(name);
    if (type instanceof GraphQLInputObjectType) type.isOneOf = true;
  }
  for (const [name, description] of Object.entries(ROOTS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  showTwoDecimals(schema);
  return schema;
}
