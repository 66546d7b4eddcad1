import { registerEnumType } from 'type-graphql';

/** Why a score changed. */
export const CrossingCauseEnum = {
  ACTIVITY: 'ACTIVITY',
  ATTRIBUTE: 'ATTRIBUTE',
  QUALIFICATION: 'QUALIFICATION',
  TIME: 'TIME',
  PROMOTION: 'PROMOTION',
  MERGE: 'MERGE',
} as const;

registerEnumType(CrossingCauseEnum, {
  name: 'CrossingCause',
  description: 'What changed the score.',
  valuesConfig: {
    ACTIVITY: { description: 'Something the lead did.' },
    ATTRIBUTE: { description: 'Something that became known of the lead or its account.' },
    QUALIFICATION: { description: 'An answer to a question of a framework.' },
    TIME: { description: 'Nothing but time: a window closed, points decayed.' },
    PROMOTION: { description: 'Other definitions came in force.' },
    MERGE: { description: 'Two leads became one.' },
  },
});

/** Which way a threshold was crossed. */
export const CrossingDirectionEnum = { UP: 'UP', DOWN: 'DOWN' } as const;

registerEnumType(CrossingDirectionEnum, {
  name: 'CrossingDirection',
  description: 'Which way a threshold was crossed.',
  valuesConfig: {
    UP: { description: 'Its condition began to hold.' },
    DOWN: { description: 'Its release condition began to hold.' },
  },
});

/** What a crossing led to. */
export const CrossingOutcomeEnum = {
  MOVED: 'MOVED',
  SUGGESTED: 'SUGGESTED',
  ANNOUNCED: 'ANNOUNCED',
  ALREADY_THERE: 'ALREADY_THERE',
  PAST: 'PAST',
  REFUSED: 'REFUSED',
} as const;

registerEnumType(CrossingOutcomeEnum, {
  name: 'CrossingOutcome',
  description: 'What a crossing led to.',
  valuesConfig: {
    MOVED: { description: 'The lead was moved.' },
    SUGGESTED: { description: 'A move waits for a person.' },
    ANNOUNCED: { description: 'It was told, nothing else is asked of it.' },
    ALREADY_THERE: { description: 'The lead was in the stage already.' },
    PAST: { description: 'The lead was further on already.' },
    REFUSED: { description: 'The lifecycle does not allow the move now; `refusal` says why.' },
  },
});
