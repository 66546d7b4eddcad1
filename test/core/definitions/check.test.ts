import { describe, expect, it } from '@jest/globals';
import { checkTree } from '../../../core/definitions/check.js';
import type { Files, Problem } from '../../../core/definitions/tree.js';
import { edit, type Loose, newProblems, starter } from './tree-files.js';

const LIFECYCLE = 'lifecycle.json';
const MODEL = 'models/hundred-point.json';
const TEST = 'models/hundred-point.test.json';
const EQUAL_60 = { score: 'total', atLeast: 60 };

interface Case {
  /** What is done to the starter set, and to which file. */
  does: [path: string, change: (value: Loose) => void];
  code: string;
  level?: 'error' | 'warning';
  at: string;
  /** Where it is told, when not in the file changed. */
  in?: string;
  says: RegExp;
}

const rule = (model: Loose, key: string): Loose => model.rules.find((one: Loose) => one.key === key);
const threshold = (model: Loose): Loose => model.thresholds[0];
const when = (condition: object) => (model: Loose) => {
  threshold(model).when = condition;
  delete threshold(model).release;
};

const errors: Case[] = [
  {
    does: [LIFECYCLE, (v) => v.models.push('hundred-pint')],
    code: 'unknown-model',
    at: '/models/1',
    says: /no model 'hundred-pint'\. Did you mean 'hundred-point'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.challengers[0].against = 'fit-gate';
      },
    ],
    code: 'unknown-model',
    at: '/challengers/0/against',
    says: /no running model 'fit-gate'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.initial = 'visitr';
      },
    ],
    code: 'unknown-stage',
    at: '/initial',
    says: /'visitr'. Did you mean 'visitor'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[0].to = 'leed';
      },
    ],
    code: 'unknown-stage',
    at: '/moves/0/to',
    says: /'leed'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.reasons[0].from[1] = 'sales';
      },
    ],
    code: 'unknown-stage',
    at: '/reasons/0/from/1',
    says: /'sales'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.stages[2].handoff.onExpiry.reason = 'late';
      },
    ],
    code: 'unknown-reason',
    at: '/stages/2/handoff/onExpiry/reason',
    says: /no reason 'late'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.stages[2].owner = 'sdr';
      },
    ],
    code: 'schema',
    at: '/stages/2/owner',
    says: /"sdr" is not one of/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[6].requires.attributes[0] = 'expectedvalue';
      },
    ],
    code: 'unknown-attribute',
    at: '/moves/6/requires/attributes/0',
    says: /Did you mean 'expectedValue'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[3].requires.when.all[0].criteria[0] = 'authorety';
      },
    ],
    code: 'unknown-criterion',
    at: '/moves/3/requires/when/all/0/criteria/0',
    says: /Did you mean 'authority'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[3].requires.when.all[1].qualification = 'bunt';
      },
    ],
    code: 'unknown-framework',
    at: '/moves/3/requires/when/all/1/qualification',
    says: /Did you mean 'bant'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[3].requires.when.all[1].atLeast = 5;
      },
    ],
    code: 'too-many-criteria',
    at: '/moves/3/requires/when/all/1/atLeast',
    says: /At least 5 .* only 4/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[4].requires.when = { score: 'total', atLeast: 1 };
      },
    ],
    code: 'misplaced-condition',
    at: '/moves/4/requires/when/score',
    says: /outside a threshold/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[1].key = 'identify';
      },
    ],
    code: 'duplicate-key',
    at: '/moves/1/key',
    says: /'identify' is used twice/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.stages[1].key = 'Lead';
      },
    ],
    code: 'bad-key',
    at: '/stages/1/key',
    says: /"Lead" is no key/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.reasons[0].side = 'other';
      },
    ],
    code: 'other-without-note',
    at: '/reasons/0/side',
    says: /needs no note/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.moves[1].by = ['person'];
      },
    ],
    code: 'unlisted-move',
    in: MODEL,
    at: '/thresholds/0/moveTo',
    says: /no move to 'mql' by score/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[0].startsOn.enter = 'mqls';
      },
    ],
    code: 'unknown-stage',
    at: '/policies/0/startsOn/enter',
    says: /Did you mean 'mql'/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[2].calendar = 'offices';
      },
    ],
    code: 'unknown-calendar',
    at: '/policies/2/calendar',
    says: /Did you mean 'office'/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        delete v.policies[2].calendar;
      },
    ],
    code: 'missing-calendar',
    at: '/policies/2',
    says: /names no calendar/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[2].within = 'P1D';
      },
    ],
    code: 'bad-duration',
    at: '/policies/2/within',
    says: /'business' counts hours/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[3].within = 'PT8H';
      },
    ],
    code: 'bad-duration',
    at: '/policies/3/within',
    says: /whole days/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[0].within = 'P1M';
      },
    ],
    code: 'bad-duration',
    at: '/policies/0/within',
    says: /weeks or days/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies[2].startsOn.activity = 'demo.request';
      },
    ],
    code: 'unknown-activity',
    at: '/policies/2/startsOn/activity',
    says: /Did you mean 'demo.requested'/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.calendars[0].week = { monday: [] };
      },
    ],
    code: 'no-working-time',
    at: '/calendars/0/week',
    says: /'office' has no working time/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.calendars[0].week.monday = [['17:00', '09:00']];
      },
    ],
    code: 'bad-hours',
    at: '/calendars/0/week/monday/0',
    says: /17:00 to 09:00/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.calendars[0].timeZone = 'Europe/Berln';
      },
    ],
    code: 'unknown-time-zone',
    at: '/calendars/0/timeZone',
    says: /'Europe\/Berln'/,
  },
  {
    does: [
      'routing.json',
      (v) => {
        v.routes[0].to = 'enterprise';
      },
    ],
    code: 'unknown-pool',
    at: '/routes/0/to',
    says: /no pool 'enterprise'/,
  },
  {
    does: [
      'routing.json',
      (v) => {
        v.fallback = 'inbound';
      },
    ],
    code: 'unknown-pool',
    at: '/fallback',
    says: /no pool 'inbound'/,
  },
  {
    does: [
      'routing.json',
      (v) => {
        v.pools[0].team = 'sdr';
      },
    ],
    code: 'schema',
    at: '/pools/0/team',
    says: /"sdr" is not one of/,
  },
  {
    does: [
      'benchmarks.json',
      (v) => {
        v.default = 'b2c';
      },
    ],
    code: 'unknown-profile',
    at: '/default',
    says: /no profile 'b2c'/,
  },
  {
    does: [
      'benchmarks.json',
      (v) => {
        v.profiles[0].metrics[0].to = 'sqll';
      },
    ],
    code: 'unknown-stage',
    at: '/profiles/0/metrics/0/to',
    says: /Did you mean 'sql'/,
  },
  {
    does: [
      'notifications.json',
      (v) => {
        v.notifications[0].template = 'templates/gone.md';
      },
    ],
    code: 'unknown-template',
    at: '/notifications/0/template',
    says: /no template 'templates\/gone.md'/,
  },
  {
    does: [
      'activities.json',
      (v) => {
        v.ignore[0].attribute = 'mail';
      },
    ],
    code: 'unknown-attribute',
    at: '/ignore/0/attribute',
    says: /Did you mean 'email'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.key = 'hundred';
      },
    ],
    code: 'misnamed-file',
    at: '/key',
    says: /named for 'hundred-point'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.owner = 'sdr';
      },
    ],
    code: 'schema',
    at: '/owner',
    says: /"sdr" is not one of/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'demo-booked').when.activity = 'demo.book';
      },
    ],
    code: 'unknown-activity',
    at: '/rules/3/when/activity',
    says: /Did you mean 'demo.booked'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'pricing-twice-a-week').when.where = { pgae: { equals: 'pricing' } };
      },
    ],
    code: 'unknown-property',
    at: '/rules/4/when/where/pgae',
    says: /no property 'pgae'. Did you mean 'page'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'three-product-pages-a-week').when.distinct = 'day';
      },
    ],
    code: 'unknown-property',
    at: '/rules/5/when/distinct',
    says: /no property 'day'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').when.attribute = 'employees';
      },
    ],
    code: 'unknown-attribute',
    at: '/rules/0/when/attribute',
    says: /Did you mean 'account.employees'|no attribute 'employees'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').score = 'fitt';
      },
    ],
    code: 'unknown-score',
    at: '/rules/0/score',
    says: /Did you mean 'fit'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').score = 'total';
      },
    ],
    code: 'rule-feeds-sum',
    at: '/rules/0/score',
    says: /which is a sum/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').each = { activity: 'demo.booked' };
      },
    ],
    code: 'rule-kind',
    at: '/rules/0/each',
    says: /both/,
  },
  {
    does: [
      MODEL,
      (v) => {
        delete rule(v, 'headcount').when;
      },
    ],
    code: 'rule-kind',
    at: '/rules/0',
    says: /neither/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').decay = { linear: 'P30D' };
      },
    ],
    code: 'decay-without-activity',
    at: '/rules/0/decay',
    says: /no activity gives its age/,
  },
  {
    does: [
      MODEL,
      (v) => {
        Object.assign(rule(v, 'headcount'), { min: 3, max: 1 });
      },
    ],
    code: 'reversed-range',
    at: '/rules/0/min',
    says: /3, is above the most, 1/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'headcount').when.between = [500, 50];
      },
    ],
    code: 'reversed-range',
    at: '/rules/0/when/between',
    says: /between 500 and 50/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'wrong-domain').when.matches = '(?=x)';
      },
    ],
    code: 'bad-expression',
    at: '/rules/6/when/matches',
    says: /Look-around/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'wrong-domain').when.matches = '(a)\\1';
      },
    ],
    code: 'bad-expression',
    at: '/rules/6/when/matches',
    says: /\\1/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'wrong-domain').when = { attribute: 'createdAt', before: 'soon' };
      },
    ],
    code: 'bad-date',
    at: '/rules/6/when/before',
    says: /"soon" is no date/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.reviewEvery = 'P1Y';
      },
    ],
    code: 'bad-duration',
    at: '/reviewEvery',
    says: /"P1Y" is no duration/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.version = '1.0';
      },
    ],
    code: 'schema',
    at: '/version',
    says: /"1.0" has not the form/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.scores.total.sum = ['fit', 'total'];
      },
    ],
    code: 'score-cycle',
    at: '/scores/total/sum',
    says: /adds up itself: total → total/,
  },
  {
    does: [
      MODEL,
      (v) => {
        Object.assign(v.scores, { a: { sum: ['b'] }, b: { sum: ['a'] } });
      },
    ],
    code: 'score-cycle',
    at: '/scores/a/sum',
    says: /a → b → a/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.primary = 'all';
      },
    ],
    code: 'unknown-score',
    at: '/primary',
    says: /no score 'all'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.scores.sum = v.scores.total;
        delete v.scores.total;
        threshold(v).when.score = 'sum';
        threshold(v).release.score = 'sum';
      },
    ],
    code: 'no-primary',
    at: '',
    says: /called 'total'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        threshold(v).suggest = 'sql';
      },
    ],
    code: 'moves-and-suggests',
    at: '/thresholds/0/suggest',
    says: /both moves and suggests/,
  },
  {
    does: [
      MODEL,
      (v) => {
        threshold(v).moveTo = 'mlq';
      },
    ],
    code: 'unknown-stage',
    at: '/thresholds/0/moveTo',
    says: /Did you mean 'mql'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        threshold(v).moveTo = 'customer';
      },
    ],
    code: 'unlisted-move',
    at: '/thresholds/0/moveTo',
    says: /no move to 'customer' by score/,
  },
  {
    does: [
      MODEL,
      (v) => {
        threshold(v).reason = 'bad';
      },
    ],
    code: 'unknown-reason',
    at: '/thresholds/0/reason',
    says: /no reason 'bad'/,
  },
  {
    does: [MODEL, when({ rule: 'head-count' })],
    code: 'unknown-rule',
    at: '/thresholds/0/when/rule',
    says: /Did you mean 'headcount'/,
  },
  {
    does: [MODEL, when({ score: 'totl', atLeast: 60 })],
    code: 'unknown-score',
    at: '/thresholds/0/when/score',
    says: /Did you mean 'total'/,
  },
  {
    does: [MODEL, when({ score: 'total', atLeast: 101 })],
    code: 'unreachable-threshold',
    at: '/thresholds/0/when',
    says: /'total' gives 0 to 100/,
  },
  {
    does: [MODEL, when({ score: 'total', atLeast: 0 })],
    code: 'always-passed-threshold',
    at: '/thresholds/0/when',
    says: /Every lead passes/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.rules = Array.from({ length: 501 }, (_, i) => ({ ...v.rules[0], key: `r${i}` }));
      },
    ],
    code: 'too-many-rules',
    at: '/rules',
    says: /501 rules; 500/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[0].expect.scores.total = 51;
      },
    ],
    code: 'failing-example',
    at: '/leads/0/expect/scores/total',
    says: /expected total 51, got 50/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[2].expect = { notCrossed: ['mql'] };
      },
    ],
    code: 'failing-example',
    at: '/leads/2/expect/notCrossed/0',
    says: /expected 'mql' not to be crossed, crossed is mql/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[0].expect = { crossed: ['mql'] };
      },
    ],
    code: 'failing-example',
    at: '/leads/0/expect/crossed/0',
    says: /expected 'mql' to be crossed, crossed is none/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[2].expect = { stage: 'lead' };
      },
    ],
    code: 'failing-example',
    at: '/leads/2/expect/stage',
    says: /expected stage 'lead', got 'mql'/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[0].expect.crossed = ['mq'];
      },
    ],
    code: 'unknown-threshold',
    at: '/leads/0/expect/crossed/0',
    says: /no threshold 'mq'/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.leads[0].attributes.employees = 3;
      },
    ],
    code: 'unknown-attribute',
    at: '/leads/0/attributes/employees',
    says: /'employees'/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.at = 'today';
      },
    ],
    code: 'bad-example',
    at: '/leads/0',
    says: /"today" is no date/,
  },
  {
    does: [
      TEST,
      (v) => {
        v.model = 'fit-gate';
      },
    ],
    code: 'misnamed-file',
    at: '/model',
    says: /says 'fit-gate'/,
  },
];

