import { describe, expect, it } from '@jest/globals';
import type { TeamKey } from '../../../../core/definitions/lifecycle.js';
import { askedSlots } from '../../../../core/definitions/sign-offs/asked-slots.js';
import { decideEmergency } from '../../../../core/definitions/sign-offs/decide-emergency.js';
import { decideSignOffs } from '../../../../core/definitions/sign-offs/decide-sign-offs.js';
import type { ReviewRecord, Signer } from '../../../../core/definitions/sign-offs/review-record.js';
import type { SignOffRule } from '../../../../core/definitions/sign-offs/sign-off-rule.js';
import { edit, starter } from '../tree-files.js';

const change = {
  path: 'models/hundred-point.json',
  pointer: '/name',
  place: '/name',
  kind: 'CHANGED' as const,
  before: null,
};
const noReview = { effect: 'now', author: 'author', contributors: [], reviews: [], people: [] };
const person = (id: string, ...teams: TeamKey[]): Signer => ({ id, teams, active: true });
let at = 0;
const approves = (user: string, more: Partial<ReviewRecord> = {}): ReviewRecord => {
  at += 1;
  return { id: `review_${at}`, user, team: null, verdict: 'APPROVED', effect: 'now', withdrawn: false, at, ...more };
};

describe('who must sign', () => {
  const asked = (rules: SignOffRule[], paths: string[], level: 'SAFE' | 'DANGEROUS' | 'BREAKING' = 'DANGEROUS') =>
    askedSlots(
      rules,
      paths.map((path) => ({ ...change, path })),
      level,
    ).slots.map((slot) => slot.join('|'));

  it('is what every rule that names a change asks, the highest count a team', () => {
    const rules: SignOffRule[] = [
      { paths: ['models/**'], teams: { marketing: 1, sales: 1 } },
      { paths: ['models/big.json'], teams: { sales: 2 } },
      { paths: ['slas.json'], teams: { sales: 1 } },
      { paths: ['README.md'], anyOf: ['revops', 'sales'] },
      { paths: ['reviews.json'], anyOf: ['revops', 'marketing', 'sales'] },
      { paths: ['free.md'], teams: {} },
    ];
    expect(asked(rules, ['models/a.json'])).toEqual(['marketing', 'sales']);
    expect(asked(rules, ['models/a.json', 'models/big.json'])).toEqual(['marketing', 'sales', 'sales']);
    expect(asked(rules, ['slas.json', 'README.md'])).toEqual(['sales']);
    expect(asked(rules, ['README.md'])).toEqual(['sales|revops']);
    expect(asked(rules, ['README.md', 'reviews.json'])).toEqual(['sales|revops']);
    expect(asked(rules, ['free.md'])).toEqual([]);
    expect(asked(rules, ['free.md', 'unnamed.md'])).toEqual(['marketing', 'sales']);
  });

  it('is more at a higher class, and may be less at SAFE', () => {
    const levels: SignOffRule['levels'] = {
      SAFE: { anyOf: ['sales'] },
      DANGEROUS: { teams: { sales: 2 } },
      BREAKING: { teams: { revops: 1 } },
    };
    const rules: SignOffRule[] = [{ paths: ['**'], teams: { marketing: 1 }, levels }];
    expect(asked(rules, ['a'], 'SAFE')).toEqual(['sales']);
    expect(asked(rules, ['a'])).toEqual(['marketing', 'sales', 'sales']);
    expect(asked(rules, ['a'], 'BREAKING')).toEqual(['marketing', 'sales', 'sales', 'revops']);
  });

  it('is asked of the old path of a file that moved too', () => {
    const rules: SignOffRule[] = [
      { paths: ['templates/x.md'], teams: { sales: 1 } },
      { paths: ['templates/y.md'], teams: {} },
    ];
    const moved = {
      ...change,
      path: 'templates/y.md',
      pointer: '',
      place: '',
      kind: 'MOVED' as const,
      before: 'templates/x.md',
    };
    expect(askedSlots(rules, [moved], 'SAFE').slots).toEqual([['sales']]);
  });

  it('is said with the paths, before anybody reviewed', () => {
    const decision = decideSignOffs({ ...noReview, base: starter, changes: [change], level: 'SAFE' });
    expect(decision.signOffs.map(({ team, required, given, satisfied }) => [team, required, given, satisfied])).toEqual(
      [
        ['marketing', 1, 0, false],
        ['sales', 1, 0, false],
      ],
    );
    expect(decision.signOffs[0]?.because).toEqual([
      'sign-offs.json, models/** (models/hundred-point.json), asks for 1 of marketing.',
    ]);
    expect(decision.blockers).toEqual(['Needs 1 more sign-off of marketing.', 'Needs 1 more sign-off of sales.']);
  });

  it('comes from the base, and is marketing and sales where it has no sign-offs that can be read', () => {
    const only = edit(starter, 'sign-offs.json', (file) => (file.rules = [{ paths: ['**'], teams: { revops: 1 } }]));
    const teams = (base: typeof starter) =>
      decideSignOffs({ ...noReview, base, changes: [change], level: 'SAFE' }).signOffs.map(({ team }) => team);
    expect(teams(only)).toEqual(['revops']);
    const { 'sign-offs.json': _, ...without } = starter;
    expect(teams(without)).toEqual(['marketing', 'sales']);
    expect(teams({ ...starter, 'sign-offs.json': '{}' })).toEqual(['marketing', 'sales']);
  });
});

