import { when } from './conditions.js';
import { boolean, closed, duration, key, keys, property, rationale, type Schema, team, text } from './parts.js';

const label = property('Label', 'Name shown to people.', ['Marketing qualified lead'], text);
const flag = (title: string, description: string): Schema => property(title, description, [true], boolean);
const list = (items: string, max: number): Schema => ({
  type: 'array',
  maxItems: max,
  items: { $ref: `#/$defs/${items}` },
});

const stage = closed(
  {
    key: property('Key', 'Stable name of the stage.', ['mql'], key),
    label,
    owner: property('Owner', 'Team that owns leads in it.', ['marketing'], team),
    category: property('Category', 'What standing in it means.', ['open'], {
      enum: ['open', 'won', 'lost', 'nurture'],
    }),
    entry: property('Entry rule', 'When a lead belongs here, in words.', ['has crossed the agreed threshold'], text),
    description: property('Description', 'More about it.', ['Sales reviews these every morning.'], text),
    handoff: property(
      'Handoff',
      'Entering it hands the lead to another team.',
      [{ decidedBy: 'sales', acceptTo: 'sal' }],
      {
        ...closed(
          {
            decidedBy: property('Decided by', 'Team that accepts or rejects.', ['sales'], team),
            acceptTo: property('Accept to', 'Stage of an accepted lead.', ['sal'], key),
            expiresAfter: property('Expires after', 'How long it waits for a decision.', ['P14D'], duration),
            onExpiry: property(
              'On expiry',
              'What an unanswered one is rejected with.',
              [{ reason: 'no-response-from-sales' }],
              {
                ...closed({ reason: property('Reason', 'Key of the reason.', ['no-response-from-sales'], key) }, [
                  'reason',
                ]),
              },
            ),
          },
          ['decidedBy', 'acceptTo'],
        ),
      },
    ),
    kpi: property('KPIs', 'Figures the stage is judged by.', [['volume']], {
      type: 'array',
      items: text,
      maxItems: 20,
    }),
  },
  ['key', 'label', 'owner', 'category', 'entry'],
);

const requirements = closed({
  reason: flag('Reason', 'A reason must be given.'),
  note: flag('Note', 'A note must be given.'),
  owner: flag('Owner', 'The lead must have an owner.'),
  attributes: property('Attributes', 'Paths that must have a value.', [['expectedValue', 'nextStep']], {
    type: 'array',
    items: text,
    maxItems: 50,
  }),
  when: when('When', 'Must hold.', { qualification: 'bant', atLeast: 4 }),
  enforce: property('Enforce', '`block` refuses the move; `warn` lists what was outstanding.', ['block'], {
    enum: ['block', 'warn'],
  }),
});

const move = closed(
  {
    key: property('Key', 'Stable name of the move.', ['qualify'], key),
    from: property('From', 'Stages it starts in.', [['lead', 'nurture']], { ...keys, minItems: 1 }),
    to: property('To', 'Stage it leads to.', ['mql'], key),
    by: property('By', 'Who may ask for it.', [['score', 'person']], {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['score', 'person', 'integration', 'agent', 'system'] },
    }),
    requires: property('Requires', 'What must be there.', [{ owner: true }], { $ref: '#/$defs/requirements' }),
    rationale,
  },
  ['key', 'from', 'to', 'by'],
);

const reason = closed(
  {
    key: property('Key', 'Stable name of the reason.', ['bad-timing'], key),
    label,
    side: property('Side', 'What was wrong.', ['timing'], {
      enum: ['fit', 'intent', 'budget', 'authority', 'need', 'timing', 'competitor', 'process', 'other'],
    }),
    from: property('From', 'Stages it can be given in.', [['mql', 'sal']], { ...keys, minItems: 1 }),
    outcome: property('Outcome', '`recycle` sends to nurture, `disqualify` to lost.', ['recycle'], {
      enum: ['recycle', 'disqualify'],
    }),
    coolDown: property('Cool-down', 'How long a recycled lead is left in peace.', ['P90D'], duration),
    noteRequired: flag('Note required', 'It needs a note.'),
    systemOnly: flag('System only', 'Only the platform gives it.'),
  },
  ['key', 'label', 'side', 'from', 'outcome'],
);

const criterion = closed(
  {
    key: property('Key', 'Stable name of the criterion.', ['budget'], key),
    label,
    value: property('Value', 'Kind of the value given with the answer.', ['date'], {
      enum: ['string', 'number', 'boolean', 'date', 'dateTime'],
    }),
  },
  ['key', 'label'],
);

const framework = closed(
  {
    key: property('Key', 'Stable name of the framework.', ['bant'], key),
    label,
    criteria: property('Criteria', 'What is asked.', [[{ key: 'budget', label: 'Budget' }]], {
      ...list('criterion', 100),
      minItems: 1,
    }),
    onRecycle: property('On recycling', '`forget` (default) makes its answers unknown again.', ['forget'], {
      enum: ['forget', 'keep'],
    }),
  },
  ['key', 'label', 'criteria'],
);

const segment = closed(
  {
    key: property('Key', 'Stable name of the segment.', ['icp-core'], key),
    label,
    when: when('When', 'Which leads belong to it.', { all: [] }),
  },
  ['key', 'label', 'when'],
);

const challenger = closed(
  {
    model: property('Model', 'The model that challenges.', ['icp-gate'], key),
    against: property('Against', 'The running model it is compared with.', ['hundred-point'], key),
    share: property('Share', 'Share of leads it scores; 0 is a shadow that decides nothing.', [0, 0.1], {
      type: 'number',
      minimum: 0,
      maximum: 1,
    }),
    by: property('By', 'Whether whole accounts or single leads are drawn.', ['account'], { enum: ['account', 'lead'] }),
  },
  ['model', 'against', 'share', 'by'],
);

/** `$defs` of the schema of lifecycle.json, conditions aside. */
export const lifecycleParts: { [name: string]: Schema } = {
  stage,
  requirements,
  move,
  reason,
  criterion,
  framework,
  segment,
  challenger,
};
