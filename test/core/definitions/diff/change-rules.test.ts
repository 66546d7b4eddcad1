import { describe, expect, it } from '@jest/globals';
import type { ChangeLevel } from '../../../../core/definitions/diff/definition-change.js';
import { diffTrees } from '../../../../core/definitions/diff/diff-trees.js';
import { levelOf } from '../../../../core/definitions/diff/level-of.js';
import type { Files } from '../../../../core/definitions/tree.js';
import { edit, type Loose, starter } from '../tree-files.js';

const MODEL = 'models/hundred-point.json';
const TEST = 'models/hundred-point.test.json';
const LIFE = 'lifecycle.json';

const without = (files: Files, ...paths: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
const find = (list: Loose[], key: string): Loose => list.find((one) => one.key === key);
const drop = (list: Loose[], key: string): Loose => list.splice(list.indexOf(find(list, key)), 1);

/** A lifecycle with one of each that nothing uses. */
const spare = edit(
  edit(starter, LIFE, (life) => {
    life.stages.push({ key: 'parked', label: 'Parked', owner: 'sales', category: 'lost', entry: 'never' });
    life.moves.push({ key: 'park', from: ['lead'], to: 'parked', by: ['score'] });
    life.reasons.push({ key: 'parked', label: 'Parked', side: 'fit', from: ['parked'], outcome: 'disqualify' });
    life.frameworks.push({
      key: 'spare',
      label: 'Spare',
      criteria: [
        { key: 'one', label: 'One' },
        { key: 'two', label: 'Two' },
      ],
    });
  }),
  'routing.json',
  (routing) => routing.pools.push({ key: 'spare', team: 'sales', pick: 'least-open' }),
);

type Case = [what: string, level: ChangeLevel, path: string, change: (file: Loose) => unknown, base?: Files];

describe('BREAKING, and what is like it but nothing uses', () => {
  const cases: Case[] = [
    ['a stage goes', 'BREAKING', LIFE, (life) => drop(life.stages, 'sal')],
    ['a stage changes its key', 'BREAKING', LIFE, (life) => (find(life.stages, 'sal').key = 'accepted')],
    ['an unused stage goes', 'DANGEROUS', LIFE, (life) => drop(life.stages, 'parked'), spare],
    ['a move goes', 'BREAKING', LIFE, (life) => drop(life.moves, 'qualify')],
    ['a move changes its key', 'BREAKING', LIFE, (life) => (find(life.moves, 'qualify').key = 'up')],
    ['a move nobody asks for goes', 'DANGEROUS', LIFE, (life) => drop(life.moves, 'park'), spare],
    ['a reason goes', 'BREAKING', LIFE, (life) => drop(life.reasons, 'no-budget')],
    ['all reasons go', 'BREAKING', LIFE, (life) => delete life.reasons],
    ['an unused reason goes', 'DANGEROUS', LIFE, (life) => drop(life.reasons, 'parked'), spare],
    ['a framework goes', 'BREAKING', LIFE, (life) => drop(life.frameworks, 'bant')],
    ['an unused framework goes', 'DANGEROUS', LIFE, (life) => drop(life.frameworks, 'spare'), spare],
    ['a criterion goes', 'BREAKING', LIFE, (life) => drop(find(life.frameworks, 'bant').criteria, 'budget')],
    [
      'an unused criterion goes',
      'DANGEROUS',
      LIFE,
      (life) => drop(find(life.frameworks, 'spare').criteria, 'one'),
      spare,
    ],
    ['a handoff is taken', 'BREAKING', LIFE, (life) => delete find(life.stages, 'mql').handoff],
    ['a handoff expires sooner', 'DANGEROUS', LIFE, (life) => (find(life.stages, 'mql').handoff.expiresAfter = 'P1D')],
    ['a model stops running', 'BREAKING', LIFE, (life) => (life.models = ['icp-gate'])],
    ['a model runs too', 'DANGEROUS', LIFE, (life) => life.models.push('fit-gate')],
    ['a policy goes', 'BREAKING', 'slas.json', (slas) => drop(slas.policies, 'sql-outreach')],
    ['a policy comes', 'DANGEROUS', 'slas.json', (slas) => slas.policies.push({ ...slas.policies[0], key: 'more' })],
    ['a pool goes', 'BREAKING', 'routing.json', (routing) => drop(routing.pools, 'enterprise-ae')],
    ['an unused pool goes', 'DANGEROUS', 'routing.json', (routing) => drop(routing.pools, 'spare'), spare],
    ['fewer must sign', 'BREAKING', 'sign-offs.json', (file) => delete file.rules[0].teams.sales],
    ['a path need not be signed', 'BREAKING', 'sign-offs.json', (file) => file.rules[0].paths.shift()],
    [
      'any team may sign',
      'BREAKING',
      'sign-offs.json',
      (file) => (file.rules[3] = { paths: ['routing.json'], anyOf: ['sales', 'revops'] }),
    ],
    [
      'a new path asks for one',
      'BREAKING',
      'sign-offs.json',
      (file) => file.rules.push({ paths: ['schemas/**'], anyOf: ['revops'] }),
    ],
    ['more must sign', 'DANGEROUS', 'sign-offs.json', (file) => (file.rules[0].teams.revops = 1)],
    [
      'more at BREAKING',
      'DANGEROUS',
      'sign-offs.json',
      (file) => (file.rules[0].levels = { BREAKING: { teams: { sales: 2 } } }),
    ],
    ['less at SAFE', 'BREAKING', 'sign-offs.json', (file) => (file.rules[0].levels = { SAFE: { anyOf: ['sales'] } })],
    ['the same in one rule', 'DANGEROUS', 'sign-offs.json', (file) => (file.rules[0].paths = ['**'])],
  ];
  it.each(cases)('%s: %s', (_, level, path, change, base = starter) => {
    expect(levelOf(diffTrees(base, edit(base, path, change)))).toBe(level);
  });

  it('files of models', () => {
    const draft = ['models/icp-gate.json', 'models/icp-gate.test.json'];
    const unused = ['models/fit-gate.json', 'models/fit-gate.test.json'];
    expect(levelOf(diffTrees(starter, without(starter, MODEL, TEST)))).toBe('BREAKING');
    expect(levelOf(diffTrees(starter, without(starter, ...draft)))).toBe('BREAKING');
    expect(levelOf(diffTrees(starter, without(starter, ...unused)))).toBe('DANGEROUS');
    expect(levelOf(diffTrees(without(starter, ...unused), starter))).toBe('SAFE');
    expect(levelOf(diffTrees(without(starter, ...draft), starter))).toBe('DANGEROUS');
  });
});

describe('DANGEROUS, and the words beside it', () => {
  const cases: Case[] = [
    ['a threshold', 'DANGEROUS', MODEL, (model) => (model.thresholds[0].when.atLeast = 61)],
    ['words of a threshold', 'SAFE', MODEL, (model) => (model.thresholds[0].rationale = 'agreed')],
    ['points', 'DANGEROUS', MODEL, (model) => (model.rules[0].points = 21)],
    ['words of a rule', 'SAFE', MODEL, (model) => Object.assign(model.rules[0], { label: 'Size', rationale: 'why' })],
    ['a rule comes', 'DANGEROUS', MODEL, (model) => model.rules.push({ ...model.rules[0], key: 'more' })],
    ['a rule goes', 'DANGEROUS', MODEL, (model) => model.rules.pop()],
    ['decay', 'DANGEROUS', MODEL, (model) => (model.rules[3].decay = { linear: 'P30D' })],
    ['appliesTo', 'DANGEROUS', MODEL, (model) => (model.appliesTo = { attribute: 'email', exists: true })],
    ['a score', 'DANGEROUS', MODEL, (model) => (model.scores.fit.max = 60)],
    ['words of a score', 'SAFE', MODEL, (model) => (model.scores.fit.label = 'Fit')],
    ['primary', 'DANGEROUS', MODEL, (model) => (model.primary = 'fit')],
    [
      'words of a model',
      'SAFE',
      MODEL,
      (model) =>
        Object.assign(model, {
          name: 'x',
          description: 'y',
          owner: 'sales',
          reviewedOn: '2026-11-01',
          reviewEvery: 'P10D',
        }),
    ],
    [
      'a property of a condition called label',
      'DANGEROUS',
      MODEL,
      (model) => (model.rules[4].when.where = { label: { equals: 'x' } }),
    ],
    ['order of models', 'DANGEROUS', LIFE, (life) => life.models.unshift('fit-gate')],
    ['a challenger with a share', 'DANGEROUS', LIFE, (life) => (life.challengers[0].share = 0.1)],
    [
      'a shadow',
      'SAFE',
      LIFE,
      (life) => life.challengers.push({ model: 'fit-gate', against: 'hundred-point', share: 0, by: 'lead' }),
    ],
    ['by of a move', 'DANGEROUS', LIFE, (life) => (life.moves[1].by = ['person'])],
    ['requires of a move', 'DANGEROUS', LIFE, (life) => (life.moves[0].requires = { owner: true })],
    ['words of a move', 'SAFE', LIFE, (life) => (life.moves[0].rationale = 'why')],
    ['outcome of a reason', 'DANGEROUS', LIFE, (life) => (life.reasons[0].outcome = 'recycle')],
    ['cool-down of a reason', 'DANGEROUS', LIFE, (life) => (life.reasons[1].coolDown = 'P1D')],
    ['words of a reason', 'SAFE', LIFE, (life) => (life.reasons[1].label = 'Only read')],
    ['a reason comes', 'SAFE', LIFE, (life) => life.reasons.push({ ...life.reasons[0], key: 'more' })],
    ['a stage comes that nothing uses', 'SAFE', LIFE, (life) => life.stages.push({ ...life.stages[0], key: 'more' })],
    ['words of a stage', 'SAFE', LIFE, (life) => Object.assign(life.stages[2], { label: 'MQL', entry: 'x', kpi: [] })],
    ['owner of a stage', 'DANGEROUS', LIFE, (life) => (life.stages[2].owner = 'sales')],
    ['order of stages', 'DANGEROUS', LIFE, (life) => life.stages.reverse()],
    [
      'a criterion that all must confirm',
      'DANGEROUS',
      LIFE,
      (life) => {
        life.frameworks[0].criteria.push({ key: 'more', label: 'More' });
        life.moves[0].requires = { when: { qualification: life.frameworks[0].key } };
      },
    ],
    [
      'a criterion comes',
      'SAFE',
      LIFE,
      (life) => find(life.frameworks, 'spare').criteria.push({ key: 'three', label: 'Three' }),
      spare,
    ],
    ['what happens at a promotion', 'DANGEROUS', LIFE, (life) => (life.atPromotion = { up: 'announce' })],
    ['times of a clock', 'DANGEROUS', 'slas.json', (slas) => (slas.policies[0].within = 'PT23H')],
    ['a calendar', 'DANGEROUS', 'slas.json', (slas) => slas.calendars[0].holidays.push('2027-05-01')],
    ['words of a policy', 'SAFE', 'slas.json', (slas) => (slas.policies[0].label = 'x')],
    ['order of policies', 'SAFE', 'slas.json', (slas) => slas.policies.reverse()],
    ['routing', 'DANGEROUS', 'routing.json', (routing) => (routing.routes[0].to = 'account-owner')],
    ['order of routes', 'DANGEROUS', 'routing.json', (routing) => routing.routes.reverse()],
    ['a pool comes', 'SAFE', 'routing.json', (routing) => routing.pools.push({ ...routing.pools[0], key: 'more' })],
    ['ignore', 'DANGEROUS', 'activities.json', (file) => file.ignore.push({ attribute: 'email', endsWith: '@x.y' })],
    ['free-mail domains', 'DANGEROUS', 'activities.json', (file) => file.freeMailDomains.pop()],
    [
      'kind of an attribute',
      'DANGEROUS',
      'activities.json',
      (file) => (file.leadAttributes[Object.keys(file.leadAttributes)[0] as string] = 'number'),
    ],
    ['an attribute comes', 'SAFE', 'activities.json', (file) => (file.leadAttributes.more = 'number')],
    ['the time zone', 'DANGEROUS', 'benchmarks.json', (file) => (file.timeZone = 'Asia/Tokyo')],
    ['a benchmark', 'SAFE', 'benchmarks.json', (file) => (file.profiles[0].metrics[0].bands[0].below = 0.2)],
    ['a review', 'SAFE', 'reviews.json', (file) => file.reviews.pop()],
    ['a notification', 'SAFE', 'notifications.json', (file) => file.notifications.pop()],
    ['an expectation', 'SAFE', TEST, (file) => (file.leads[0].expect.scores.total = 51)],
  ];
  it.each(cases)('%s: %s', (_, level, path, change, base = starter) => {
    expect(levelOf(diffTrees(base, edit(base, path, change)))).toBe(level);
  });

  it('an expectation edited together with the rule it tests', () => {
    const levelOfTest = (head: Files) => diffTrees(starter, head).find(({ path }) => path === TEST)?.level;
    const expectation = edit(starter, TEST, (file) => (file.leads[0].expect.scores.total = 51));
    expect(levelOfTest(edit(expectation, MODEL, (model) => (model.rules[0].label = 'Size')))).toBe('SAFE');
    expect(levelOfTest(edit(expectation, MODEL, (model) => (model.rules[0].points = 21)))).toBe('DANGEROUS');
    const added = edit(starter, TEST, (file) => file.leads.push({ ...file.leads[0], key: 'more' }));
    expect(levelOfTest(edit(added, MODEL, (model) => (model.rules[0].points = 21)))).toBe('SAFE');
  });

  it('texts', () => {
    expect(levelOf(diffTrees(starter, { ...starter, 'README.md': 'x' }))).toBe('SAFE');
    expect(levelOf(diffTrees(starter, { ...starter, 'templates/mql-handed-over.md': 'x' }))).toBe('SAFE');
    expect(levelOf([])).toBe('SAFE');
  });
});
