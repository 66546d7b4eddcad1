import { Ctx, Query, Resolver } from 'type-graphql';
import { describeCondition } from '../../core/scoring/describe.js';
import type { JsonObject } from '../../core/scoring/facts.js';
import type { Context } from '../context.js';
import { ActivityTypeType, QualificationFrameworkType, RejectionReasonType, SegmentType } from './definitions.type.js';
import { reasonView } from './reason-view.js';
import { StageType } from './stage.type.js';
import { stageView } from './stage-view.js';

/** What the live definitions call things. */
@Resolver()
export class LifecycleResolver {
  @Query(() => [StageType], { description: 'The stages of the live definitions, in order.' })
  stages(@Ctx() { releases }: Context): StageType[] {
    const live = releases.live();
    return live.tree.lifecycle.stages.map((stage) => stageView(releases, live, stage.key));
  }

  @Query(() => [RejectionReasonType], { description: 'The reasons agreed for sending a lead back or out.' })
  rejectionReasons(@Ctx() { releases }: Context): RejectionReasonType[] {
    const live = releases.live();
    return (live.tree.lifecycle.reasons ?? []).map(({ key }) => reasonView(live, key));
  }

  @Query(() => [QualificationFrameworkType], { description: 'The lists of questions a rep answers.' })
  qualificationFrameworks(@Ctx() { releases }: Context): QualificationFrameworkType[] {
    return (releases.live().tree.lifecycle.frameworks ?? []).map(({ key, label, criteria }) => ({
      key,
      label,
      criteria: criteria.map((one) => ({ key: one.key, label: one.label, valueKind: one.value ?? null })),
    }));
  }

  @Query(() => [ActivityTypeType], {
    description: 'The tracking plan: which activities there are, and their properties.',
  })
  activityTypes(@Ctx() { releases }: Context): ActivityTypeType[] {
    return Object.entries(releases.live().tree.activities.activities).map(([type, { label, properties }]) => ({
      type,
      label: label ?? type,
      properties: (properties ?? {}) as JsonObject,
    }));
  }

  @Query(() => [SegmentType], { description: 'The segments, in the order in which the first that fits is chosen.' })
  segments(@Ctx() { releases }: Context): SegmentType[] {
    return (releases.live().tree.lifecycle.segments ?? []).map(({ key, label, when }) => ({
      key,
      label,
      summary: describeCondition(when),
    }));
  }
}
