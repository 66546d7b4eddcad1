import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../core/scoring/facts.js';
import { evaluateLead } from '../../../server/leads/evaluate-lead.js';
import { readScore } from '../../../server/leads/read-score.js';
import { readScoreHistory } from '../../../server/leads/read-score-history.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

const DAY = 86_400_000;

describe('scores read', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let id: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database);
    const { leadId } = await upsertLead(open.intake, machine(), {
      lead: { email: 'read@read.example' },
      attributes: { seniority: 'vp' },
      account: { attributes: { employees: 200, industry: 'saas' } },
      occurredAt: ago(40 * DAY),
    });
    id = leadId as string;
    await recordActivities(open.intake, machine(), {
      activities: [30, 28].map((days) => ({
        lead: { id },
        type: 'page.viewed',
        occurredAt: ago(days * DAY),
        messageId: `view${days}`,
        properties: { page: 'pricing' },
      })),
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  it('explains the stored score', async () => {
    const report = await readScore(database.db, open.releases, id);
    expect(report).toMatchObject({ value: 50, primary: 'total', model: { key: 'hundred-point', version: '1.0.0' } });
    expect(report?.values.find((score) => score.key === 'fit')).toMatchObject({ value: 50, raw: 50, min: 0, max: 50 });
    expect(report?.thresholds).toMatchObject([{ key: 'mql', crossed: false }]);
    const rule = report?.contributions.find((one) => one.rule === 'pricing-twice-a-week');
    expect([rule?.holds, rule?.points]).toEqual([false, 0]);
    expect(await readScore(database.db, open.releases, 'lead_nobody')).toBeNull();
  });

  it('replays the score of any instant', async () => {
    const at = async (days: number) =>
      (await readScore(database.db, open.releases, id, { at: ago(days * DAY) }))?.value;
    expect([await at(50), await at(35), await at(27.5), await at(22)]).toEqual([0, 50, 75, 50]);
    const then = await readScore(database.db, open.releases, id, { at: ago(27 * DAY) });
    expect(then?.thresholds).toMatchObject([{ key: 'mql', crossed: true }]);
    expect(then?.contributions.find((one) => one.rule === 'pricing-twice-a-week')?.activities.length).toBe(2);
    expect(await readScore(database.db, open.releases, id, { version: 'version_none' })).toBeNull();
  });

  it('tells how the score went, at most as many points as asked', async () => {
    const history = await readScoreHistory(database.db, open.releases, id, { from: ago(45 * DAY), to: ago(0) });
    expect(history.map((point) => [point.value, point.cause])).toEqual([
      [0, null],
      [50, 'ATTRIBUTE'],
      [75, 'ACTIVITY'],
      [50, 'TIME'],
    ]);
    const thinned = await readScoreHistory(database.db, open.releases, id, { from: ago(45 * DAY), points: 2 });
    expect(thinned.map((point) => point.value)).toEqual([0, 50]);
    await expect(readScoreHistory(database.db, open.releases, id, { from: ago(0), to: ago(DAY) })).rejects.toThrow(
      `'to' is before`,
    );
    await expect(readScoreHistory(database.db, open.releases, id, { from: ago(1), points: 0 })).rejects.toThrow(
      '1 or more',
    );
  });

  it('evaluates real and made-up leads under any draft and keeps nothing', async () => {
    const made = await evaluateLead(database.db, open.releases, {
      model: 'points-to-sql',
      facts: [{ activity: 'demo.requested', ago: 'P1D' }],
    });
    expect(made.model?.key).toBe('points-to-sql');
    expect(made.contributions.some((one) => one.points > 0)).toBe(true);
    const real = await evaluateLead(database.db, open.releases, {
      lead: { id },
      model: 'hundred-point',
      facts: [
        { activity: 'demo.booked', ago: 'PT1H' },
        { attribute: 'account.employees', value: 10 },
      ],
    });
    expect(real.value).toBe(65);
    const files = { ...open.releases.live().files };
    const model = JSON.parse(files['models/hundred-point.json'] as string);
    model.rules[0].points = 1;
    const draft = [{ path: 'models/hundred-point.json', content: JSON.stringify(model) }];
    expect(
      (await evaluateLead(database.db, open.releases, { lead: { id }, model: 'hundred-point', files: draft })).value,
    ).toBe(31);
    const refused = (request: Parameters<typeof evaluateLead>[2]) =>
      evaluateLead(database.db, open.releases, request).then(
        () => 'taken',
        (error) => error.code,
      );
    const sentence = (facts: JsonObject[]) =>
      evaluateLead(database.db, open.releases, { model: 'hundred-point', facts }).then(
        () => 'taken',
        (error) => error.message,
      );
    expect(await sentence([{ activity: 'demo.booked' }, { activity: 'demo.booked', ago: 'P1D', sequence: 3 }])).toBe(
      'facts[1].sequence: There is no property "sequence" here. Known here: activity, properties, ago, occurredAt.',
    );
    expect(await sentence([{ attribute: 'title' }])).toMatch(/^facts\[0\]: The property "value" is missing\./);
    expect(await sentence([{ qualification: 'bant', criterion: 'budget', status: 'CONFIRMED' }])).toMatch(
      /^facts\[0\]\.status: .*Did you mean 'confirmed'\?/,
    );
    expect(await refused({ model: 'none' })).toBe('BAD_USER_INPUT');
    expect(await refused({ model: 'hundred-point', lead: { id: 'lead_none' } })).toBe('BAD_USER_INPUT');
    expect(await refused({ model: 'hundred-point', facts: [{ ago: 'P1D' }] })).toBe('BAD_USER_INPUT');
    expect(await refused({ model: 'hundred-point', facts: [{ activity: 'x', ago: 'P1Y' }] })).toBe('BAD_USER_INPUT');
    expect(
      await refused({ model: 'hundred-point', files: [{ path: 'models/hundred-point.json', content: '{' }] }),
    ).toBe('BAD_USER_INPUT');
    const [kept] = await database.db.query(`select count(*) as facts from facts where kind = 'activity'`);
    expect(kept).toEqual({ facts: 2 });
  });
});