describe('what counts', () => {
  const people = [
    person('m', 'marketing'),
    person('s', 'sales'),
    person('both', 'marketing', 'sales'),
    person('author', 'sales'),
  ];
  const decide = (reviews: ReviewRecord[], more: Partial<Parameters<typeof decideSignOffs>[0]> = {}) =>
    decideSignOffs({ ...noReview, base: starter, changes: [change], level: 'SAFE', people, reviews, ...more });
  const two = [approves('m'), approves('s')];

  it('is one person of each team, not the author, not a contributor', () => {
    expect(decide(two)).toMatchObject({ ready: true, blockers: [] });
    expect(decide(two).signOffs.map(({ team, by }) => [team, by])).toEqual([
      ['marketing', ['m']],
      ['sales', ['s']],
    ]);
    expect(decide(two, { contributors: ['s'] })).toMatchObject({
      ready: false,
      blockers: ['Needs 1 more sign-off of sales.', 's wrote this and cannot sign it.'],
    });
    expect(decide([approves('m'), approves('author')]).ready).toBe(false);
    expect(decide([approves('m'), approves('author')], { author: 'token_1' }).ready).toBe(true);
  });

  it('is one slot a person, whichever fits', () => {
    expect(decide([approves('both')]).ready).toBe(false);
    expect(decide([approves('both'), approves('both')]).ready).toBe(false);
    expect(decide([approves('both'), approves('m')]).ready).toBe(true);
    expect(decide([approves('m'), approves('both', { team: 'marketing' })]).ready).toBe(false);
    expect(decide([approves('m'), approves('both', { team: 'sales' })]).ready).toBe(true);
  });

  it('is the present effect, the present team, an active person', () => {
    expect(decide([approves('m', { effect: 'then' }), approves('s')])).toMatchObject({
      ready: false,
      blockers: ['Needs 1 more sign-off of marketing.', 'm approved another state of it.'],
    });
    expect(decide(two, { people: [person('m'), person('s', 'sales')] }).ready).toBe(false);
    expect(decide(two, { people: [{ ...person('m', 'marketing'), active: false }, person('s', 'sales')] }).ready).toBe(
      false,
    );
    expect(decide(two, { people: [person('s', 'sales')] }).ready).toBe(false);
    expect(decide([approves('m', { team: 'sales' }), approves('s')]).ready).toBe(false);
  });

  it('is the newest word of a person, until withdrawn', () => {
    const no = approves('m', { verdict: 'CHANGES_REQUESTED', effect: 'then' });
    expect(decide([...two, no])).toMatchObject({ ready: false, blockers: ['m asks for changes.', expect.any(String)] });
    expect(decide([...two, no, approves('m')]).ready).toBe(true);
    expect(decide([...two, { ...no, withdrawn: true }]).ready).toBe(false);
    expect(decide([...two, approves('m', { verdict: 'COMMENTED' })]).ready).toBe(true);
    const other = approves('both', { verdict: 'CHANGES_REQUESTED' });
    expect(decide([...two, other])).toMatchObject({ ready: false, blockers: ['both asks for changes.'] });
    expect(decide([...two, { ...other, withdrawn: true }]).ready).toBe(true);
    expect(
      decide([other, ...two], { people: people.map((one) => ({ ...one, active: one.id !== 'both' })) }).ready,
    ).toBe(true);
  });

  it('is any one of several teams, shown for each', () => {
    const decision = decide([approves('s')], { changes: [{ ...change, path: 'README.md' }] });
    expect(decision).toMatchObject({ ready: true });
    expect(decision.signOffs.map(({ team, given, satisfied }) => [team, given, satisfied])).toEqual([
      ['marketing', 1, true],
      ['sales', 1, true],
      ['revops', 1, true],
    ]);
  });

  it('is nothing where nothing would change', () => {
    expect(decide(two, { changes: [] })).toMatchObject({ ready: false, blockers: ['Merging would change nothing.'] });
  });
});

describe('an emergency', () => {
  const people = [
    person('author', 'revops'),
    person('m', 'marketing'),
    person('m2', 'marketing'),
    person('s', 'sales'),
  ];
  const decide = (reviews: ReviewRecord[], merger: string | null = null, contributors: string[] = []) =>
    decideEmergency({ effect: 'now', author: 'author', contributors, reviews, people, merger });

  it('needs two people of two teams, of whom one may have written it', () => {
    expect(decide([approves('m'), approves('s')])).toMatchObject({
      ready: true,
      by: [
        { user: 'm', team: 'marketing' },
        { user: 's', team: 'sales' },
      ],
    });
    expect(decide([approves('m'), approves('m2')]).ready).toBe(false);
    expect(decide([approves('m')]).ready).toBe(false);
    expect(decide([approves('m')], 'author').ready).toBe(true);
    expect(decide([approves('author'), approves('m')]).ready).toBe(true);
    expect(decide([approves('author'), approves('m')], null, ['m']).ready).toBe(false);
    expect(decide([], 'author').ready).toBe(false);
    expect(decide([approves('m', { effect: 'then' })], 'author').ready).toBe(false);
    expect(decide([approves('m'), approves('s', { verdict: 'CHANGES_REQUESTED' })], 'author')).toMatchObject({
      ready: false,
      blockers: ['s asks for changes.'],
    });
  });

  it('is no way for one person of two teams', () => {
    const both = [person('b', 'marketing', 'sales')];
    const given = { effect: 'now', author: 'x', contributors: [], reviews: [approves('b')], people: both, merger: 'b' };
    expect(decideEmergency(given).ready).toBe(false);
  });
});
