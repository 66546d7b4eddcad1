import { describe, expect, it } from '@jest/globals';
import { diffMarkdown } from '../../../../core/definitions/diff/diff-markdown.js';
import { diffTrees } from '../../../../core/definitions/diff/diff-trees.js';
import { effectText } from '../../../../core/definitions/diff/effect-text.js';
import { levelOf } from '../../../../core/definitions/diff/level-of.js';
import type { Files } from '../../../../core/definitions/tree.js';
import { fc } from '../../../helpers/fast-check.js';
import { seed } from '../../../helpers/seeded-random.js';
import { edits, randomEdits } from '../random-edits.js';
import { edit, type Loose, set, starter } from '../tree-files.js';

const MODEL = 'models/hundred-point.json';

const summaries = (head: Files, base: Files = starter): string[] => diffTrees(base, head).map(({ summary }) => summary);

describe('sentences', () => {
  const sentences: [string, (value: Loose) => void, string][] = [
    [MODEL, (model) => (model.thresholds[0].when.atLeast = 75), 'Threshold mql: total at least 60 → 75'],
    [MODEL, (model) => (model.rules[0].points = 15), 'Rule headcount: 20 → 15 points for fit'],
    [
      MODEL,
      (model) => (model.rules[0].when.between = [50, 600]),
      'Rule headcount: account.employees between 50 and 500 → 600',
    ],
    [
      MODEL,
      (model) => (model.rules[4].when.within = 'P14D'),
      'Rule pricing-twice-a-week: 2 page.viewed where page is pricing within 7 → 14 days',
    ],
    [
      MODEL,
      (model) => Object.assign(model.rules[4].when, { count: { atLeast: 3 }, within: 'P14D' }),
      'Rule pricing-twice-a-week: 2 page.viewed where page is pricing within 7 days → 3 page.viewed where page is pricing within 14 days',
    ],
    [
      MODEL,
      (model) => (model.rules[3].decay = { halfLife: 'P14D' }),
      'Rule demo-booked: halving every 14 days (added)',
    ],
    [MODEL, (model) => (model.rules[0].key = 'size'), 'Rule headcount is now called size'],
    [MODEL, (model) => model.rules.splice(3, 1), 'Rule demo-booked removed: 35 points for engagement when demo.booked'],
    ['lifecycle.json', (file) => (file.models = ['icp-gate']), 'Lifecycle: models hundred-point → icp-gate'],
    ['lifecycle.json', (file) => (file.moves[1].by = ['person']), 'Move qualify: open to score removed'],
    [
      'lifecycle.json',
      (file) => file.stages.unshift(file.stages.pop()),
      'Stage disqualified: moved from place 9 to place 1',
    ],
    [
      'lifecycle.json',
      (file) => (file.stages[2].label = 'Marketing Lead'),
      'Stage mql: label “Marketing qualified lead” → “Marketing Lead”',
    ],
    [
      'lifecycle.json',
      (file) => (file.challengers[0].by = 'lead'),
      'Challenger icp-gate hundred-point: drawn by account → lead',
    ],
    ['slas.json', (file) => (file.policies[0].within = 'PT12H'), 'SLA mql-review-inbound: time 24 → 12 hours'],
    ['slas.json', (file) => file.policies[4].stopsOn.pop(), 'SLA sql-outreach: no longer stops on leaving sql'],
    ['sign-offs.json', (file) => (file.rules[3].teams.sales = 2), 'Sign-offs: rules routing.json: 1 → 2 of sales'],
    [
      'models/hundred-point.test.json',
      (file) => (file.leads[0].expect.scores.total = 51),
      'Example lead fit-alone-is-50-never-mql: expects scores total 50 → 51',
    ],
  ];
  it.each(sentences)('%s %s', (path, change, sentence) => {
    expect(summaries(edit(starter, path, change))).toEqual([sentence]);
  });

  it('say what joins and leaves a condition', () => {
    const grouped = set(starter, MODEL, {
      '/rules/0/when': { all: [{ attribute: 'account.employees', above: 10 }, { activity: 'demo.booked' }] },
    });
    const other = set(grouped, MODEL, {
      '/rules/0/when/all': [
        { attribute: 'title', exists: true },
        { attribute: 'account.employees', above: 20 },
      ],
    });
    expect(summaries(other, grouped)).toEqual([
      'Rule headcount: also asks for title is known',
      'Rule headcount: account.employees above 10 → 20',
      'Rule headcount: no longer asks for demo.booked',
    ]);
  });
});

