import { closed, file, key, language, property, type Schema, text } from './parts.js';

const trigger = {
  ...closed({
    threshold: property('Threshold', 'A crossing UP of this threshold.', ['mql'], key),
    enter: property('Enter', 'A lead enters this stage.', ['mql'], key),
    handoff: property('Handoff', 'What happens to a handoff.', ['opened'], {
      enum: ['opened', 'accepted', 'rejected', 'expired'],
    }),
    sla: property('SLA', 'A clock warns, is breached or is met late.', ['breached'], {
      enum: ['warned', 'breached', 'met-late'],
    }),
    policy: property('Policy', 'Only clocks of this policy (with `sla`).', ['mql-review-inbound'], key),
  }),
  minProperties: 1,
};

const notification = closed(
  {
    key: property('Key', 'Stable name of the notification.', ['mql-handed-over'], key),
    label: property('Label', 'What it announces.', ['A lead was handed to sales'], text),
    on: property('On', 'What it announces.', [{ handoff: 'opened' }], trigger),
    to: property('To', 'Where it goes.', [['owner', 'slack:revenue']], {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', pattern: '^(owner|manager|team|(slack|channel):.+|email:.+)$', maxLength: 200 },
    }),
    template: property('Template', 'File of the tree with its words.', ['templates/mql-handed-over.md'], {
      type: 'string',
      pattern: '^templates/[a-z0-9][a-z0-9-]*\\.md$',
    }),
  },
  ['key', 'on', 'to', 'template'],
);

/** Schema of `notifications.json`. */
export const notificationsSchema: Schema = file(
  'Notifications',
  'What is announced where, in which words.',
  'schemas/notifications.schema.json',
  {
    language,
    notifications: property(
      'Notifications',
      'The announcements.',
      [[{ key: 'handed-over', on: { handoff: 'opened' }, to: ['owner'], template: 'templates/handed-over.md' }]],
      {
        type: 'array',
        maxItems: 100,
        items: notification,
      },
    ),
  },
  ['language', 'notifications'],
);
