import { closed, file, key, language, property, type Schema, text } from './parts.js';

const review = closed(
  {
    key: property('Key', 'Stable name of the review.', ['weekly-handoff'], key),
    label: property('Label', 'Name shown to people.', ['Weekly handoff review'], text),
    every: property('Every', 'How often.', ['week'], { enum: ['week', 'month', 'quarter'] }),
    on: property('On', 'Weekday, or day of the month or quarter.', ['monday', 1], {
      if: { type: 'string' },
      then: { enum: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] },
      else: { type: 'integer', minimum: 1, maximum: 92 },
    }),
    at: property('At', 'Time of the day.', ['09:00'], { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    timeZone: property('Time zone', 'IANA time zone.', ['Europe/Berlin'], text),
    window: property('Window', 'Time it looks at.', ['previous-week'], {
      enum: ['previous-week', 'previous-month', 'previous-quarter'],
    }),
    sections: property('Sections', 'What it shows.', [['conversions', 'rejections', 'sla']], {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      uniqueItems: true,
      items: key,
    }),
    to: property('To', 'Who gets it.', [['slack:revenue', 'email:leads']], {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      items: { type: 'string', pattern: '^(slack|email):.+$', maxLength: 200 },
    }),
  },
  ['key', 'label', 'every', 'sections', 'to'],
);

/** Schema of `reviews.json`. */
export const reviewsSchema: Schema = file(
  'Reviews',
  'Weekly, monthly and quarterly reviews: what they show, to whom.',
  'schemas/reviews.schema.json',
  {
    language,
    reviews: property(
      'Reviews',
      'The reviews.',
      [[{ key: 'weekly', label: 'Weekly review', every: 'week', sections: ['conversions'], to: ['email:leads'] }]],
      { type: 'array', maxItems: 50, items: review },
    ),
  },
  ['language', 'reviews'],
);
