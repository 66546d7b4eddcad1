import { conditionDefinitions } from './conditions.js';
import { lifecycleParts } from './lifecycle-parts.js';
import { acknowledge, closed, file, key, keys, language, property, type Schema } from './parts.js';

const list = (items: string, max: number): Schema => ({
  type: 'array',
  maxItems: max,
  items: { $ref: `#/$defs/${items}` },
});
const renames: Schema = { type: 'object', propertyNames: key, additionalProperties: key };

/** Schema of `lifecycle.json`. */
export const lifecycleSchema: Schema = file(
  'Lifecycle',
  'The models that run, and the stages, moves, reasons and frameworks both teams agreed on.',
  'schemas/lifecycle.schema.json',
  {
    language,
    models: property(
      'Models',
      'Running models in order: the first that applies scores the lead.',
      [['hundred-point']],
      { ...keys, minItems: 1 },
    ),
    challengers: property(
      'Challengers',
      'Models tried beside a running one.',
      [[{ model: 'icp-gate', against: 'hundred-point', share: 0, by: 'account' }]],
      list('challenger', 20),
    ),
    initial: property('Initial', 'Stage of leads without an e-mail or external id.', ['visitor'], key),
    identified: property('Identified', 'Stage of leads that are known.', ['lead'], key),
    stages: property(
      'Stages',
      'In order.',
      [[{ key: 'lead', label: 'Lead', owner: 'marketing', category: 'open', entry: 'known by name' }]],
      { ...list('stage', 50), minItems: 1 },
    ),
    moves: property(
      'Moves',
      'Every move that is allowed, and what it needs.',
      [[{ key: 'qualify', from: ['lead'], to: 'mql', by: ['score', 'person'] }]],
      list('move', 200),
    ),
    reasons: property(
      'Reasons',
      'Why leads are sent back or dropped.',
      [[{ key: 'no-budget', label: 'No budget', side: 'budget', from: ['sal'], outcome: 'recycle', coolDown: 'P90D' }]],
      list('reason', 100),
    ),
    frameworks: property(
      'Frameworks',
      'What discovery asks.',
      [[{ key: 'bant', label: 'BANT', criteria: [{ key: 'budget', label: 'Budget' }] }]],
      list('framework', 20),
    ),
    segments: property(
      'Segments',
      'The first whose condition holds is the lead\u2019s segment.',
      [[{ key: 'other', label: 'Other', when: { all: [] } }]],
      list('segment', 50),
    ),
    atPromotion: property(
      'At promotion',
      'What happens to leads above a threshold when definitions change.',
      [{ up: 'move', maxMoves: 500 }],
      {
        ...closed(
          {
            up: property('Up', 'What a crossing UP does.', ['move'], { enum: ['move', 'suggest', 'announce'] }),
            maxMoves: property('Most moves', 'More than this must be confirmed; absent: 500.', [500], {
              type: 'integer',
              minimum: 0,
            }),
          },
          ['up'],
        ),
      },
    ),
    renamed: property(
      'Renamed',
      'Where leads and records of a removed key go: old key to new key.',
      [{ stages: { prospect: 'lead' } }],
      {
        ...closed({
          stages: property('Stages', 'Old stage to new stage.', [{ prospect: 'lead' }], renames),
          reasons: property('Reasons', 'Old reason to new reason.', [{ 'bad-fit': 'wrong-icp' }], renames),
          frameworks: property('Frameworks', 'Old framework to new framework.', [{ champ: 'bant' }], renames),
          moves: property('Moves', 'Old move to new move.', [{ promote: 'qualify' }], renames),
          thresholds: property('Thresholds', 'Old threshold to new threshold.', [{ hot: 'mql' }], renames),
        }),
      },
    ),
    acknowledge,
  },
  ['language', 'models', 'initial', 'identified', 'stages', 'moves'],
  { ...conditionDefinitions, ...lifecycleParts },
);
