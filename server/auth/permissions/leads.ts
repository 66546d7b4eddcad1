import type { TypePermissions } from './access.js';

const event = 'id cursor occurredAt recordedAt historical lead actor';
const connection: TypePermissions = { read: 'edges nodes pageInfo totalCount' };
const edge: TypePermissions = { read: 'cursor node' };

/** Who may see leads, their scores and what happens to them. Explanations quote the values they saw: personal too. */
export const leadPermissions: Readonly<Record<string, TypePermissions>> = {
  PageInfo: { read: 'hasNextPage hasPreviousPage startCursor endCursor' },
  Lead: {
    read: 'id source channel segment stageEnteredAt pass lastActivityAt createdAt updatedAt version erasedAt account owner stage mergedInto moves score scoreHistory qualification activities transitions crossings handoffs slaClocks suggestion',
    personal: 'email name attributes externalIds notes',
  },
  LeadNote: { read: 'id about subject text at author' },
  LeadConnection: connection,
  LeadEdge: edge,
  ExternalId: { read: 'system value' },
  Qualification: { read: 'framework criteria confirmed complete' },
  Criterion: { read: 'key label status answeredAt answeredBy', personal: 'value' },
  PossibleMove: { read: 'to allowed missing' },
  Account: { read: 'id name domain attributes leadCount anonymousVisitors topScore lastActivityAt leads' },
  AccountConnection: connection,
  AccountEdge: edge,
  ActivityConnection: connection,
  ActivityEdge: edge,
  StageTransitionConnection: connection,
  StageTransitionEdge: edge,
  ThresholdCrossingConnection: connection,
  ThresholdCrossingEdge: edge,
  LeadPayload: { anyone: 'userErrors', read: 'lead transition crossings' },
  RecordActivitiesPayload: { anyone: 'userErrors accepted duplicates', read: 'crossings transitions' },
  ImportPayload: { anyone: 'userErrors accepted duplicates warnings' },
  Score: { read: 'at version value primary applies values thresholds nextChangeAt', personal: 'contributions' },
  ScoreValue: { read: 'key value raw min max band' },
  ScorePoint: { read: 'at value values cause' },
  ThresholdState: { read: 'threshold crossed', personal: 'missing' },
  Activity: { read: 'id type occurredAt receivedAt lead source messageId', personal: 'properties' },
  ScoreChange: { read: 'key before after' },
  ScoreContribution: { read: 'rule score points holds capped decay detail rationale activityCount activities' },
  Threshold: { read: 'key moveTo suggest summary rationale' },
  ThresholdCrossing: {
    read: `${event} threshold direction scoreBefore scoreAfter scores trigger activity attribute version outcome refusal transition`,
    personal: 'contributions',
  },
  StageTransition: {
    read: `${event} from to pass cause reason crossing definition secondsInFrom score judged outstanding`,
    personal: 'note',
  },
  StageSuggestion: { read: 'stage crossing since' },
  RetractPayload: { import: 'userErrors retracted' },
  AssignPayload: { work: 'userErrors assigned' },
  Handoff: {
    read: 'id lead from state openedAt decidedAt assignee decidedBy reason routedBy pool context slaClock',
    personal: 'note recommendedNextStep',
  },
  HandoffConnection: connection,
  HandoffEdge: edge,
  HandoffContext: { read: 'score recentActivities qualification', personal: 'topContributions problem' },
  HandoffPayload: { work: 'userErrors handoff transition' },
  HandoffEvent: { read: `${event} handoff stateBefore stateAfter` },
  SlaClock: {
    read: 'id lead policy state owner triggeredAt startedAt dueAt warnedAt breachedAt stoppedAt elapsedSeconds remainingSeconds',
  },
  SlaClockConnection: connection,
  SlaClockEdge: edge,
  SlaClockPayload: { work: 'userErrors clock' },
  SlaEvent: { read: `${event} clock clockBefore clockAfter kind corrects` },
  Pool: { read: 'key team members openHandoffs weeklyCapacity' },
  LeadEvent: { read: `${event} change mergedInto` },
  Event: { read: event },
  EventConnection: connection,
  EventEdge: edge,
};
