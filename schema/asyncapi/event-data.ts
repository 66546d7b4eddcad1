import type { EventKind } from '../../server/events/new-event.js';

/** A member of an event's `data`: what it is, in words, and as JSON. An `enum` names one of the GraphQL schema. */
export interface DataField {
  description: string;
  type?: string | readonly string[];
  enum?: string;
  /** Not every event of this kind has it. */
  optional?: true;
}

/** What `data` of a delivered event holds for each kind, beside what all have. */
export const EVENT_DATA: Readonly<Record<EventKind, Readonly<Record<string, DataField>>>> = {
  LEAD: {
    change: { description: 'What happened.', enum: 'LeadChange' },
    mergedInto: { description: 'Of MERGED: the id of the lead it became part of.', type: 'string', optional: true },
    framework: {
      description: 'Of QUALIFIED: the framework whose questions were answered.',
      type: 'string',
      optional: true,
    },
  },
  STAGE_TRANSITION: {
    from: { description: 'Key of the stage it left; null: it entered its first.', type: ['string', 'null'] },
    to: { description: 'Key of the stage it entered.', type: 'string' },
    pass: { description: 'Its way through the funnel, from 1.', type: 'integer' },
    cause: { description: 'What moved it.', enum: 'TransitionCause' },
    reason: { description: 'Key of the reason that was given.', type: ['string', 'null'] },
    crossingId: { description: 'The threshold crossing that caused it.', type: ['string', 'null'] },
    release: { description: 'The release of the definitions that was live.', type: 'integer' },
    score: { description: 'Its score then.', type: ['number', 'null'], optional: true },
    secondsInFrom: {
      description: 'How long it had been where it came from.',
      type: ['number', 'null'],
      optional: true,
    },
    judged: { description: 'Whether the rules of the stage were asked.', type: 'boolean', optional: true },
  },
  THRESHOLD_CROSSING: {
    threshold: { description: 'Key of the threshold.', type: 'string' },
    direction: { description: 'Which way.', enum: 'CrossingDirection' },
    outcome: { description: 'What came of it.', enum: 'CrossingOutcome' },
    transitionId: { description: 'The stage transition it caused.', type: ['string', 'null'] },
    release: { description: 'The release of the definitions that was live.', type: 'integer' },
    scoreBefore: { description: 'The score before.', type: 'number', optional: true },
    scoreAfter: { description: 'The score after.', type: 'number', optional: true },
    trigger: { description: 'What made the score change.', enum: 'CrossingCause', optional: true },
    model: { description: 'Key of the scoring model.', type: 'string', optional: true },
    modelVersion: { description: 'Its version.', type: 'string', optional: true },
  },
  HANDOFF: {
    handoffId: { description: 'The handoff.', type: 'string' },
    before: { description: 'How it stood; null: it was opened.', enum: 'HandoffState', type: ['string', 'null'] },
    after: { description: 'How it stands.', enum: 'HandoffState' },
  },
  SLA: {
    clockId: { description: 'The clock.', type: 'string' },
    slaKind: { description: 'What it says.', enum: 'SlaEventKind' },
    policy: { description: 'Key of its policy.', type: 'string' },
    before: { description: 'How it stood; null: it started.', enum: 'SlaClockState', type: ['string', 'null'] },
    after: { description: 'How it stands.', enum: 'SlaClockState' },
    step: { description: 'Of ESCALATED: which step of the policy, from 0.', type: 'integer', optional: true },
    corrects: { description: 'The breach this event takes back.', type: ['string', 'null'], optional: true },
  },
  PULL_REQUEST: {
    number: { description: 'Number of the pull request.', type: 'integer' },
    what: { description: 'What happened to it.', enum: 'PullRequestChange' },
  },
  PROMOTION: {
    release: { description: 'Number of the release.', type: 'integer' },
    commit: { description: 'The commit that is live.', type: 'string' },
    kind: { description: 'Why it was promoted.', enum: 'PromotionKind' },
  },
};
