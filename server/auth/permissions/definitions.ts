import type { TypePermissions } from './access.js';

const event = 'id cursor occurredAt recordedAt historical lead actor';
const connection: TypePermissions = { read: 'edges nodes pageInfo totalCount' };
const edge: TypePermissions = { read: 'cursor node' };

/** Who may see what things are called, and the files behind it. Ids are for all, so that `node { id }` is. */
export const definitionPermissions: Readonly<Record<string, TypePermissions>> = {
  Stage: { read: 'key label order owner category description entryRule retired' },
  RejectionReason: { read: 'key label side outcome noteRequired' },
  CriterionDefinition: { read: 'key label valueKind' },
  QualificationFramework: { read: 'key label criteria' },
  ActivityType: { read: 'type label properties' },
  Segment: { read: 'key label summary' },
  DefinitionVersion: { read: 'commit release promotedAt', definitions: 'pullRequest signedOffBy' },
  ScoringModel: { read: 'id', definitions: 'key path name description live challenger versions' },
  Challenger: { definitions: 'version since share scored errors agreement wouldMove quality' },
  ModelVersion: { read: 'id version commit committedAt', definitions: 'model author message document diff' },
  ModelVersionConnection: connection,
  ModelVersionEdge: edge,
  Promotion: {
    read: 'id',
    definitions: 'release commit previous kind promotedBy promotedAt reason expiresAt rescoring pullRequest',
  },
  PromotionConnection: { definitions: 'edges nodes pageInfo totalCount' },
  PromotionEdge: { definitions: 'cursor node' },
  DefinitionStatus: { definitions: 'live main drift findings hold instances' },
  Hold: { definitions: 'reason by since refused' },
  InstanceStatus: { definitions: 'instance commit activatedAt error' },
  PromotionEvent: { read: `${event} promotion` },
  PromotionPayload: { people: 'userErrors promotion definitions' },
  Job: { read: 'id', definitions: 'kind state progress total done message result startedAt finishedAt' },
  Impact: {
    read: 'id',
    definitions:
      'state progress window leads changed unchanged notEvaluable errors mismatchShare flaggedShareBase flaggedShareHead thresholds moves distribution bySource bySegment quality weeklyLoad sample summary markdown',
  },
  ThresholdImpact: { definitions: 'key base head gained lost earlierSeconds' },
  StageMove: { definitions: 'from to count' },
  SliceImpact: { definitions: 'value leads base head' },
  ModelQuality: { definitions: 'side outcome judged tooYoung precision recall lift auc conversion' },
  Estimate: { definitions: 'value low high' },
  LoadPoint: { definitions: 'week base head capacity' },
  HistogramBin: { read: 'from to count headCount' },
  LeadImpact: { definitions: 'lead before after stageBefore stageAfter' },
  LeadImpactConnection: { definitions: 'edges nodes pageInfo totalCount' },
  LeadImpactEdge: { definitions: 'cursor node' },
  BacktestPayload: { govern: 'userErrors job impact' },
  JobPayload: { govern: 'userErrors job' },
  DefinitionCheck: { definitions: 'checks diff signOffs' },
  Check: { definitions: 'name conclusion summary annotations ranAt' },
  Annotation: { definitions: 'path pointer line message level hint' },
  SlaPolicy: {
    read: 'key label owedBy startsOn pausesOn stopsOn within clock calendar warnAt definition',
  },
  BusinessCalendar: { read: 'key timeZone week holidays' },
};
