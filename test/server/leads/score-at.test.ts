import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluate } from '../../../core/scoring/evaluate.js';
import type { Fact, JsonObject } from '../../../core/scoring/facts.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { evaluateLead } from '../../../server/leads/evaluate-lead.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { readScore } from '../../../server/leads/read-score.js';
import { readScoreHistory } from '../../../server/leads/read-score-history.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import type { ScoreReport } from '../../../server/leads/score.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { activity, answer, attribute, DAY, pass } from '../../core/scoring/make-facts.js';
import { referenceEvaluate } from '../../core/scoring/reference.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { editFile, machine, openTestIntake, person, type TestIntake } from './open-test-intake.js';

const model: ScoringModel = {
  language: 1,
  key: 'changing',
  version: '1.0.0',
  name: 'Everything that changes a score',
  primary: 'total',
  scores: { fit: { min: 0, max: 60 }, heat: { max: 90 }, total: { sum: ['fit', 'heat'] } },
  rules: [
    { key: 'staff', score: 'fit', points: 20, when: { attribute: 'account.employees', between: [50, 500] } },
    { key: 'vp', score: 'fit', points: 15.5, when: { attribute: 'seniority', equals: 'vp' } },
    { key: 'student', score: 'fit', points: -50, when: { attribute: 'seniority', equals: 'student' } },
    { key: 'week', score: 'heat', points: 12, when: { activity: 'page.viewed', count: { atLeast: 2 }, within: 'P7D' } },
    { key: 'ever', score: 'heat', points: 7, when: { activity: 'page.viewed', count: { atLeast: 2 }, inAny: 'P2D' } },
    { key: 'calls', score: 'heat', points: 30, each: { activity: 'call.held' }, decay: { linear: 'P10D' }, max: 45 },
    { key: 'demo', score: 'heat', points: 25, when: { activity: 'demo.booked' }, decay: { halfLife: 'P5D' } },
    { key: 'budget', score: 'fit', points: 9, when: { qualification: 'bant', criteria: ['budget'] } },
    { key: 'again', score: 'heat', points: 3, each: { activity: 'page.viewed', inPass: true } },
  ],
  thresholds: [{ key: 'warm', when: { score: 'total', atLeast: 50 } }],
};

