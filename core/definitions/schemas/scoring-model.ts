import { conditionDefinitions, when } from './conditions.js';
import {
  acknowledge,
  closed,
  date,
  duration,
  file,
  key,
  keys,
  language,
  number,
  property,
  rationale,
  type Schema,
  team,
  text,
} from './parts.js';

const label = property('Label', 'Name shown to people.', ['Demo requested'], text);

const score: Schema = closed({
  label,
  sum: property('Sum of', 'Keys of the scores this one adds up; without it rules feed it.', [['fit', 'engagement']], {
    ...keys,
    minItems: 1,
  }),
  min: property('Least', 'The score is never below this; absent: no limit.', [0], number),
  max: property('Most', 'The score is never above this; absent: no limit.', [100], number),
});

const decay: Schema = property(
  'Decay',
  'How points fade with the age of their activity: evenly to 0 (`linear`), or by half every so often (`halfLife`).',
  [{ linear: 'P30D' }, { halfLife: 'P14D' }],
  {
    ...closed({
      linear: property('Linear', 'The age at which nothing is left.', ['P30D'], duration),
      halfLife: property('Half-life', 'The age at which half is left.', ['P14D'], duration),
    }),
    minProperties: 1,
    maxProperties: 1,
  },
);

const rule: Schema = closed(
  {
    key: property('Key', 'Stable name of the rule.', ['demo-requested'], key),
    score: property('Score', 'The score it feeds; never a sum.', ['engagement'], key),
    points: property('Points', 'What it adds; may be negative.', [20, -10], number),
    label,
    when: when('When', 'Adds the points while this holds.', { activity: 'demo.requested' }),
    each: property('Each', 'Adds the points for every matching activity.', [{ activity: 'email.opened' }], {
      $ref: '#/$defs/activityMatch',
    }),
    min: property('Least', 'All it adds is never below this.', [-20], number),
    max: property('Most', 'All it adds is never above this.', [15], number),
    decay,
    rationale,
  },
  ['key', 'score', 'points'],
);

const threshold: Schema = closed(
  {
    key: property('Key', 'Stable name of the threshold over all models of the tree.', ['mql'], key),
    label,
    moveTo: property('Move to', 'Stage it asks the lifecycle to move the lead to.', ['mql'], key),
    suggest: property('Suggest', 'Stage it suggests; a person decides.', ['sql'], key),
    reason: property('Reason', 'Reason given with the move, where the move needs one.', ['low-intent'], key),
    when: when('When', 'Turning true is a crossing UP.', { score: 'total', atLeast: 60 }),
    release: when('Release', 'Turning true is a crossing DOWN; absent: when `when` ends.', {
      score: 'total',
      below: 50,
    }),
    cooldown: property('Cool-down', 'The next UP is announced no sooner than this after the last.', ['P7D'], duration),
    rationale,
  },
  ['key', 'when'],
);

/** Schema of `models/<key>.json`. */
export const scoringModelSchema: Schema = file(
  'Scoring model',
  'How a lead is scored and at which scores it crosses a threshold.',
  '../schemas/scoring-model.schema.json',
  {
    language,
    key: property('Key', 'Name of the model; the file is models/<key>.json.', ['b2b-saas'], key),
    version: property('Version', 'Semantic version, written by the merge.', ['1.0.0'], {
      type: 'string',
      pattern: '^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$',
    }),
    name: property('Name', 'Name shown to people.', ['B2B SaaS, inbound'], text),
    description: property('Description', 'What it is for.', ['Inbound leads of the SaaS product.'], text),
    owner: property('Owner', 'Team that looks after it.', ['revops'], team),
    reviewedOn: property('Reviewed on', 'Day of the last review.', ['2026-10-01'], date),
    reviewEvery: property('Review every', 'How often it should be reviewed.', ['P90D'], duration),
    appliesTo: when('Applies to', 'Leads it scores; absent: all.', { attribute: 'account.industry', in: ['saas'] }),
    scores: property('Scores', 'The scores by key.', [{ fit: { min: 0, max: 50 } }], {
      type: 'object',
      propertyNames: key,
      minProperties: 1,
      maxProperties: 50,
      additionalProperties: { $ref: '#/$defs/score' },
    }),
    primary: property(
      'Primary',
      'The score shown, sorted and filtered by; absent: `total`, or the only one.',
      ['total'],
      key,
    ),
    rules: property(
      'Rules',
      'What adds points.',
      [[{ key: 'demo', score: 'fit', points: 20, when: { activity: 'demo.requested' } }]],
      {
        type: 'array',
        items: { $ref: '#/$defs/rule' },
      },
    ),
    thresholds: property(
      'Thresholds',
      'What is announced, suggested or moved.',
      [[{ key: 'mql', when: { score: 'total', atLeast: 60 } }]],
      {
        type: 'array',
        items: { $ref: '#/$defs/threshold' },
        maxItems: 100,
      },
    ),
    acknowledge,
  },
  ['language', 'key', 'version', 'name', 'scores', 'rules', 'thresholds'],
  { ...conditionDefinitions, score, rule, threshold },
);
