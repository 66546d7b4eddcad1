import { registerEnumType } from 'type-graphql';

/** Ways to count a funnel. */
export const FunnelBasisEnum = { COHORT: 'COHORT', PERIOD: 'PERIOD' } as const;

registerEnumType(FunnelBasisEnum, {
  name: 'FunnelBasis',
  description: 'Which passes and entries are counted.',
  valuesConfig: {
    COHORT: { description: 'Passes that entered the first asked stage in the window, whenever they went on.' },
    PERIOD: { description: 'Entries of each stage in the window, whichever passes they belong to.' },
  },
});

/** What a rate is a share of. */
export const DenominatorEnum = { ENTERED: 'ENTERED', HANDED_OFF: 'HANDED_OFF' } as const;

registerEnumType(DenominatorEnum, {
  name: 'Denominator',
  description: 'What a rate is a share of.',
  valuesConfig: {
    ENTERED: { description: 'All passes that entered the stage.' },
    HANDED_OFF: { description: 'Passes that opened a handoff: what was passed to sales.' },
  },
});

/** What a funnel is sliced by. */
export const LeadDimensionEnum = {
  SOURCE: 'SOURCE',
  CHANNEL: 'CHANNEL',
  CAMPAIGN: 'CAMPAIGN',
  SEGMENT: 'SEGMENT',
  OWNER: 'OWNER',
  SCORE_BAND: 'SCORE_BAND',
  RELEASE: 'RELEASE',
  MODEL: 'MODEL',
  ATTRIBUTE: 'ATTRIBUTE',
} as const;

registerEnumType(LeadDimensionEnum, {
  name: 'LeadDimension',
  description: 'What to slice by; always the value at the entry of the first asked stage, null where there was none.',
  valuesConfig: {
    SOURCE: { description: 'Source of the first touch.' },
    CHANNEL: { description: 'Channel of the first touch.' },
    CAMPAIGN: { description: 'Campaign.' },
    SEGMENT: { description: 'Segment by the definitions.' },
    OWNER: { description: 'Owner, by id.' },
    SCORE_BAND: { description: 'Band of the primary score, by benchmarks.json.' },
    RELEASE: { description: 'Release of the definitions in force.' },
    MODEL: { description: 'Scoring model that applied.' },
    ATTRIBUTE: { description: 'Any attribute: name it in `groupByPath`.' },
  },
});

/** Lengths of a bucket. */
export const TimeGrainEnum = { HOUR: 'HOUR', DAY: 'DAY', WEEK: 'WEEK', MONTH: 'MONTH', QUARTER: 'QUARTER' } as const;

registerEnumType(TimeGrainEnum, {
  name: 'TimeGrain',
  description: 'Length of a bucket, in the zone of the window; buckets include their start and not their end.',
  valuesConfig: {
    HOUR: { description: 'Hours.' },
    DAY: { description: 'Calendar days.' },
    WEEK: { description: 'Weeks, from Monday or as benchmarks.json says.' },
    MONTH: { description: 'Calendar months.' },
    QUARTER: { description: 'Quarters of the calendar year.' },
  },
});
