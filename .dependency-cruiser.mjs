/** Imports go down only. A later area may import an earlier one, never the reverse. */
const SERVER_AREAS = [
  'db',
  'git',
  'events',
  'audit',
  'auth',
  'jobs',
  'releases',
  'rollups',
  'slas',
  'lifecycle',
  'leads',
  'metrics',
  'pulls',
  'outlets',
  'inlets',
];
/** What knows the areas instead of being one: starting, HTTP, limits on requests, machine commands. */
const TOP = '^server/(guard|commands)/|^server/(main|app|http)[.]ts$';
/** What every part of the server may import: the data model, logs and counters, the environment, words for errors. */
const BASE = '^server/(entities|telemetry)/|^server/(?!main|app|http)[^/]+[.]ts$';
const OURS = '^(bin|clients|core|migrations|schema|server|test)/|^ormconfig[.]ts$';

const areaRules = SERVER_AREAS.map((area, position) => ({
  name: `server-${area}-imports-down`,
  comment: `server/${area} may import ${['core', 'entities', ...SERVER_AREAS.slice(0, position)].join(', ')}.`,
  severity: 'error',
  from: { path: `^server/${area}/` },
  to: {
    path: [...SERVER_AREAS.slice(position + 1).map((later) => `^server/${later}/`), TOP],
  },
}));

const forbidden = [
  {
    name: 'scoring-imports-nothing-of-ours',
    severity: 'error',
    from: { path: '^core/scoring/' },
    to: { path: OURS, pathNot: '^core/scoring/' },
  },
  {
    name: 'core-imports-core',
    severity: 'error',
    from: { path: '^core/' },
    to: { path: OURS, pathNot: '^core/' },
  },
  {
    name: 'core-has-no-io',
    severity: 'error',
    from: { path: '^core/' },
    to: { dependencyTypes: ['core'] },
  },
  ...areaRules,
  {
    name: 'every-area-has-a-place',
    comment: 'A new folder of server/ gets its place in the order first.',
    severity: 'error',
    from: { path: '^server/[^/]+/', pathNot: `^server/(${SERVER_AREAS.join('|')}|entities|telemetry|guard|commands)/` },
    to: {},
  },
  {
    name: 'entities-import-entities',
    severity: 'error',
    from: { path: '^server/entities/' },
    to: { path: OURS, pathNot: '^(server/entities|core)/' },
  },
  {
    name: 'what-all-import-imports-no-area',
    severity: 'error',
    from: { path: BASE, pathNot: '^server/entities/' },
    to: { path: '^server/', pathNot: BASE },
  },
  {
    name: 'migrations-stand-alone',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { path: OURS, pathNot: '^migrations/' },
  },
  {
    name: 'only-main-knows-the-schema',
    severity: 'error',
    from: { path: '^server/', pathNot: '^server/main[.]ts$' },
    to: { path: '^schema/' },
  },
  {
    name: 'nobody-imports-main',
    severity: 'error',
    comment: 'The command `start` alone runs it.',
    from: { path: '^(core|schema|server|clients|migrations)/', pathNot: '^server/commands/start[.]ts$' },
    to: { path: '^server/main[.]ts$' },
  },
  {
    name: 'the-schema-does-not-start-things',
    severity: 'error',
    from: { path: '^schema/' },
    to: { path: '^server/(app|http|main)[.]ts$|^server/commands/' },
  },
  {
    name: 'clients-talk-graphql-only',
    severity: 'error',
    comment: 'clients/cli/bin only leads to bin/accord.js: npm links no command from above its package.',
    from: { path: '^clients/', pathNot: '^clients/cli/bin/' },
    to: { path: OURS, pathNot: '^(clients|core)/' },
  },
  {
    name: 'nobody-imports-clients',
    severity: 'error',
    from: { path: '^(core|schema|server|migrations)/' },
    to: { path: '^clients/' },
  },
  {
    name: 'tests-are-not-shipped',
    severity: 'error',
    from: { path: '^(core|schema|server|clients|migrations)/' },
    to: { path: '^test/' },
  },
  {
    name: 'no-cycles',
    comment: 'Entities may name each other (Relation<T>); nothing else may.',
    severity: 'error',
    from: { pathNot: '^server/entities/' },
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'What is built (dist) need not be there.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
  },
];

export default {
  forbidden,
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|[.]test-build-[0-9]+)/.*[.]d[.]ts$' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
