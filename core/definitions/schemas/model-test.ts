import {
  anyValue,
  closed,
  duration,
  file,
  having,
  key,
  keys,
  language,
  number,
  property,
  type Schema,
  text,
} from './parts.js';

const instant: Schema = { type: 'string', maxLength: 40 };

const base = {
  ago: property('Ago', 'How long before the instant of the file it happened.', ['P2D', 'PT0S'], duration),
  occurredAt: property(
    'Occurred at',
    'When it happened (RFC 3339), instead of `ago`.',
    ['2026-03-29T09:30:00Z'],
    instant,
  ),
};

const activityFact: Schema = closed(
  {
    activity: property('Activity', 'Type of the activity.', ['page.viewed'], text),
    properties: property('Properties', 'Its properties.', [{ page: 'pricing' }], { type: 'object' }),
    ...base,
  },
  ['activity'],
);
const attributeFact: Schema = closed(
  {
    attribute: property('Attribute', 'Path of the attribute set.', ['title'], text),
    value: property('Value', 'Its value; null removes it.', ['VP Sales'], anyValue),
    ...base,
  },
  ['attribute', 'value'],
);
const qualificationFact: Schema = closed(
  {
    qualification: property('Qualification', 'Key of the framework.', ['bant'], key),
    criterion: property('Criterion', 'Key of the criterion.', ['budget'], key),
    status: property('Status', 'The answer.', ['confirmed'], { enum: ['confirmed', 'denied', 'unknown'] }),
    value: property('Value', 'The value given with it.', ['2026-06-30'], anyValue),
    ...base,
  },
  ['qualification', 'criterion', 'status'],
);

const lead: Schema = closed(
  {
    key: property('Key', 'Name of the example.', ['exactly-60'], {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
      maxLength: 200,
    }),
    attributes: property('Attributes', 'Values the lead has from the beginning.', [{ title: 'VP Sales' }], {
      type: 'object',
    }),
    facts: property('Facts', 'What happened.', [[{ activity: 'demo.requested', ago: 'P2D' }]], {
      type: 'array',
      maxItems: 1000,
      items: { $ref: '#/$defs/fact' },
    }),
    expect: property(
      'Expect',
      'What must come out at the instant of the file.',
      [{ scores: { total: 60 }, crossed: ['mql'] }],
      {
        ...closed({
          scores: property('Scores', 'Values of scores.', [{ total: 60 }], {
            type: 'object',
            additionalProperties: number,
          }),
          crossed: property('Crossed', 'Thresholds that are up at that instant.', [['mql']], keys),
          notCrossed: property('Not crossed', 'Thresholds that are down at that instant.', [['sql']], keys),
          stage: property('Stage', 'Stage the crossings have moved the lead to.', ['mql'], key),
        }),
        minProperties: 1,
      },
    ),
  },
  ['key', 'expect'],
);

/** Schema of `models/<key>.test.json`. */
export const modelTestSchema: Schema = file(
  'Example leads',
  'Leads and what the model must make of them; failing ones block.',
  '../schemas/model-test.schema.json',
  {
    language,
    model: property('Model', 'Key of the model.', ['b2b-saas'], key),
    at: property('At', 'The instant asked (RFC 3339).', ['2026-03-31T12:00:00Z'], instant),
    leads: property('Leads', 'The examples.', [[{ key: 'nothing-yet', expect: { scores: { total: 0 } } }]], {
      type: 'array',
      maxItems: 500,
      items: { $ref: '#/$defs/lead' },
    }),
  },
  ['model', 'at', 'leads'],
  {
    lead,
    activityFact,
    attributeFact,
    qualificationFact,
    fact: {
      title: 'Fact',
      description: 'An activity, an attribute or an answer.',
      type: 'object',
      if: having(['activity'], activityFact),
      then: { $ref: '#/$defs/activityFact' },
      else: {
        if: having(['qualification'], qualificationFact),
        then: { $ref: '#/$defs/qualificationFact' },
        else: { $ref: '#/$defs/attributeFact' },
      },
    },
  },
);
