import { boolean, duration, number, numberPair, property, type Schema, text } from './parts.js';

const scalar: Schema = {
  if: { type: 'string' },
  then: { type: 'string', maxLength: 4000 },
  else: { $comment: 'scalar', allOf: [{ not: { type: 'array' } }, { not: { type: 'object' } }] },
};
const scalars: Schema = { type: 'array', items: scalar, minItems: 1, maxItems: 1000 };

/** The operators of the language; several in one object must all hold. */
export const operatorProperties: { [name: string]: Schema } = {
  equals: property('Equals', 'The value is this one (texts: ignoring case and outer space).', ['pricing'], scalar),
  notEquals: property('Not equals', 'The value is another one, or missing.', ['student'], scalar),
  in: property('In', 'The value is one of these.', [['saas', 'it-services']], scalars),
  notIn: property('Not in', 'The value is none of these, or missing.', [['outbound']], scalars),
  atLeast: property('At least', 'The number is this or more.', [50], number),
  atMost: property('At most', 'The number is this or less.', [500], number),
  above: property('Above', 'The number is more than this.', [500], number),
  below: property('Below', 'The number is less than this.', [50], number),
  between: property('Between', 'The number is between these two, both included.', [[50, 500]], numberPair),
  exists: property('Exists', 'There is a value (true), or there is none (false).', [true], boolean),
  startsWith: property('Starts with', 'The text begins so (ignoring case).', ['/vs-'], text),
  endsWith: property('Ends with', 'The text ends so (ignoring case).', ['@our-company.example'], text),
  contains: property('Contains', 'Part of the text, or a member of the list.', ['hubspot'], scalar),
  matches: property(
    'Matches',
    'A regular expression (RE2: no look-around, no back-references) found anywhere, ignoring case.',
    ['\\b(vp|director|head|chief)\\b'],
    { ...text, maxLength: 1000 },
  ),
  before: property(
    'Before',
    'The date is before this one (RFC 3339; a date is its midnight UTC).',
    ['2027-01-01'],
    text,
  ),
  after: property('After', 'The date is after this one (RFC 3339; a date is its midnight UTC).', ['2026-01-01'], text),
  withinNext: property(
    'Within the next',
    'The date lies in the time after now: now < date <= now + this.',
    ['P90D'],
    duration,
  ),
  withinLast: property(
    'Within the last',
    'The date lies in the time before now: now - this < date <= now.',
    ['P30D'],
    duration,
  ),
  olderThan: property('Older than', 'The date is this old or older: date <= now - this.', ['P365D'], duration),
};
