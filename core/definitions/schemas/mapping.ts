import { anyValue, boolean, closed, file, key, language, property, type Schema, text } from './parts.js';

const column = property('Column', 'Name of the column, as the header line has it.', ['origin'], text);
const value: Schema = { $ref: '#/$defs/value' };
const values: Schema = { type: 'object', maxProperties: 500, additionalProperties: value };
const name: Schema = { type: 'string', minLength: 1, maxLength: 200 };

const expression: Schema = {
  ...closed({
    column,
    template: property('Template', 'A text with columns in braces.', ['{case_id}-{seq}'], text),
    value: property('Value', 'The same value for every row.', ['customer'], anyValue),
    map: property('Map', 'Texts of the file and what they mean; null is blank.', [{ Select: null, google: 'Google' }], {
      type: 'object',
      maxProperties: 5000,
      additionalProperties: anyValue,
    }),
    otherwise: property('Otherwise', 'What a text is that `map` does not name.', ['keep'], {
      enum: ['keep', 'blank', 'refuse'],
    }),
    as: property('As', 'What the text is read as. Ids stay texts.', ['number', 'dateTime'], {
      enum: ['text', 'number', 'boolean', 'date', 'dateTime', 'textList'],
    }),
    format: property('Format', 'How a date is written; absent: as RFC 3339.', ['dd.MM.yyyy HH:mm'], text),
    zone: property('Zone', 'IANA zone of dates that carry none.', ['Europe/Berlin'], text),
    separator: property('Separator', 'Between the members of a list.', [';'], text),
    decimal: property('Decimal sign', 'Of a number.', [','], { enum: ['.', ','] }),
    required: property('Required', 'A blank makes the row a bad one.', [true], boolean),
  }),
  minProperties: 1,
};

const when = property('When', 'Columns and the texts of which a row must have one.', [{ lifecycle: ['COMPLETE'] }], {
  type: 'object',
  maxProperties: 20,
  additionalProperties: { type: 'array', minItems: 1, maxItems: 500, items: { type: 'string', maxLength: 4000 } },
});
const at = property('At', 'When it happened; absent: the file\u2019s `at`, else undated.', ['won_date'], value);
const sequence = property('Sequence', 'Order among what carries the same time.', ['seq'], value);
const attributes = property(
  'Attributes',
  'Paths of the tracking plan and their values.',
  [{ title: 'job_title' }],
  values,
);

const activity = closed(
  {
    type: property('Type', 'Activity type of the tracking plan.', [{ value: 'page.viewed' }], value),
    at,
    when,
    sequence,
    messageId: property(
      'Message id',
      'Tells a repeat; absent: a digest of the row.',
      [{ template: '{case_id}-{seq}' }],
      value,
    ),
    properties: property('Properties', 'Properties and their values.', [{ page: 'page' }], values),
  },
  ['type'],
);

const stage = closed(
  {
    to: property('To', 'Stage entered.', [{ value: 'customer' }], value),
    at,
    when,
    sequence,
    reason: property(
      'Reason',
      'Key of a rejection reason.',
      [{ column: 'lost_reason', map: { price: 'no-budget' } }],
      value,
    ),
    note: property('Note', 'Words kept with the move.', ['comment'], value),
    attributes,
  },
  ['to'],
);

const lead: Schema = {
  ...closed({
    externalId: property('External id', 'Id of the lead in the mapping\u2019s system.', ['mql_id'], value),
    email: property('E-mail', 'E-mail address of the lead.', ['email'], value),
    anonymousId: property('Anonymous id', 'Id of a visitor nobody knows yet.', ['cookie'], value),
  }),
  minProperties: 1,
  maxProperties: 1,
};