const warnings: Case[] = [
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.reasons[0].label = 'Not a good fit';
      },
    ],
    code: 'vague-reason',
    at: '/reasons/0/label',
    says: /'Not a good fit'/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        delete v.reasons;
        delete v.stages[2].handoff.onExpiry;
      },
    ],
    code: 'no-reasons',
    at: '',
    says: /has no reasons/,
  },
  {
    does: [
      LIFECYCLE,
      (v) => {
        v.stages[3].key = 'working';
        v.stages[3].label = 'Working';
        v.stages[2].handoff.acceptTo = 'working';
        for (const move of v.moves) {
          move.from = move.from.map((one: string) => (one === 'sal' ? 'working' : one));
          if (move.to === 'sal') move.to = 'working';
        }
        for (const reason of v.reasons)
          reason.from = reason.from.map((one: string) => (one === 'sal' ? 'working' : one));
      },
    ],
    code: 'no-sal',
    at: '/stages',
    says: /no sales accepted stage/,
  },
  {
    does: [
      'slas.json',
      (v) => {
        v.policies = v.policies.filter((one: Loose) => one.startsOn.enter !== 'mql');
      },
    ],
    code: 'no-sla',
    in: LIFECYCLE,
    at: '/stages/2',
    says: /enters 'mql'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.rules.push({ ...v.rules[0], key: 'fifth' });
      },
    ],
    code: 'crowded-fit',
    at: '/thresholds/0',
    says: /5 fit rules feed the threshold 'mql'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.rules.push({ ...v.rules[3], key: 'fourth' });
      },
    ],
    code: 'crowded-intent',
    at: '/thresholds/0',
    says: /4 intent rules/,
  },
  {
    does: [MODEL, when({ score: 'fit', atLeast: 50 })],
    code: 'idle-rule',
    at: '/rules/3',
    says: /'demo-booked' can never change a threshold: no threshold looks at 'engagement'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.rules[0].points = 0;
      },
    ],
    code: 'idle-rule',
    at: '/rules/0',
    says: /always gives 0/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.rules.pop();
      },
    ],
    code: 'no-negative-rule',
    at: '/rules',
    says: /takes points away/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'seniority').when.in = ['vp', 'chief'];
      },
    ],
    code: 'never-passes',
    at: '/rules/2/when/in/1',
    says: /never 'chief'/,
  },
  {
    does: [
      MODEL,
      (v) => {
        rule(v, 'seniority').when = { attribute: 'title', atLeast: 3 };
      },
    ],
    code: 'never-passes',
    at: '/rules/2/when/atLeast',
    says: /'title' is string, and no number/,
  },
  {
    does: [
      MODEL,
      (v) => {
        v.reviewedOn = '2026-10-22';
      },
    ],
    code: 'review-overdue',
    at: '/reviewedOn',
    says: /last reviewed on 2026-10-22/,
  },
  {
    does: [
      MODEL,
      (v) => {
        threshold(v).moveTo = 'nurture';
      },
    ],
    code: 'threshold-lacks-reason',
    at: '/thresholds/0/moveTo',
    says: /needs a reason/,
  },
];

