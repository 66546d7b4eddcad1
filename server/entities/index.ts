import { Account } from './account.entity.js';
import { ApiToken } from './api-token.entity.js';
import { AuditEntry } from './audit-entry.entity.js';
import { Challenger } from './challenger.entity.js';
import { ChallengerCrossing } from './challenger-crossing.entity.js';
import { ChallengerGap } from './challenger-gap.entity.js';
import { ChallengerLead } from './challenger-lead.entity.js';
import { Crossing } from './crossing.entity.js';
import { EngineState } from './engine-state.entity.js';
import { Fact } from './fact.entity.js';
import { ForgeDelivery } from './forge-delivery.entity.js';
import { ForgeMain } from './forge-main.entity.js';
import { ForgePullRow } from './forge-pull.entity.js';
import { ForgePush } from './forge-push.entity.js';
import { ForgeReview } from './forge-review.entity.js';
import { GitObject } from './git-object.entity.js';
import { GitRef } from './git-ref.entity.js';
import { Handoff } from './handoff.entity.js';
import { Hold } from './hold.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { Impact } from './impact.entity.js';
import { Installation } from './installation.entity.js';
import { Instance } from './instance.entity.js';
import { Job } from './job.entity.js';
import { Lead } from './lead.entity.js';
import { LeadKey } from './lead-key.entity.js';
import { LeadNote } from './lead-note.entity.js';
import { LeadScore } from './lead-score.entity.js';
import { LogCheckpoint } from './log-checkpoint.entity.js';
import { LogHead } from './log-head.entity.js';
import { LoggedEvent } from './logged-event.entity.js';
import { MergedCommit } from './merged-commit.entity.js';
import { ModelVersion } from './model-version.entity.js';
import { Notification } from './notification.entity.js';
import { OutletCursor } from './outlet-cursor.entity.js';
import { PoolTurn } from './pool-turn.entity.js';
import { PullCheck } from './pull-check.entity.js';
import { PullComment } from './pull-comment.entity.js';
import { PullRequest } from './pull-request.entity.js';
import { PullReview } from './pull-review.entity.js';
import { Release } from './release.entity.js';
import { SigningKey } from './signing-key.entity.js';
import { SlaClock } from './sla-clock.entity.js';
import { StageEntry } from './stage-entry.entity.js';
import { StagedAuditEntry } from './staged-audit-entry.entity.js';
import { StagedEvent } from './staged-event.entity.js';
import { Suggestion } from './suggestion.entity.js';
import { Transition } from './transition.entity.js';
import { User } from './user.entity.js';
import { Webhook } from './webhook.entity.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';

/** Every table of the installation, in one look. */
export const entities = [
  Installation,
  User,
  ApiToken,
  Account,
  Lead,
  LeadKey,
  Fact,
  LeadScore,
  EngineState,
  Crossing,
  Transition,
  StageEntry,
  IdempotencyKey,
  StagedEvent,
  LoggedEvent,
  StagedAuditEntry,
  AuditEntry,
  LogHead,
  LogCheckpoint,
  GitObject,
  GitRef,
  Release,
  ModelVersion,
  Handoff,
  SlaClock,
  PoolTurn,
  Suggestion,
  MergedCommit,
  PullCheck,
  PullComment,
  PullRequest,
  PullReview,
  SigningKey,
  LeadNote,
  Job,
  Hold,
  Instance,
  Webhook,
  WebhookDelivery,
  OutletCursor,
  Notification,
  Impact,
  Challenger,
  ChallengerLead,
  ChallengerCrossing,
  ChallengerGap,
  ForgeDelivery,
  ForgeMain,
  ForgePullRow,
  ForgePush,
  ForgeReview,
];
