import { Field, Float, Int, ObjectType } from 'type-graphql';
import { JobStateEnum, JobType } from '../jobs/job.type.js';
import { LeadType } from '../leads/lead.type.js';
import { StageType } from '../lifecycle/stage.type.js';
import { TimeWindowType } from '../metrics/metrics.type.js';
import { NodeType } from '../nodes/node.type.js';
import { connectionType } from '../paging/connection-type.js';
import { ScoreType } from '../scores/score.type.js';
import { MutationPayloadType } from '../writes/mutation-payload.type.js';
import {
  HistogramBinType,
  LoadPointType,
  ModelQualityType,
  SliceImpactType,
  StageMoveType,
  ThresholdImpactType,
} from './impact-parts.type.js';

/** A changed lead under both sides. */
@ObjectType('LeadImpact', { description: 'A lead that the change makes something else of.', simpleResolvers: true })
export class LeadImpactType {
  @Field(() => LeadType, { description: 'Which lead.' })
  lead: LeadType;

  @Field(() => ScoreType, {
    nullable: true,
    description: 'Its score under the base at the end; null: no model applied.',
  })
  before: ScoreType | null;

  @Field(() => ScoreType, { nullable: true, description: 'Under the proposal; null: no model applied.' })
  after: ScoreType | null;

  @Field(() => StageType, { description: 'Its stage under the base at the end of the window.' })
  stageBefore: StageType;

  @Field(() => StageType, { description: 'Under the proposal.' })
  stageAfter: StageType;
}

/** Pages of changed leads. */
export const LeadImpactConnectionType = connectionType('LeadImpact', 'changed leads', () => LeadImpactType);

/** What a change would have done; figures are empty until they are there. */
@ObjectType('Impact', {
  description:
    'What a change of the definitions would have done: every lead replayed from its beginning under base and head, in the order in which its facts were accepted. Kept; empty until `state` is SUCCEEDED.',
  implements: NodeType,
  simpleResolvers: true,
})
export class ImpactType extends NodeType {
  @Field(() => JobStateEnum, { description: 'How far it is.' })
  state: keyof typeof JobStateEnum;

  @Field(() => Float, { description: 'From 0 to 1.' })
  progress: number;

  @Field(() => TimeWindowType, { description: 'In this window crossings and stages are compared.' })
  window: TimeWindowType;

  @Field(() => Int, { description: 'Leads with a fact or a stage in the window: the four counts below, added.' })
  leads: number;

  @Field(() => Int, { description: 'Leads whose crossings in the window or stage at its end differ.' })
  changed: number;

  @Field(() => Int, { description: 'Leads of which both are the same, whatever the score.' })
  unchanged: number;

  @Field(() => Int, { description: 'Leads to which no model applies, and those that were erased.' })
  notEvaluable: number;

  @Field(() => Int, { description: 'Leads that could not be replayed.' })
  errors: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the crossings in which the replay of the base and the record differ, of leads judged by nothing else; above 0.01 the check fails. Null: there is nothing to compare.',
  })
  mismatchShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of identified leads that the base flags; null of none.' })
  flaggedShareBase: number | null;

  @Field(() => Float, { nullable: true, description: 'Share that the proposal flags; null of none.' })
  flaggedShareHead: number | null;

  @Field(() => [ThresholdImpactType], { description: 'Every threshold that went up under either side, by key.' })
  thresholds: ThresholdImpactType[];

  @Field(() => [StageMoveType], { description: 'Leads that end in another stage, most first.' })
  moves: StageMoveType[];

  @Field(() => [HistogramBinType], { description: 'Primary scores at the end of the window, in at most 20 bins.' })
  distribution: HistogramBinType[];

  @Field(() => [SliceImpactType], { description: 'Flagged leads by source, most leads first.' })
  bySource: SliceImpactType[];

  @Field(() => [SliceImpactType], { description: 'Flagged leads by segment, most leads first.' })
  bySegment: SliceImpactType[];

  @Field(() => [ModelQualityType], {
    description: 'Both sides against the stage after the handoff and the first won one.',
  })
  quality: ModelQualityType[];

  @Field(() => [LoadPointType], { description: 'Handoffs by score, week by week.' })
  weeklyLoad: LoadPointType[];

  @Field(() => String, { description: 'The whole in a sentence; empty until it is there.' })
  summary: string;

  @Field(() => String, { description: 'The whole as Markdown, details folded, at most 60,000 characters.' })
  markdown: string;
}

/** Answer of `runBacktest`. */
@ObjectType('BacktestPayload', {
  description: 'The report asked for, and the job that makes it.',
  implements: MutationPayloadType,
  simpleResolvers: true,
})
export class BacktestPayloadType extends MutationPayloadType {
  @Field(() => JobType, { nullable: true, description: 'Makes the report; follow it by `jobProgressed`.' })
  job: JobType | null;

  @Field(() => ImpactType, { nullable: true, description: 'The report, to be read again by `node(id)`.' })
  impact: ImpactType | null;
}
