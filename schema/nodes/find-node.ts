import { findAudit } from '../../server/audit/list-audit.js';
import { ruleFor } from '../../server/auth/permissions/rule-for.js';
import { isOwnedType } from '../../server/auth/rows/row-rules.js';
import { rowScope } from '../../server/auth/rows/row-scope.js';
import { findLogEvent } from '../../server/events/find-log-event.js';
import { findDelivery } from '../../server/outlets/list-deliveries.js';
import { findWebhook } from '../../server/outlets/list-webhooks.js';
import { findImpacts } from '../../server/pulls/impact/find-impacts.js';
import { findComment } from '../../server/pulls/list-comments.js';
import { findReview } from '../../server/pulls/list-reviews.js';
import { findPull } from '../../server/pulls/pull-row.js';
import { findPromotion } from '../../server/releases/list-promotions.js';
import { findActor } from '../batch/find-actor.js';
import type { Context } from '../context.js';
import { modelView } from '../definitions/model-view.js';
import { fromLog } from '../events/from-log.js';
import { impactView } from '../impact/impact-view.js';
import type { NodeType } from './node.type.js';
import { typeOfRow } from './type-of-row.js';

/** What has this id, of whatever type; null where there is none or where the caller may not see its type, or this row of it. */
export async function findNode(context: Context, id: string): Promise<NodeType | null> {
  const type = typeOfRow({ id });
  if (type === undefined || ruleFor(context.principal, `${type}.id`) === 'deny') return null;
  const found = (await FINDERS[type]?.(context, id)) ?? null;
  if (!isOwnedType(type)) return found;
  return found && rowScope(context.principal, `${type}.id`, type).sees(found) ? found : null;
}

const FINDERS: Readonly<Record<string, (context: Context, id: string) => Promise<NodeType | null>>> = {
  System: ({ loaders }, id) => findActor(loaders, id),
  User: ({ loaders }, id) => loaders.users.load(id),
  AuditEntry: async ({ db }, id) => (await findAudit(db, [id]))[0] ?? null,
  LeadEvent: async ({ db, installation }, id) => {
    const event = await findLogEvent(db, installation.epoch, id);
    return event && fromLog(event, null);
  },
  SlaClock: ({ loaders }, id) => loaders.slaClocks.load(id),
  Handoff: ({ loaders }, id) => loaders.handoffs.load(id),
  Impact: async (context, id) => {
    const [row] = await findImpacts(context.db, [id]);
    return row ? impactView(context, row) : null;
  },
  Job: ({ loaders }, id) => loaders.jobs.load(id),
  Promotion: ({ db }, id) => findPromotion(db, id),
  PullRequest: ({ db }, id) => {
    const number = /^pull_([1-9]\d{0,8})$/.exec(id)?.[1];
    return number === undefined ? Promise.resolve(null) : findPull(db, Number(number));
  },
  Review: ({ db }, id) => findReview(db, id),
  Comment: ({ db }, id) => findComment(db, id),
  Account: ({ loaders }, id) => loaders.accounts.load(id),
  ScoringModel: async ({ releases }, id) => modelView(releases.live(), id.slice('model_'.length)),
  Lead: ({ loaders }, id) => loaders.leads.load(id),
  Activity: ({ loaders }, id) => loaders.activities.load(id),
  StageTransition: ({ loaders }, id) => loaders.transitions.load(id),
  ThresholdCrossing: ({ loaders }, id) => loaders.crossings.load(id),
  ModelVersion: ({ loaders }, id) => loaders.modelVersions.load(id),
  ApiToken: ({ loaders }, id) => loaders.apiTokens.load(id),
  Webhook: ({ db, installation }, id) => findWebhook(db, installation.pepper, id),
  WebhookDelivery: ({ db }, id) => findDelivery(db, id),
};
