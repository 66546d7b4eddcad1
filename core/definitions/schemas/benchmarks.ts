import { closed, duration, file, key, language, number, numberPair, property, type Schema, text } from './parts.js';

const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
const label = property('Label', 'Name shown to people.', ['B2B SaaS'], text);

const band = closed(
  {
    key: property('Key', 'Stable name of the band.', ['healthy'], key),
    label,
    below: property('Below', 'Rates below this, not with it.', [0.1], number),
    above: property('Above', 'Rates above this, not with it.', [0.25], number),
    between: property('Between', 'Rates between these, both included.', [[0.1, 0.2]], numberPair),
    diagnosis: property('Diagnosis', 'What such a rate may mean.', ['the MQL bar may be too strict'], text),
  },
  ['key'],
);

const metric = closed(
  {
    from: property('From', 'Stage the rate starts at.', ['mql'], key),
    to: property('To', 'Stage it leads to.', ['sql'], key),
    denominator: property('Denominator', 'What it is a share of.', ['entered'], { enum: ['entered', 'handed-off'] }),
    bands: property('Bands', 'Ranges and their diagnoses.', [[{ key: 'healthy', between: [0.1, 0.2] }]], {
      type: 'array',
      maxItems: 50,
      items: band,
    }),
  },
  ['from', 'to', 'denominator', 'bands'],
);

const profile = closed(
  {
    key: property('Key', 'Stable name of the profile.', ['b2b-saas'], key),
    label,
    note: property('Note', 'How far to trust it.', ['directional only'], text),
    metrics: property(
      'Metrics',
      'Rates with their bands.',
      [[{ from: 'mql', to: 'sql', denominator: 'entered', bands: [{ key: 'healthy', between: [0.1, 0.2] }] }]],
      { type: 'array', maxItems: 50, items: metric },
    ),
  },
  ['key', 'label', 'metrics'],
);

const count: Schema = { type: 'integer', minimum: 0 };
const minimum = property('Minimum', 'Said only from this many on.', [10], count);
const findings = closed({
  'source-rejected': property(
    'Source rejected',
    'A source whose handoffs are mostly rejected.',
    [{ share: 0.7, minimum: 10 }],
    {
      ...closed({ share: property('Share', 'From this share on.', [0.7], share), minimum }),
    },
  ),
  'disqualified-after-first-call': property(
    'Disqualified after the first call',
    'Leads dropped after one call.',
    [{ warn: 0.15, error: 0.2, window: 'P90D' }],
    {
      ...closed({
        warn: property('Warn', 'Share that warns.', [0.15], share),
        error: property('Error', 'Share that alarms.', [0.2], share),
        window: property('Window', 'Time looked at.', ['P90D'], duration),
      }),
    },
  ),
  dwell: property('Dwell', 'How long leads may stand in a stage.', [{ mql: 'P84D' }], {
    type: 'object',
    propertyNames: key,
    additionalProperties: duration,
  }),
  'flagged-share': property('Flagged share', 'Share of leads a model flags.', [{ high: 0.2, low: 0.01 }], {
    ...closed({
      high: property('High', 'More than this is too many.', [0.2], share),
      low: property('Low', 'Fewer than this is too few.', [0.01], share),
    }),
  }),
  'incomplete-records': property('Incomplete records', 'Leads that lack required attributes.', [{ share: 0.2 }], {
    ...closed({ share: property('Share', 'From this share on.', [0.2], share) }),
  }),
  'uneven-acceptance': property(
    'Uneven acceptance',
    'Acceptance rates that differ between people.',
    [{ points: 0.25, minimum: 20 }],
    {
      ...closed({ points: property('Points', 'Difference of rates.', [0.25], share), minimum }),
    },
  ),
});

/** Schema of `benchmarks.json`. */
export const benchmarksSchema: Schema = file(
  'Benchmarks',
  'Healthy ranges with diagnoses, limits of the findings, targets, and how weeks and years are counted.',
  'schemas/benchmarks.schema.json',
  {
    language,
    default: property('Default', 'Profile used when none is asked for.', ['b2b-saas'], key),
    profiles: property('Profiles', 'Sets of healthy ranges.', [[{ key: 'b2b', label: 'B2B', metrics: [] }]], {
      type: 'array',
      maxItems: 50,
      items: profile,
    }),
    scoreBands: property(
      'Score bands',
      'Names for scores, highest first; the last has no floor.',
      [[{ key: 'hot', atLeast: 80 }, { key: 'cold' }]],
      {
        type: 'array',
        maxItems: 20,
        items: closed(
          {
            key: property('Key', 'Stable name of the band.', ['hot'], key),
            label,
            atLeast: property('At least', 'Scores from this on.', [80], number),
          },
          ['key'],
        ),
      },
    ),
    findings: property('Findings', 'Limits from which something is said.', [{ dwell: { mql: 'P84D' } }], findings),
    targets: property(
      'Targets',
      'What was promised for a period.',
      [[{ period: '2027-Q1', metric: 'mql-volume', value: 500 }]],
      {
        type: 'array',
        maxItems: 200,
        items: closed(
          {
            period: property('Period', 'A quarter, month or year.', ['2027-Q1', '2027-03', '2027'], {
              type: 'string',
              pattern: '^[0-9]{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$',
            }),
            metric: property('Metric', 'What is counted.', ['mql-volume'], key),
            value: property('Value', 'How much.', [500], number),
            currency: property('Currency', 'ISO 4217, for money.', ['EUR'], { type: 'string', pattern: '^[A-Z]{3}$' }),
          },
          ['period', 'metric', 'value'],
        ),
      },
    ),
    timeZone: property(
      'Time zone',
      'IANA zone of the tree\u2019s days and weeks; absent: the first calendar\u2019s, else UTC.',
      ['Europe/Berlin'],
      text,
    ),
    weekStart: property('Week starts on', 'First day of a week.', ['monday'], {
      enum: ['monday', 'sunday', 'saturday'],
    }),
    fiscalYearStart: property('Fiscal year starts in', 'Month, 1 to 12.', [1], {
      type: 'integer',
      minimum: 1,
      maximum: 12,
    }),
  },
  ['language', 'profiles'],
);
