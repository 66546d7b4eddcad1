import { operatorProperties } from './operators.js';
import { closed, duration, having, key, property, type Schema, text, textOrTexts } from './parts.js';

const condition: Schema = { $ref: '#/$defs/condition' };
const conditions: Schema = { type: 'array', items: condition, maxItems: 500 };
const natural: Schema = { type: 'integer', minimum: 0 };

const matchProperties: { [name: string]: Schema } = {
  activity: property('Activity', 'The type of the activities counted, or several types.', ['page.viewed'], textOrTexts),
  where: property('Where', 'What their properties must pass.', [{ page: { equals: 'pricing' } }], {
    type: 'object',
    maxProperties: 50,
    additionalProperties: { $ref: '#/$defs/operators' },
  }),
  within: property('Within', 'Only activities of the time up to now: (now - this, now].', ['P7D'], duration),
  inPass: property('In this pass', 'Only activities of the present pass.', [true], { const: true }),
};

const countAtLeast: Schema = property('At least', 'This many or more.', [2], natural);
const count: Schema = property('Count', 'How many there must be; absent: at least 1.', [{ atLeast: 2 }], {
  ...closed({
    atLeast: countAtLeast,
    atMost: property('At most', 'This many or fewer; holds with none.', [3], natural),
    exactly: property('Exactly', 'This many.', [0], natural),
    between: property('Between', 'Between these two, both included.', [[2, 5]], {
      type: 'array',
      items: natural,
      minItems: 2,
      maxItems: 2,
    }),
  }),
  minProperties: 1,
});

const distinct: Schema = property(
  'Distinct',
  'Count different values of this property; $day and $week count calendar days and ISO weeks.',
  ['sessionId', '$day'],
  text,
);

const some = { minItems: 1 };

/** The forms of a condition; each refuses what the others have. */
const conditionForms: { [name: string]: Schema } = {
  operators: { ...closed(operatorProperties), minProperties: 1 },
  activityMatch: closed(matchProperties, ['activity']),
  attributeCondition: {
    ...closed(
      {
        attribute: property(
          'Attribute',
          'Path of an attribute of the lead or its account.',
          ['account.employees'],
          text,
        ),
        ...operatorProperties,
      },
      ['attribute'],
    ),
    minProperties: 2,
  },
  activityCondition: closed({ ...matchProperties, count, distinct }, ['activity']),
  windowCondition: closed(
    {
      ...matchProperties,
      inAny: property('In any', 'Some window of this length, once, held at least that many.', ['P7D'], duration),
      count: property(
        'Count',
        'How many that window must hold; absent: at least 1.',
        [{ atLeast: 2 }],
        closed({ atLeast: countAtLeast }, ['atLeast']),
      ),
      distinct,
    },
    ['activity', 'inAny'],
  ),
  numberCondition: {
    ...closed(
      {
        ...matchProperties,
        sum: property('Sum', 'The sum of this numeric property; of nothing 0.', ['minutes'], text),
        max: property('Max', 'The largest value of this numeric property; of nothing fails.', ['minutes'], text),
        latest: property('Latest', 'The newest value of this property; of nothing fails.', ['completionPercent'], text),
        ...operatorProperties,
      },
      ['activity'],
    ),
    minProperties: 3,
  },
  ratioCondition: {
    ...closed(
      {
        ratio: property(
          'Ratio',
          'The number of one kind of activities divided by that of another; false when the second is 0.',
          [{ of: { activity: 'email.opened' }, to: { activity: 'email.sent' } }],
          closed(
            {
              of: property('Of', 'What is counted.', [{ activity: 'email.opened' }], { $ref: '#/$defs/activityMatch' }),
              to: property('To', 'What it is divided by.', [{ activity: 'email.sent' }], {
                $ref: '#/$defs/activityMatch',
              }),
            },
            ['of', 'to'],
          ),
        ),
        ...operatorProperties,
      },
      ['ratio'],
    ),
    minProperties: 2,
  },
  qualificationCondition: closed(
    {
      qualification: property('Qualification', 'Key of a framework of lifecycle.json.', ['bant'], key),
      status: property('Status', 'The answer looked for; absent: confirmed.', ['confirmed'], {
        enum: ['confirmed', 'denied', 'answered'],
      }),
      criteria: property('Criteria', 'Which criteria; absent: all.', [['budget', 'authority']], {
        type: 'array',
        items: key,
        ...some,
        maxItems: 100,
        uniqueItems: true,
      }),
      atLeast: property('At least', 'How many of them; absent: all.', [3], { type: 'integer', minimum: 1 }),
    },
    ['qualification'],
  ),
  answerCondition: {
    ...closed(
      {
        answer: property('Answer', 'Framework and criterion whose value is looked at.', ['bant.timeline'], {
          type: 'string',
          pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$',
        }),
        ...operatorProperties,
      },
      ['answer'],
    ),
    minProperties: 2,
  },
  scoreCondition: {
    ...closed(
      {
        score: property('Score', 'Key of a score of the model; thresholds only.', ['total'], key),
        ...operatorProperties,
      },
      ['score'],
    ),
    minProperties: 2,
  },
  ruleCondition: closed(
    { rule: property('Rule', 'Key of a rule whose points are not 0; thresholds only.', ['demo-requested'], key) },
    ['rule'],
  ),
  allCondition: closed({ all: property('All', 'All of these hold (of none: true).', [[]], conditions) }, ['all']),
  anyCondition: closed(
    { any: property('Any', 'At least one of these holds.', [[{ activity: 'demo.requested' }]], conditions) },
    ['any'],
  ),
  noneCondition: closed(
    { none: property('None', 'None of these holds.', [[{ activity: 'demo.requested' }]], conditions) },
    ['none'],
  ),
  ofCondition: closed(
    {
      atLeast: property('At least', 'How many must hold.', [2], natural),
      of: property(
        'Of',
        'The conditions counted.',
        [[{ activity: 'demo.requested' }, { activity: 'trial.started' }]],
        conditions,
      ),
    },
    ['atLeast', 'of'],
  ),
};

/** A condition anywhere in a file. */
export function when(title: string, description: string, example: Schema): Schema {
  return property(title, description, [example], condition);
}

const FIRST: [members: string[], form: string][] = [
  [['of'], 'ofCondition'],
  [['all'], 'allCondition'],
  [['any'], 'anyCondition'],
  [['none'], 'noneCondition'],
  [['attribute'], 'attributeCondition'],
  [['activity', 'inAny'], 'windowCondition'],
  [['activity', 'sum'], 'numberCondition'],
  [['activity', 'max'], 'numberCondition'],
  [['activity', 'latest'], 'numberCondition'],
  [['activity'], 'activityCondition'],
  [['ratio'], 'ratioCondition'],
  [['qualification'], 'qualificationCondition'],
  [['answer'], 'answerCondition'],
  [['score'], 'scoreCondition'],
  [['rule'], 'ruleCondition'],
];

const formOf = (name: string): Schema => conditionForms[name] as Schema;

/** `$defs` of every schema that holds conditions: the form is told by its members, the first that fits. */
export const conditionDefinitions: { [name: string]: Schema } = {
  ...conditionForms,
  condition: {
    title: 'Condition',
    description: 'One condition of the definitions language.',
    type: 'object',
    ...FIRST.reduceRight<Schema>(
      (rest, [members, name]) => ({ if: having(members, formOf(name)), then: { $ref: `#/$defs/${name}` }, else: rest }),
      { $comment: 'no-form', ...having(['attribute'], formOf('attributeCondition')) },
    ),
  },
};
