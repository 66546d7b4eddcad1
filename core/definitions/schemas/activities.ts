import { conditionDefinitions } from './conditions.js';
import { acknowledge, closed, file, language, property, type Schema, text } from './parts.js';

const valueKind: Schema = {
  title: 'Kind',
  description: 'Kind of a value; an object lists the texts allowed.',
  if: { type: 'object' },
  then: closed(
    {
      enum: property('One of', 'The texts allowed.', [['ebook', 'guide']], {
        type: 'array',
        items: text,
        minItems: 1,
        maxItems: 500,
        uniqueItems: true,
      }),
    },
    ['enum'],
  ),
  else: { enum: ['string', 'number', 'boolean', 'date', 'dateTime', 'email', 'url', 'stringList', 'numberList'] },
};

const kinds: Schema = {
  type: 'object',
  maxProperties: 500,
  propertyNames: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$', maxLength: 100 },
  additionalProperties: { $ref: '#/$defs/valueKind' },
};

const activityType = closed({
  label: property('Label', 'Name shown to people.', ['Page viewed'], text),
  description: property('Description', 'When it is sent.', ['Once a page view of the site.'], text),
  intent: property('Intent', 'How much it says about wanting to buy.', ['high'], { enum: ['high', 'low'] }),
  properties: property('Properties', 'Its properties and their kinds.', [{ page: 'string', minutes: 'number' }], {
    type: 'object',
    maxProperties: 200,
    propertyNames: { type: 'string', minLength: 1, maxLength: 100 },
    additionalProperties: { $ref: '#/$defs/valueKind' },
  }),
});

/** Schema of `activities.json`. */
export const activitiesSchema: Schema = file(
  'Tracking plan',
  'The activities and attributes that are known, and what is ignored.',
  'schemas/activities.schema.json',
  {
    language,
    leadAttributes: property('Lead attributes', 'Attributes of leads and their kinds.', [{ title: 'string' }], kinds),
    accountAttributes: property(
      'Account attributes',
      'Attributes of accounts, reached as `account.…`, and their kinds.',
      [{ employees: 'number' }],
      kinds,
    ),
    required: property('Required', 'Paths a complete record has.', [['account.employees', 'title']], {
      type: 'array',
      items: text,
      maxItems: 100,
      uniqueItems: true,
    }),
    ignore: property(
      'Ignore',
      'Activities and leads that match are stored and never count: own staff, bots.',
      [[{ attribute: 'email', endsWith: '@our-company.example' }]],
      {
        type: 'array',
        maxItems: 100,
        items: { $ref: '#/$defs/condition' },
      },
    ),
    freeMailDomains: property('Free-mail domains', 'Domains that make no account.', [['gmail.com']], {
      type: 'array',
      items: text,
      maxItems: 10000,
      uniqueItems: true,
    }),
    activities: property('Activities', 'The types by name.', [{ 'page.viewed': { properties: { page: 'string' } } }], {
      type: 'object',
      maxProperties: 1000,
      propertyNames: { type: 'string', minLength: 1, maxLength: 200 },
      additionalProperties: { $ref: '#/$defs/activityType' },
    }),
    acknowledge,
  },
  ['language', 'leadAttributes', 'accountAttributes', 'activities'],
  { ...conditionDefinitions, valueKind, activityType },
);