const fields = closed({
  email: property('E-mail', 'E-mail address.', ['email'], value),
  name: property('Name', 'Name of the person.', ['full_name'], value),
  source: property('Source', 'Where the lead came from first.', ['origin'], value),
  channel: property('Channel', 'Through which channel.', ['medium'], value),
  segment: property('Segment', 'Segment, where the tree has none of its own.', ['tier'], value),
  owner: property('Owner', 'Id or e-mail address of a user of the platform.', ['rep_email'], value),
});

const mappedFile = closed(
  {
    key: property('Key', 'Name of this file in the mapping.', ['deals'], key),
    file: property('File', 'Name in the folder given; `.gz` may be added.', ['deals.csv'], name),
    delimiter: property('Delimiter', 'Between values; absent: a comma.', [';'], {
      type: 'string',
      minLength: 1,
      maxLength: 4,
    }),
    encoding: property('Encoding', 'Of the text; absent: utf8.', ['latin1'], { enum: ['utf8', 'latin1', 'utf16le'] }),
    joins: property('Joins', 'An earlier file that must have the row\u2019s lead.', ['leads'], key),
    when,
    lead: property('Lead', 'How a row names its lead.', [{ externalId: 'mql_id' }], lead),
    at: property('At', 'When what the row says was so; absent: undated.', ['first_contact_date'], value),
    sequence,
    fields: property('Fields', 'Fields every lead has.', [{ source: 'origin' }], fields),
    externalIds: property('External ids', 'Further ids of the lead.', [[{ system: 'crm', value: 'crm_id' }]], {
      type: 'array',
      maxItems: 20,
      items: closed(
        {
          system: property('System', 'System the id belongs to.', ['crm'], name),
          value: property('Value', 'The id.', ['crm_id'], value),
        },
        ['system', 'value'],
      ),
    }),
    attributes,
    account: property(
      'Account',
      'The company of the lead.',
      [{ domain: 'website' }],
      closed({
        domain: property('Domain', 'Domain of the company.', ['website'], value),
        name: property('Name', 'Name of the company.', ['company'], value),
        attributes,
      }),
    ),
    activities: property(
      'Activities',
      'What the row says the lead did.',
      [[{ type: { value: 'demo.booked' }, at: 'demo_at' }]],
      {
        type: 'array',
        maxItems: 50,
        items: activity,
      },
    ),
    stages: property(
      'Stages',
      'Which stages the row says the lead entered, in order.',
      [[{ to: { value: 'customer' }, at: 'won_date' }]],
      {
        type: 'array',
        maxItems: 50,
        items: stage,
      },
    ),
  },
  ['key', 'file', 'lead'],
);

/** Schema of `mappings/<key>.json`. */
export const mappingSchema: Schema = file(
  'Import mapping',
  'How the rows of CSV files become leads, activities and dated stage moves.',
  '../schemas/mapping.schema.json',
  {
    language,
    key: property('Key', 'Stable name of the mapping; repeats are told by it.', ['olist'], key),
    label: property('Label', 'Name shown to people.', ['Olist marketing funnel'], text),
    description: property('Description', 'What the data is and how it is read.', ['one row a qualified lead'], text),
    system: property('System', 'System of the external ids the rows carry.', ['olist'], name),
    source: property('Source', 'Source of the facts; absent: the key.', ['crm'], name),
    historical: property('Historical', 'Recorded as the past (default), or judged as of now.', [true], boolean),
    timeZone: property('Time zone', 'IANA zone of dates that carry none; absent: UTC.', ['America/Sao_Paulo'], text),
    blank: property('Blank', 'Texts that say nothing, beside the empty one.', [['Select', 'n/a']], {
      type: 'array',
      maxItems: 100,
      items: { type: 'string', maxLength: 200 },
    }),
    files: property(
      'Files',
      'Files, imported one after the other.',
      [[{ key: 'leads', file: 'leads.csv', lead: { externalId: 'id' } }]],
      {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: mappedFile,
      },
    ),
  },
  ['language', 'key', 'system', 'files'],
  { value: { if: { type: 'string' }, else: expression } },
);
