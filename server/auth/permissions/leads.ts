import type { TypePermissions } from './access.js';

const event = 'id cursor occurredAt recordedAt historical lead actor';
const connection: TypePermissions = { read: 'edges nodes pageInfo totalCount' };
const edge: TypePermissions = { read: 'cursor node' };

/** Who may see leads, their scores and what happens to them. */
export const leadPermissions: Readonly<Record<string, TypePermissions>> = {
  PageInfo: { read: 'hasNextPage hasPreviousPage startCursor endCursor' },
  Lead: {
    read: 'id source channel segment stageEnteredAt pass lastActivityAt createdAt updatedAt version erasedAt',
    personal: 'email name attributes',
  },
  Activity: { read: 'id type occurredAt receivedAt lead source messageId', personal: 'properties' },
  ScoreChange: { read: 'key before after' },
  ScoreContribution: { read: 'rule score points holds capped decay detail rationale activityCount activities' },
  Threshold: { read: 'key moveTo suggest summary rationale' },
  ThresholdCrossing: {
    read: `${event} threshold direction scoreBefore scoreAfter scores contributions trigger activity attribute version outcome refusal transition`,
  },
  StageTransition: {
    read: `${event} from to pass cause reason crossing definition secondsInFrom score judged outstanding`,
    personal: 'note',
  },
  LeadEvent: { read: `${event} change mergedInto` },
  Event: { read: event },
  EventConnection: connection,
  EventEdge: edge,
  Stage: { read: 'key label order owner category description entryRule retired' },
  RejectionReason: { read: 'key label side outcome noteRequired' },
  CriterionDefinition: { read: 'key label valueKind' },
  QualificationFramework: { read: 'key label criteria' },
  ActivityType: { read: 'type label properties' },
  Segment: { read: 'key label summary' },
  DefinitionVersion: { read: 'commit release promotedAt' },
  ModelVersion: { read: 'id version commit committedAt', definitions: 'author message document' },
};