function found({ does: [path, change], code, in: file = path }: Case): Problem[] {
  const changed = edit(starter, path, change);
  return newProblems(starter, changed, code, '2026-11-22').filter((one) => one.path === file);
}

describe('checkTree', () => {
  it.each(errors.map((one) => [`${one.code} ${one.at} ${String(one.says)}`, one] as const))(
    'error %s',
    (_name, one) => {
      const [problem] = found(one);
      expect(problem).toMatchObject({ level: 'error', code: one.code, pointer: one.at });
      expect(problem?.message).toMatch(one.says);
      expect(problem?.message).toMatch(/[.?]$/);
      expect(problem?.line).toBeGreaterThan(0);
      expect(checkTree(edit(starter, ...one.does)).tree).toBeUndefined();
    },
  );

  it.each(warnings.map((one) => [`${one.code} ${one.at} ${String(one.says)}`, one] as const))(
    'warning %s',
    (_name, one) => {
      const [problem] = found(one);
      expect(problem).toMatchObject({ level: 'warning', code: one.code, pointer: one.at });
      expect(problem?.message).toMatch(one.says);
      expect(problem?.hint).toBeTruthy();
    },
  );

  it('says where, to the column', () => {
    const changed = edit(starter, MODEL, (model) => {
      model.rules[1].when.attribute = 'account.industri';
    });
    const [problem] = newProblems(starter, changed, 'unknown-attribute');
    const lines = (changed[MODEL] as string).split('\n');
    expect(lines[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(/^"account.industri"/);
  });

  it('lets a file answer its warnings, and no others', () => {
    const crowded = (files: Files) =>
      checkTree(files)
        .problems.filter((one) => one.path === MODEL)
        .map((one) => one.code);
    expect(crowded(starter)).toEqual(['crowded-fit']);
    const answer = (warning: string) =>
      edit(starter, MODEL, (model) => {
        model.acknowledge = [{ warning, because: 'the fourth takes points away' }];
      });
    expect(crowded(answer('crowded-fit'))).toEqual([]);
    expect(crowded(answer('crowded-intent'))).toEqual(['crowded-fit']);
  });

  it('never lets an error be acknowledged', () => {
    const changed = edit(starter, MODEL, (model) => {
      when({ score: 'total', atLeast: 101 })(model);
      model.acknowledge = [{ warning: 'unreachable-threshold', because: 'we like it' }];
    });
    expect(checkTree(changed).tree).toBeUndefined();
  });

  it('says nothing of a draft whose move is not listed, or of a review that is not due', () => {
    const draft = edit(starter, 'models/fit-gate.json', (model) => {
      model.thresholds[0].moveTo = 'customer';
    });
    expect(newProblems(starter, draft, 'unlisted-move')).toEqual([]);
    const fresh = edit(starter, MODEL, (model) => {
      model.reviewedOn = '2026-10-23';
    });
    expect(newProblems(starter, fresh, 'review-overdue', '2026-11-22')).toEqual([]);
  });

  it('asks a challenger that decides for its share what it asks a running model', () => {
    const shared = (share: number) =>
      edit(
        edit(starter, LIFECYCLE, (v) => {
          v.challengers[0].share = share;
        }),
        'models/icp-gate.json',
        (v) => {
          v.thresholds[0].moveTo = 'customer';
        },
      );
    expect(newProblems(starter, shared(0), 'unlisted-move')).toEqual([]);
    expect(newProblems(starter, shared(0.1), 'unlisted-move')).toHaveLength(1);
  });

  it('knows the days and weeks of $day and $week, and what only example leads send', () => {
    const distinct = (model: string, property: string) =>
      edit(starter, model, (v) => {
        v.rules.find((one: Loose) => one.when?.distinct !== undefined).when.distinct = property;
      });
    expect(newProblems(starter, distinct(MODEL, '$day'), 'unknown-property')).toEqual([]);
    expect(newProblems(starter, distinct('models/neon-signs.json', 'dya'), 'unknown-property')).toHaveLength(1);
    const live = edit(starter, LIFECYCLE, (v) => v.models.push('neon-signs'));
    expect(newProblems(starter, live, 'unknown-property')).toHaveLength(1);
  });

  it('refuses paths the tree has no place for', () => {
    for (const path of [
      '../x.json',
      '.git/config',
      'models/A.json',
      'models/x.JSON',
      'models/a/b.json',
      'lifecycle.JSON',
      'Models/a.json',
      'templates/x.html',
      'notes.txt',
      'models/.json',
      'readme.md',
    ]) {
      expect([
        path,
        checkTree({ ...starter, [path]: '{}' })
          .problems.filter((one) => one.code === 'forbidden-path')
          .map((one) => one.path),
      ]).toEqual([path, [path]]);
    }
  });

  it('asks for lifecycle.json and activities.json, and does without the rest', () => {
    const without = (path: string) => Object.fromEntries(Object.entries(starter).filter(([name]) => name !== path));
    for (const path of ['lifecycle.json', 'activities.json']) {
      expect(
        checkTree(without(path))
          .problems.filter((one) => one.level === 'error')
          .map((one) => `${one.code} ${one.path}`),
      ).toContain(`missing-file ${path}`);
    }
    for (const path of [
      'benchmarks.json',
      'reviews.json',
      'notifications.json',
      'routing.json',
      'sign-offs.json',
      'README.md',
    ]) {
      expect([path, checkTree(without(path)).tree === undefined]).toEqual([path, false]);
    }
    expect(checkTree({}).problems.map((one) => one.code)).toContain('missing-file');
  });

  it('tells only the grammar of a file that is no JSON, and still checks the others', () => {
    const { problems, tree } = checkTree({
      ...edit(starter, MODEL, when({ ...EQUAL_60, score: 'totl' })),
      'routing.json': '{',
    });
    expect(tree).toBeUndefined();
    expect(problems.filter((one) => one.path === 'routing.json').map((one) => one.code)).toEqual(['syntax']);
    expect(problems.map((one) => one.code)).toContain('unknown-score');
  });

  it('stays quick for models of 500 rules, and refuses example leads that would not', () => {
    const rules = Array.from({ length: 500 }, (_, index) => ({
      ...{ key: `r${index}`, score: index % 2 ? 'fit' : 'engagement', points: 1 },
      when: { activity: 'page.viewed', distinct: 'path', count: { atLeast: index + 2 }, within: 'P30D' },
    }));
    const big = edit(starter, MODEL, (model) => {
      model.rules = rules;
    });
    const facts = (count: number) => Array.from({ length: count }, () => ({ activity: 'page.viewed', ago: 'P1D' }));
    const withFacts = (count: number) =>
      edit(big, TEST, (test) => {
        test.leads = [{ key: 'many', facts: facts(count), expect: { notCrossed: ['mql'] } }];
      });
    expect(checkTree(withFacts(10)).tree).toBeDefined();
    expect(newProblems(starter, withFacts(1000), 'examples-too-heavy')).toHaveLength(1);
  });

  it('computes what rules on one attribute give together: of several seniorities a lead has one', () => {
    const tiers = (atLeast: number) =>
      edit(starter, MODEL, (model) => {
        model.scores = { total: { min: 0, max: 100 } };
        model.rules = ['manager', 'director', 'vp'].map((value, index) => ({
          ...{ key: value, score: 'total', points: 10 * (index + 1) },
          when: { attribute: 'seniority', equals: value },
        }));
        model.rules.push({
          key: 'small',
          score: 'total',
          points: 5,
          when: { attribute: 'account.employees', below: 50 },
        });
        model.rules.push({
          key: 'big',
          score: 'total',
          points: 15,
          when: { attribute: 'account.employees', atLeast: 50 },
        });
        when({ score: 'total', atLeast })(model);
      });
    const noExamples = (files: Files) =>
      edit(files, TEST, (test) => {
        test.leads = [];
      });
    expect(newProblems(starter, noExamples(tiers(45)), 'unreachable-threshold')).toEqual([]);
    expect(newProblems(starter, noExamples(tiers(46)), 'unreachable-threshold')[0]?.message).toContain(
      "'total' gives 0 to 45",
    );
  });

  it.each([
    [
      {
        all: [
          { score: 'total', atLeast: 60 },
          { score: 'total', below: 60 },
        ],
      },
      'unreachable-threshold',
    ],
    [
      {
        all: [
          { attribute: 'account.employees', above: 10 },
          { attribute: 'account.employees', atMost: 10 },
        ],
      },
      'unreachable-threshold',
    ],
    [{ any: [] }, 'unreachable-threshold'],
    [
      {
        atLeast: 3,
        of: [
          { score: 'fit', atLeast: 10 },
          { score: 'total', atLeast: 10 },
        ],
      },
      'unreachable-threshold',
    ],
    [{ activity: 'demo.booked', count: { atLeast: 3, atMost: 2 } }, 'unreachable-threshold'],
    [{ score: 'total', equals: 'sixty' }, 'unreachable-threshold'],
    [{ score: 'total', above: 100 }, 'unreachable-threshold'],
    [{ ratio: { of: { activity: 'demo.booked' }, to: { activity: 'email.sent' } }, below: 0 }, 'unreachable-threshold'],
    [{ all: [] }, 'always-passed-threshold'],
    [{ none: [{ score: 'total', above: 100 }] }, 'always-passed-threshold'],
    [
      {
        any: [
          { score: 'fit', atLeast: 60 },
          { score: 'fit', between: [0, 50] },
        ],
      },
      'always-passed-threshold',
    ],
    [{ activity: 'demo.booked', count: { atLeast: 0 } }, 'always-passed-threshold'],
    [{ score: 'total', notEquals: 101 }, 'always-passed-threshold'],
    [{ score: 'total', atLeast: 100 }, null],
    [{ score: 'total', above: 0 }, null],
    [{ score: 'total', notEquals: 100 }, null],
    [{ activity: 'demo.booked', count: { exactly: 0 } }, null],
    [{ activity: 'demo.session', sum: 'minutes', atLeast: 0 }, null],
    [{ attribute: 'title', exists: false }, null],
    [{ none: [{ activity: 'demo.booked' }] }, null],
  ])('judges whether %j can be reached, and missed: %s', (condition, code) => {
    const changed = edit(starter, MODEL, when(condition));
    const codes = checkTree(changed)
      .problems.map((one) => one.code)
      .filter((one) => /threshold$/.test(one) && one !== 'crowded-threshold');
    expect(codes).toEqual(code === null ? [] : [code]);
  });

  it('notices another form, which is no error', () => {
    const { tree, problems } = checkTree({ ...starter, [MODEL]: JSON.stringify(JSON.parse(starter[MODEL] as string)) });
    expect(tree).toBeDefined();
    expect(problems.filter((one) => one.code === 'not-canonical').map((one) => one.path)).toEqual([MODEL]);
  });
});
