import { Engine } from 'json-rules-engine';
import type { ActivityFact } from '../../../core/scoring/facts.js';
import type { BenchLead } from './bench-leads.js';

const DAY = 86_400_000;
const fold = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

/** The rules of the bench model for json-rules-engine: windows, sums and decay are facts it computes on demand. */
export function openRulesEngine(at: number): (lead: BenchLead) => Promise<{ total: number; crossed: string[] }> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  const count = (name: string, days: number, matches: (activity: ActivityFact) => boolean): void => {
    engine.addFact(name, async (_params, almanac) => {
      const activities = (await almanac.factValue('activities')) as ActivityFact[];
      return activities.filter((one) => one.occurredAt > at - days * DAY && one.occurredAt <= at && matches(one))
        .length;
    });
  };
  count('demos', Infinity, (one) => one.type === 'demo.requested');
  count('trials', 30, (one) => one.type === 'trial.started');
  count('pricing', 7, (one) => one.type === 'page.viewed' && fold(one.properties.page) === 'pricing');
  count('webinars', 84, (one) => one.type === 'webinar.attended');
  count('walkthroughs', Infinity, (one) => one.type === 'video.watched' && Number(one.properties.minutes) >= 30);
  count('missed', 30, (one) => one.type === 'meeting.missed');
  engine.addFact('productPages', async (_params, almanac) => {
    const activities = (await almanac.factValue('activities')) as ActivityFact[];
    const pages = activities.filter(
      (one) =>
        one.type === 'page.viewed' && one.occurredAt > at - 7 * DAY && fold(one.properties.category) === 'product',
    );
    return new Set(pages.map((one) => fold(one.properties.path))).size;
  });
  const fading = (
    name: string,
    type: string,
    max: number,
    points: (age: number, activity: ActivityFact) => number,
  ): void => {
    engine.addFact(name, async (_params, almanac) => {
      const activities = (await almanac.factValue('activities')) as ActivityFact[];
      const sum = activities.reduce(
        (total, one) => total + (one.type === type ? points(at - one.occurredAt, one) : 0),
        0,
      );
      return Math.min(max, sum);
    });
  };
  fading('nurture', 'email.opened', 15e6, (age, one) =>
    fold(one.properties.program) === 'nurture' ? Math.round(5e6 * Math.max(0, 1 - age / (30 * DAY))) : 0,
  );
  fading('resources', 'resource.downloaded', 12e6, (age) => Math.round(4e6 * 2 ** (-age / (14 * DAY))));
  for (const name of ['industry', 'country', 'seniority'])
    engine.addFact(`${name}Folded`, async (_params, almanac) => fold(await almanac.factValue(name)));
  engine.addOperator(
    'matches',
    (value: unknown, pattern: string) => typeof value === 'string' && new RegExp(pattern, 'i').test(value.trim()),
  );
  const rule = (
    score: string,
    points: number | string,
    ...all: { fact: string; operator: string; value: unknown }[]
  ): void => {
    engine.addRule({ conditions: { all }, event: { type: 'points', params: { score, points } } });
  };
  rule(
    'fit',
    15e6,
    { fact: 'employees', operator: 'greaterThanInclusive', value: 50 },
    { fact: 'employees', operator: 'lessThanInclusive', value: 500 },
  );
  rule('fit', 10e6, { fact: 'industryFolded', operator: 'in', value: ['saas', 'it-services'] });
  rule('fit', 10e6, { fact: 'seniorityFolded', operator: 'in', value: ['vp', 'c-level', 'director'] });
  rule('fit', 5e6, { fact: 'title', operator: 'matches', value: '\\b(vp|director|head|chief)\\b' });
  rule('fit', 5e6, { fact: 'countryFolded', operator: 'equal', value: 'de' });
  rule('fit', -10e6, { fact: 'email', operator: 'matches', value: '\\.edu$' });
  rule('engagement', 20e6, { fact: 'demos', operator: 'greaterThanInclusive', value: 1 });
  rule('engagement', 15e6, { fact: 'trials', operator: 'greaterThanInclusive', value: 1 });
  rule('engagement', 15e6, { fact: 'pricing', operator: 'greaterThanInclusive', value: 2 });
  rule('engagement', 10e6, { fact: 'productPages', operator: 'greaterThanInclusive', value: 3 });
  rule('engagement', 'nurture', { fact: 'nurture', operator: 'greaterThan', value: 0 });
  rule('engagement', 'webinars', { fact: 'webinars', operator: 'greaterThanInclusive', value: 1 });
  rule('engagement', 'resources', { fact: 'resources', operator: 'greaterThan', value: 0 });
  rule('engagement', 10e6, { fact: 'walkthroughs', operator: 'greaterThanInclusive', value: 1 });
  rule('engagement', -5e6, { fact: 'missed', operator: 'greaterThanInclusive', value: 2 });
  const thresholds = new Engine();
  thresholds.addRule({
    conditions: { all: [{ fact: 'total', operator: 'greaterThanInclusive', value: 60 }] },
    event: { type: 'mql' },
  });
  thresholds.addRule({
    conditions: { all: [{ fact: 'total', operator: 'lessThan', value: 50 }] },
    event: { type: 'release' },
  });
  thresholds.addRule({
    conditions: {
      all: [
        { fact: 'total', operator: 'greaterThanInclusive', value: 75 },
        { fact: 'demos', operator: 'greaterThanInclusive', value: 1 },
      ],
    },
    event: { type: 'sql' },
  });
  return async ({ attributes, activities }) => {
    const { events, almanac } = await engine.run({
      activities,
      employees: attributes['account.employees'],
      industry: attributes['account.industry'],
      country: attributes['account.country'],
      seniority: attributes.seniority,
      title: attributes.title,
      email: attributes.email,
    });
    const scores: Record<string, number> = { fit: 0, engagement: 0 };
    for (const { params } of events) {
      const { score, points } = params as { score: string; points: number | string };
      const value = typeof points === 'number' ? points : ((await almanac.factValue(points)) as number);
      scores[score] = (scores[score] ?? 0) + (points === 'webinars' ? Math.min(20e6, value * 10e6) : value);
    }
    const fit = Math.min(50e6, Math.max(0, scores.fit ?? 0));
    const total = Math.min(100e6, fit + Math.min(70e6, Math.max(0, scores.engagement ?? 0)));
    const told = await thresholds.run({ total: total / 1e6, demos: await almanac.factValue('demos') });
    return { total, crossed: told.events.map(({ type }) => type) };
  };
}
