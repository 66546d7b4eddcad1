import { closed, file, language, property, type Schema, team, text } from './parts.js';

const counts: Schema = {
  ...closed(
    Object.fromEntries(
      ['marketing', 'sales', 'revops'].map((name) => [
        name,
        property(
          name.replace(/^./, (first) => first.toUpperCase()),
          'How many people of this team must sign.',
          [1],
          {
            type: 'integer',
            minimum: 0,
            maximum: 20,
          },
        ),
      ]),
    ),
  ),
};
const teams = property('Teams', 'How many people of each team must sign.', [{ marketing: 1, sales: 1 }], counts);
const anyOf = property('Any of', 'One person of any of these teams is enough.', [['revops', 'marketing']], {
  type: 'array',
  items: team,
  minItems: 1,
  uniqueItems: true,
});
const level = (title: string): Schema =>
  property(
    title,
    'What is asked at this class of change instead.',
    [{ teams: { marketing: 2 } }],
    closed({ teams, anyOf }),
  );

const rule = closed(
  {
    paths: property(
      'Paths',
      'Files, with `*` and `**`, or JSON pointers after `#`.',
      [['slas.json', 'lifecycle.json#/reasons']],
      {
        type: 'array',
        items: text,
        minItems: 1,
        maxItems: 100,
      },
    ),
    teams,
    anyOf,
    levels: property(
      'Levels',
      'More, where the change is of a higher class.',
      [{ BREAKING: { teams: { revops: 1 } } }],
      closed({
        SAFE: level('Safe'),
        DANGEROUS: level('Dangerous'),
        BREAKING: level('Breaking'),
      }),
    ),
  },
  ['paths'],
);

/** Schema of `sign-offs.json`. */
export const signOffsSchema: Schema = file(
  'Sign-offs',
  'Which teams must sign which file.',
  'schemas/sign-offs.schema.json',
  {
    language,
    rules: property(
      'Rules',
      'All that match a change are asked for.',
      [[{ paths: ['slas.json'], teams: { sales: 1 } }]],
      { type: 'array', maxItems: 100, items: rule },
    ),
  },
  ['language', 'rules'],
);
