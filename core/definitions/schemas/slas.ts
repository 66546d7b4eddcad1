import { conditionDefinitions, when } from './conditions.js';
import {
  acknowledge,
  boolean,
  closed,
  date,
  duration,
  file,
  formByMember,
  key,
  language,
  property,
  type Schema,
  team,
  text,
  textOrTexts,
} from './parts.js';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const time: Schema = { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' };
const hours: Schema = {
  type: 'array',
  maxItems: 12,
  items: { type: 'array', items: time, minItems: 2, maxItems: 2 },
};

const calendar = closed(
  {
    key: property('Key', 'Stable name of the calendar.', ['office'], key),
    timeZone: property('Time zone', 'IANA time zone.', ['Europe/Berlin'], text),
    week: property(
      'Week',
      'Working hours [open, close) a weekday; several a day are allowed.',
      [{ monday: [['09:00', '17:00']] }],
      {
        ...closed(
          Object.fromEntries(
            weekdays.map((day) => [
              day,
              property(
                day.replace(/^./, (first) => first.toUpperCase()),
                'Working hours of the day.',
                [
                  [
                    ['09:00', '12:30'],
                    ['13:00', '17:00'],
                  ],
                ],
                hours,
              ),
            ]),
          ),
        ),
      },
    ),
    holidays: property('Holidays', 'Days without working time.', [['2026-12-25']], {
      type: 'array',
      items: date,
      maxItems: 1000,
      uniqueItems: true,
    }),
  },
  ['key', 'timeZone', 'week'],
);

const trigger: Schema = {
  title: 'Trigger',
  description: 'What starts, stops, pauses or ends a clock.',
  type: 'object',
  minProperties: 1,
  ...formByMember(
    [
      ['enter', closed({ enter: property('Enter', 'The lead enters this stage.', ['mql'], key) })],
      ['leave', closed({ leave: property('Leave', 'The lead leaves this stage.', ['mql'], key) })],
      [
        'handoff',
        closed({
          handoff: property('Handoff', 'What happens to a handoff.', ['rejected'], {
            enum: ['opened', 'accepted', 'rejected', 'expired'],
          }),
        }),
      ],
      ['assigned', closed({ assigned: property('Assigned', 'The lead gets an owner.', [true], { const: true }) })],
    ],
    closed(
      {
        activity: property('Activity', 'An activity of this type, or one of several.', ['demo.requested'], textOrTexts),
        where: property('Where', 'What its properties must pass.', [{ page: { equals: 'pricing' } }], {
          type: 'object',
          additionalProperties: { $ref: '#/$defs/operators' },
        }),
      },
      ['activity'],
    ),
  ),
};

const warning: Schema = {
  title: 'Warning',
  description: 'When to warn before the time is up.',
  type: 'object',
  ...formByMember(
    [['before', closed({ before: property('Before', 'This long before it is due.', ['PT1H'], duration) })]],
    closed(
      {
        percent: property('Percent', 'When this share of the time has passed.', [50], {
          type: 'number',
          exclusiveMinimum: 0,
          exclusiveMaximum: 100,
        }),
      },
      ['percent'],
    ),
  ),
};

const escalation = closed(
  {
    after: property('After', 'How long after it was due.', ['PT4H'], duration),
    notify: property('Notify', 'Who is told.', [['owner', 'manager']], {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: '^(owner|manager|team|(slack|channel):.+|email:.+)$' },
    }),
    reassign: property('Reassign', 'Whether the lead is routed anew.', [true], boolean),
  },
  ['after', 'notify'],
);

const triggers: Schema = { type: 'array', maxItems: 50, items: { $ref: '#/$defs/trigger' } };

const policy = closed(
  {
    key: property('Key', 'Stable name of the policy.', ['mql-review'], key),
    label: property('Label', 'The promise in words.', ['Review every MQL within 24 hours'], text),
    owedBy: property('Owed by', 'Team that owes it.', ['sales'], team),
    startsOn: property('Starts on', 'What starts the clock.', [{ enter: 'mql' }], { $ref: '#/$defs/trigger' }),
    stopsOn: property('Stops on', 'What meets it.', [[{ leave: 'mql' }]], { ...triggers, minItems: 1 }),
    cancelsOn: property('Cancels on', 'What makes it moot.', [[{ enter: 'disqualified' }]], triggers),
    pausesOn: property('Pauses on', 'What pauses it.', [[{ activity: 'meeting.scheduled' }]], triggers),
    resumesOn: property('Resumes on', 'What lets it run on.', [[{ activity: 'meeting.missed' }]], triggers),
    when: when('When', 'Judged once, at the start.', { attribute: 'source', notIn: ['outbound'] }),
    within: property('Within', 'The time there is.', ['PT24H', 'P1D'], duration),
    clock: property('Clock', 'What time counts.', ['elapsed'], { enum: ['elapsed', 'business', 'businessDay'] }),
    calendar: property('Calendar', 'Key of the calendar.', ['office'], key),
    warnAt: property('Warn at', 'When to warn.', [[{ percent: 50 }, { before: 'PT1H' }]], {
      type: 'array',
      maxItems: 20,
      items: { $ref: '#/$defs/warning' },
    }),
    escalate: property('Escalate', 'What happens after a breach.', [[{ after: 'PT0S', notify: ['owner'] }]], {
      type: 'array',
      maxItems: 20,
      items: { $ref: '#/$defs/escalation' },
    }),
  },
  ['key', 'label', 'owedBy', 'startsOn', 'stopsOn', 'within', 'clock'],
);

/** Schema of `slas.json`. */
export const slasSchema: Schema = file(
  'SLAs',
  'Who owes what, by when, in which working hours.',
  'schemas/slas.schema.json',
  {
    language,
    calendars: property(
      'Calendars',
      'Working hours.',
      [[{ key: 'office', timeZone: 'Europe/Berlin', week: { monday: [['09:00', '17:00']] } }]],
      {
        type: 'array',
        maxItems: 50,
        items: { $ref: '#/$defs/calendar' },
      },
    ),
    policies: property(
      'Policies',
      'The promises.',
      [
        [
          {
            key: 'review',
            label: 'Review every MQL',
            owedBy: 'sales',
            startsOn: { enter: 'mql' },
            stopsOn: [{ leave: 'mql' }],
            within: 'PT24H',
            clock: 'elapsed',
          },
        ],
      ],
      {
        type: 'array',
        maxItems: 100,
        items: { $ref: '#/$defs/policy' },
      },
    ),
    acknowledge,
  },
  ['language', 'calendars', 'policies'],
  { ...conditionDefinitions, calendar, trigger, warning, escalation, policy },
);
