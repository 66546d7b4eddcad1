import { conditionDefinitions, when } from './conditions.js';
import { closed, file, key, language, property, type Schema, team } from './parts.js';

const pool = closed(
  {
    key: property('Key', 'Stable name of the pool; its people are rows of the platform.', ['inbound-sdr'], key),
    team: property('Team', 'Team of its people.', ['sales'], team),
    capacityPerWeek: property('Capacity a week', 'Most leads one person gets a week.', [50], {
      type: 'integer',
      minimum: 0,
    }),
    pick: property('Pick', 'Who of the pool is next.', ['round-robin'], { enum: ['round-robin', 'least-open'] }),
  },
  ['key', 'team', 'pick'],
);

const route = closed(
  {
    key: property('Key', 'Stable name of the route.', ['enterprise'], key),
    when: when('When', 'Leads it takes.', { attribute: 'account.employees', above: 500 }),
    to: property('To', 'A pool, or `account-owner`.', ['enterprise-ae', 'account-owner'], key),
  },
  ['key', 'when', 'to'],
);

/** Schema of `routing.json`. */
export const routingSchema: Schema = file(
  'Routing',
  'Which pool gets a lead.',
  'schemas/routing.schema.json',
  {
    language,
    pools: property(
      'Pools',
      'Groups of people leads go to.',
      [[{ key: 'inbound-sdr', team: 'sales', pick: 'round-robin' }]],
      {
        type: 'array',
        maxItems: 100,
        items: { $ref: '#/$defs/pool' },
      },
    ),
    routes: property(
      'Routes',
      'In order; the first that matches wins.',
      [[{ key: 'enterprise', when: { attribute: 'account.employees', above: 500 }, to: 'enterprise-ae' }]],
      {
        type: 'array',
        maxItems: 100,
        items: { $ref: '#/$defs/route' },
      },
    ),
    onlyDuring: property('Only during', 'Whether people are picked in their working hours only.', ['working-hours'], {
      enum: ['working-hours', 'always'],
    }),
    fallback: property('Fallback', 'Pool of leads no route takes.', ['inbound-sdr'], key),
  },
  ['language', 'pools', 'routes'],
  { ...conditionDefinitions, pool, route },
);