describe('the score of a lead that keeps changing', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let id: string;
  const now = Date.now();
  const ago = (days: number) => now - Math.round(days * DAY);
  const facts: Fact[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database, (files) => {
      files['models/changing.json'] = JSON.stringify(model);
      editFile<{ models: string[] }>(files, 'lifecycle.json', (lifecycle) => {
        lifecycle.models.unshift('changing');
      });
    });
    const email = 'changing@changing.example';
    const tell = async (days: number, attributes: JsonObject, account: JsonObject | null = null): Promise<void> => {
      const { leadId, userErrors } = await upsertLead(open.intake, machine(), {
        lead: { email },
        attributes,
        ...(account ? { account: { attributes: account } } : {}),
        occurredAt: new Date(ago(days)),
      });
      expect(userErrors).toEqual([]);
      id = leadId as string;
    };
    await tell(60, { seniority: 'student' }, { employees: 49 });
    await tell(50, {}, { employees: 50 });
    await tell(45, { seniority: 'vp' });
    await tell(30, {}, { employees: 501 });
    await tell(20, {}, { employees: 500 });
    facts.push(attribute(ago(60), 'account', 'mine'));
    for (const [days, staff] of [
      [60, 49],
      [50, 50],
      [30, 501],
      [20, 500],
    ] as const) {
      facts.push(attribute(ago(days), 'account.employees', staff, 'mine'));
    }
    facts.push(attribute(ago(60), 'seniority', 'student'), attribute(ago(45), 'seniority', 'vp'));
    const happened: [number, string][] = [
      [40, 'page.viewed'],
      [38.5, 'page.viewed'],
      [33, 'page.viewed'],
      [25, 'call.held'],
      [24, 'call.held'],
      [22.5, 'demo.booked'],
      [4, 'page.viewed'],
      [1, 'call.held'],
    ];
    for (const [days, type] of happened.reverse()) facts.push(activity(ago(days), type));
    const activities = happened.map(([days, type], i) => ({
      ...{ lead: { email }, type, occurredAt: new Date(ago(days)), messageId: `changing${i}` },
    }));
    await recordActivities(open.intake, machine(), { activities });
    const taken = { lead: { email }, type: 'demo.booked', occurredAt: new Date(ago(2)), messageId: 'taken back' };
    await recordActivities(open.intake, machine(), { activities: [taken] });
    await database.db.query(`update facts set retracted_at = now() where message_id = 'taken back'`);
    const budget = { framework: 'bant', answers: [{ key: 'budget', status: 'CONFIRMED' as const }] };
    const rep = person(['SALES']);
    await moveLead(open.intake, rep, { lead: { id }, to: 'mql' });
    const { userErrors } = await moveLead(open.intake, rep, {
      lead: { id },
      to: 'nurture',
      reason: 'low-intent',
      ...budget,
    });
    expect(userErrors).toEqual([]);
    const [moved] = await database.db.query<{ at: Date; answered: Date }>(
      `select p.occurred_at as at, q.occurred_at as answered from facts p join facts q on q.lead_id = p.lead_id
       where p.lead_id = $1 and p.kind = 'pass' and q.kind = 'qualification'`,
      [id],
    );
    facts.push(answer(moved?.answered.getTime() as number, 'bant', 'budget', 'confirmed'));
    facts.push(pass(moved?.at.getTime() as number, 0, ['bant']));
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  /** What plain code that shares nothing with the engine says of an instant, in points. */
  const expected = (at: number, more: Fact[] = [], definition = model) => {
    const { context } = open.releases.live().compiled;
    const { value } = referenceEvaluate(definition, context, [...facts, ...more], at);
    return Object.fromEntries(Object.entries(value).map(([key, micro]) => [key, micro / 1e6]));
  };
  const given = (report: ScoreReport | null) =>
    Object.fromEntries((report?.values ?? []).map((one) => [one.key, one.value]));

  it('is, at any instant, what the facts up to it say', async () => {
    const instants = Array.from({ length: 140 }, (_, i) => ago(62 - i * 0.45));
    const edges = facts.flatMap((fact) =>
      [0, -1, 7 * DAY, 7 * DAY - 1, 10 * DAY].map((after) => fact.occurredAt + after),
    );
    for (const at of [...instants, ...edges].filter((one) => one <= now)) {
      const report = await readScore(database.db, open.releases, id, { at: new Date(at) });
      expect([new Date(at).toISOString(), given(report)]).toEqual([new Date(at).toISOString(), expected(at)]);
      const sum = report?.contributions.reduce((total, one) => total + Math.round(one.points * 1e6), 0) ?? 0;
      const raw = report?.values.filter((one) => one.key !== 'total').reduce((all, one) => all + one.raw, 0) ?? 0;
      expect(sum).toBe(Math.round(raw * 1e6));
    }
  });

  it('foresees what time alone would change, whatever was to come', async () => {
    const compiled = open.releases.live().compiled.model('changing');
    if (!compiled) throw new Error('The tree has no such model.');
    for (const at of Array.from({ length: 40 }, (_, i) => ago(61 - i * 1.5))) {
      const report = await readScore(database.db, open.releases, id, { at: new Date(at) });
      const then = buildTimeline(facts.filter(({ occurredAt }) => occurredAt <= at));
      const { nextChangeAt } = evaluate(compiled, then, at);
      expect([new Date(at), report?.nextChangeAt?.getTime() ?? null]).toEqual([new Date(at), nextChangeAt]);
    }
  });

  it('has a history that says the same, each change where it happens', async () => {
    const [from, to] = [new Date(ago(61)), new Date(now)];
    const history = await readScoreHistory(database.db, open.releases, id, { from, to, points: 1_000 });
    expect(history.length).toBeGreaterThan(20);
    for (const point of history) {
      expect(Object.fromEntries(point.values.map((one) => [one.key, one.value]))).toEqual(expected(point.at.getTime()));
    }
    for (const at of [ago(60), ago(50), ago(45), ago(30), ago(20), ago(38.5), ago(33) + 7 * DAY - 1.5 * DAY]) {
      if (JSON.stringify(expected(at)) === JSON.stringify(expected(at - 1))) continue;
      expect(history.map((point) => point.at.getTime())).toContain(at);
    }
  });

  it('is the stored one now, and another under a draft or with facts that never were', async () => {
    const stored = await readScore(database.db, open.releases, id);
    expect(given(stored)).toEqual(expected(stored?.at.getTime() as number));
    const at = new Date(now + 1_000);
    const changed: ScoringModel = {
      ...model,
      rules: model.rules.map((rule) => ({ ...rule, points: rule.points * 2 })),
    };
    const files = [{ path: 'models/changing.json', content: JSON.stringify(changed) }];
    const facts = [{ activity: 'call.held', ago: 'P3D' }];
    const made = [activity(at.getTime() - 3 * DAY, 'call.held')];
    const request = { lead: { id }, model: 'changing', at };
    const live = await evaluateLead(database.db, open.releases, { ...request, facts });
    expect(given(live)).toEqual(expected(at.getTime(), made));
    const draft = await evaluateLead(database.db, open.releases, { ...request, facts, files });
    expect(given(draft)).toEqual(expected(at.getTime(), made, changed));
  });
});
