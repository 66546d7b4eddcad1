import { treeFor } from '../../../core/definitions/challengers/tree-for.js';
import { followFromSnapshot } from '../../../core/definitions/follow-from-snapshot.js';
import { followLead } from '../../../core/definitions/follow-lead.js';
import type { Arrival, FollowedLead, LeadSituation } from '../../../core/definitions/followed-lead.js';
import { evaluateFirst } from '../../../core/scoring/evaluate-first.js';
import type { Fact, Instant, PassFact } from '../../../core/scoring/facts.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { RunningChallenger } from './running-challenger.js';
import type { Shadow } from './shadow.js';

/** A lead that a challenger follows. */
export interface ShadowedLead {
  id: string;
  createdAt: Instant;
  drawnBy: string | null;
  /** Its shadow as stored; null: it has just come to be. */
  before: Shadow | null;
  /** What arrives, as `shadowSteps` gives it. */
  steps: readonly Arrival[];
  /** Its facts before that, as the live path knows them; null: try the snapshot. */
  facts: readonly Fact[] | null;
  release: number;
  /** The live evaluation it keeps pace with; null: none. */
  liveAt: Date | null;
  /** When sales first got it, if that is among the steps. */
  handedAt: Instant | null;
}

/** Where a challenger brought a lead, and what it crossed on the way. */
export interface FollowedShadow {
  shadow: Shadow;
  followed: FollowedLead;
}

/** Takes a shadow through what arrived by the fold of the live path; null where that takes facts that were not given. */
export function followShadow(challenger: RunningChallenger, lead: ShadowedLead): FollowedShadow | null {
  const { before, steps, facts, release } = lead;
  const situation = situationOf(lead);
  const known = facts && [...facts.filter((fact) => fact.kind !== 'pass'), ...(before?.passes ?? [])];
  const plain = before?.release === release && !steps.some(asksForFacts);
  const followed = known
    ? followLead(challenger.tree, { ...situation, facts: known }, steps)
    : before?.snapshot && plain
      ? followFromSnapshot(challenger.tree, situation, before.snapshot, steps)
      : null;
  return followed && { followed, shadow: shadowOf(challenger, lead, followed) };
}

function situationOf({ id, before, release, drawnBy }: ShadowedLead): LeadSituation {
  return {
    ...{ id, drawnBy },
    stage: before?.stage ?? null,
    stageSince: before?.stageEnteredAt.getTime() ?? 0,
    pass: before?.pass ?? 1,
    thresholds: before?.thresholds ?? {},
    evaluatedAt: before?.evaluatedAt.getTime() ?? null,
    dueAt: before?.release === release ? (before.dueAt?.getTime() ?? null) : null,
  };
}

function asksForFacts(step: Arrival): boolean {
  return step.kind === 'look' ? (step.cause ?? 'TIME') !== 'TIME' : step.kind !== 'facts';
}

function shadowOf(challenger: RunningChallenger, lead: ShadowedLead, followed: FollowedLead): Shadow {
  const { model, evaluation, evaluatedAt, dueAt } = followed;
  const ended = followed.effects.flatMap((effect) => (effect.kind === 'pass' ? [effect.fact] : []));
  return {
    challengerId: challenger.id,
    leadId: lead.id,
    release: lead.release,
    liveAt: lead.liveAt,
    evaluatedAt: new Date(evaluatedAt),
    dueAt: dueAt === null ? null : new Date(dueAt),
    stage: followed.stage,
    stageEnteredAt: new Date(followed.stageSince),
    pass: followed.pass,
    thresholds: followed.thresholds,
    passes: uniquePasses([...(lead.before?.passes ?? []), ...ended]),
    snapshot: followed.snapshot(),
    model: model?.model.key ?? null,
    modelVersion: model?.model.version ?? null,
    value: evaluation ? fromMicro(evaluation.value) : null,
    judgedBy: lead.before?.judgedBy ?? judgedBy(challenger, lead, followed),
  };
}

function judgedBy({ tree }: RunningChallenger, lead: ShadowedLead, { timeline }: FollowedLead): number | null {
  if (lead.handedAt === null) return null;
  const { evaluation } = evaluateFirst(treeFor(tree, lead).models, timeline, lead.handedAt);
  return evaluation ? fromMicro(evaluation.value) : null;
}

function uniquePasses(passes: readonly PassFact[]): PassFact[] {
  return [...new Map(passes.map((pass) => [pass.messageId, pass])).values()];
}