describe('a diff', () => {
  it('is empty where only form differs', () => {
    const reordered = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reordered)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, reordered(one)]),
            )
          : value;
    const head = Object.fromEntries(
      Object.entries(starter).map(([path, text]) =>
        path.endsWith('.json') && !path.startsWith('schemas/')
          ? [path, JSON.stringify(reordered(JSON.parse(text)))]
          : [path, text],
      ),
    );
    expect(diffTrees(starter, head)).toEqual([]);
    expect(effectText(starter, head)).toBe('');
    expect(diffTrees(starter, set(starter, MODEL, { '/version': '9.0.0', '/$schema': 'x' }))).toEqual([]);
    expect(diffTrees(starter, set(starter, MODEL, { '/rules/1/when/in': ['tech', 'saas'] }))).toEqual([]);
  });

  it('pairs by key, never by position', () => {
    const head = edit(starter, MODEL, (model) => {
      model.rules.unshift({ key: 'new', score: 'fit', points: 1, when: { activity: 'demo.booked' } });
      model.rules[1].points = 21;
    });
    expect(diffTrees(starter, head)).toMatchObject([
      { kind: 'ADDED', pointer: '/rules/0', before: null, after: { key: 'new' } },
      { kind: 'CHANGED', pointer: '/rules/1/points', place: '/rules/headcount/points', before: 20, after: 21 },
    ]);
  });

  it('recognises a file, an entry and a place that moved', () => {
    const { 'models/fit-gate.json': model = '', 'models/fit-gate.test.json': test = '', ...rest } = starter;
    const moved = {
      ...rest,
      'models/fit.json': model.replace('"key": "fit-gate"', '"key": "fit"'),
      'models/fit.test.json': test.replace('"model": "fit-gate"', '"model": "fit"'),
    };
    expect(diffTrees(starter, moved)).toMatchObject([
      {
        path: 'models/fit.json',
        kind: 'MOVED',
        before: 'models/fit-gate.json',
        after: 'models/fit.json',
        summary: 'Model fit-gate moved to models/fit.json',
      },
      { path: 'models/fit.test.json', kind: 'MOVED', pointer: '', level: 'SAFE' },
    ]);
    const routes = edit(starter, 'routing.json', (file) => file.routes.unshift(file.routes.pop()));
    expect(diffTrees(starter, routes)).toMatchObject([{ kind: 'MOVED', after: '/routes/0', level: 'DANGEROUS' }]);
    const rules = edit(starter, MODEL, (file) => file.rules.reverse());
    expect(diffTrees(starter, rules)).toMatchObject([{ kind: 'MOVED', pointer: '/rules', level: 'SAFE' }]);
  });

  it('tells of files that do not parse, were added or taken away', () => {
    const head: { [path: string]: string } = { ...starter, [MODEL]: '{"rules": [', 'templates/x.md': 'Hello\n' };
    delete head['slas.json'];
    expect(diffTrees(starter, head)).toMatchObject(
      [
        { path: MODEL, kind: 'CHANGED', pointer: '', level: 'DANGEROUS', summary: /cannot be read as JSON/ },
        { path: 'slas.json', kind: 'REMOVED', level: 'BREAKING' },
        { path: 'templates/x.md', kind: 'ADDED', level: 'SAFE', summary: 'Template x added' },
      ].map((each) => ({
        ...each,
        ...(each.summary instanceof RegExp ? { summary: expect.stringMatching(each.summary) } : {}),
      })),
    );
    const twice = { ...head, [MODEL]: '[' };
    expect(diffTrees(head, twice)).toHaveLength(1);
  });

  it('says working hours that lack their end as they stand', () => {
    const base = edit(starter, 'slas.json', (file) => (file.calendars[0].week.monday = [['09:00']]));
    const monday = summaries(starter, base).filter((summary) => summary.includes('monday'));
    expect(monday).toEqual([expect.not.stringMatching(/undefined/)]);
  });

  it('finds nothing between a tree and itself, and says whatever differs, whatever JSON it is', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const [base, head] = [randomEdits(starter, first), randomEdits(starter, second)];
        expect(diffTrees(base, base)).toEqual([]);
        const changes = diffTrees(base, head);
        expect(changes.length === 0).toBe(effectText(base, head) === '');
        for (const { summary } of changes) expect(summary).not.toMatch(/undefined|\[object|^$/);
        expect(['SAFE', 'DANGEROUS', 'BREAKING']).toContain(levelOf(changes));
      }),
      { seed, numRuns: 40 },
    );
  });
});

describe('an effect', () => {
  const raised = set(starter, MODEL, { '/thresholds/0/when/atLeast': 75 });
  const other = { '/rules/0/points': 19 };

  it('shows another change to the same file on main, and none elsewhere', () => {
    const effect = effectText(starter, raised);
    expect(effectText(set(starter, MODEL, other), set(raised, MODEL, other))).not.toBe(effect);
    const elsewhere = { '/policies/0/label': 'x' };
    expect(effectText(set(starter, 'slas.json', elsewhere), set(raised, 'slas.json', elsewhere))).toBe(effect);
    expect(effectText(set(starter, MODEL, { '/version': '1.1.0' }), set(raised, MODEL, { '/version': '7.0.0' }))).toBe(
      effect,
    );
  });

  it('shows a higher class', () => {
    const draft = 'models/neon-signs.json';
    const without = ({ [draft]: _, [draft.replace('.json', '.test.json')]: __, ...rest }: Record<string, string>) =>
      rest;
    const runs = set(starter, 'lifecycle.json', { '/models': ['hundred-point', 'neon-signs'] });
    expect(effectText(runs, without(runs))).not.toBe(effectText(starter, without(starter)));
  });
});

describe('Markdown', () => {
  it('groups by file and shows what is written in files as it is', () => {
    const head = set(starter, MODEL, { '/name': '<img src=x> [a](b) @team *x*\n# y' });
    expect(diffMarkdown(diffTrees(starter, head))).toContain('→ “&lt;img src=x\\> \\[a\\](b) &#64;team \\*x\\* # y”');
    expect(diffMarkdown([])).toBe('Nothing changes.\n');
  });
});
