import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addHandoffs } from '../../../../server/commands/demo/add-handoffs.js';
import { loadDemoData } from '../../../../server/commands/demo/load-demo-data.js';
import { DEMO_ACTIVITIES, DEMO_LEADS, makeDemo } from '../../../../server/commands/demo/make-demo.js';
import { readFunnel } from '../../../../server/metrics/read-funnel.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { openTestIntake, type TestIntake } from '../../leads/open-test-intake.js';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const SETTING = { prefix: 'test', ownerIds: [], initial: 'visitor', identified: 'lead', now: NOW };

describe('makeDemo', () => {
  it('makes the same of the same seed, and other leads of another', () => {
    const made = (seed: number) => JSON.stringify(makeDemo(seed, SETTING));
    const [first, again, other] = [7, 7, 8].map(made);
    expect(again === first).toBe(true);
    expect(other === first).toBe(false);
  });

  it.each([1, 2, 3])(
    'keeps to its numbers, to half a year before now and to domains nobody can own (seed %s)',
    (seed) => {
      const demo = makeDemo(seed, SETTING);
      const activities = demo.flatMap((each) => each.activities);
      const dates = demo.flatMap(({ leads, activities: own, moves }) =>
        [...leads, ...own, ...moves].map((each) => each.occurredAt?.getTime() ?? 0),
      );
      expect(activities).toHaveLength(DEMO_ACTIVITIES);
      expect(new Set(activities.map((activity) => activity.lead.anonymousId)).size).toBe(DEMO_LEADS);
      expect(new Set(activities.map((activity) => activity.messageId)).size).toBe(DEMO_ACTIVITIES);
      expect(dates.every((date) => date <= NOW && date > NOW - 190 * 86_400_000)).toBe(true);
      const emails = demo.flatMap(({ leads }) => leads.flatMap((lead) => lead.email ?? []));
      expect(emails.length).toBeGreaterThan(1_500);
      expect(emails.every((email) => /^[a-z]+\.[a-z]+\.\d+@[a-z-]+\.example$/.test(email))).toBe(true);
    },
  );
});

describe('loadDemoData', () => {
  let database: TestDatabase;
  let test: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase();
    test = await openTestIntake(database);
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  it('completes what an interrupted start has left, doubles nothing, and has a funnel like one of a company', async () => {
    let sent = 0;
    const breaking = {
      ...test.intake,
      submit: (items: Parameters<typeof test.intake.submit>[0]) =>
        ++sent > 12 ? Promise.reject(new Error('killed')) : test.intake.submit(items),
    };
    await expect(loadDemoData({ db: database.db, intake: breaking, seed: 7 })).rejects.toThrow('killed');
    await test.intake.idle();
    await loadDemoData({ db: database.db, intake: test.intake, seed: 7 });
    expect(await loadDemoData({ db: database.db, intake: test.intake, seed: 7 })).toEqual({ activities: 0 });
    const [counts] = await database.db.query(
      `select (select count(*)::int from leads) as leads, (select count(*)::int from facts where kind = 'activity') as activities,
         (select count(*)::int from transitions where not historical) as live`,
    );
    expect(counts).toEqual({ leads: DEMO_LEADS, activities: DEMO_ACTIVITIES, live: 0 });
    const window = { from: new Date(0), to: new Date() };
    const stages = ['lead', 'mql', 'sal', 'sql', 'opportunity', 'customer'];
    const { steps } = await readFunnel(database.db, test.releases.live(), { window, stages });
    const entered = steps.map((step) => step.entered);
    expect(entered).toEqual(entered.toSorted((a, b) => b - a));
    expect(entered[1]).toBeGreaterThan(350);
    expect(entered[5]).toBeGreaterThan(20);
    expect(steps.every((step) => (step.medianSeconds ?? 1) > 0)).toBe(true);
    await createHandoffs();
    expect(test.errors).toEqual([]);
  });

  async function createHandoffs(): Promise<void> {
    await database.db.query(
      `insert into users values ('user_rep', 'rep@our.example', 'Rep', '{sales}', '{SALES}', null, null, '{inbound-sdr}',
         null, null, null, true, now(), now())`,
    );
    const made = await addHandoffs(database.pool, test.releases.live());
    expect(await addHandoffs(database.pool, test.releases.live())).toEqual({ handoffs: 0, clocks: 0 });
    const count = async (table: string) =>
      Object.fromEntries(
        (
          await database.db.query<{ state: string; n: number }>(
            `select state, count(*)::int as n from ${table} group by state`,
          )
        ).map(({ state, n }) => [state, n]),
      );
    const handoffs = await count('handoffs');
    expect(handoffs).toMatchObject({ PENDING: expect.any(Number), ACCEPTED: expect.any(Number) });
    expect(handoffs['REJECTED']).toBeGreaterThan(50);
    const clocks = await count('sla_clocks');
    for (const state of ['RUNNING', 'MET', 'MET_LATE', 'BREACHED'])
      expect([state, clocks[state] ?? 0]).not.toEqual([state, 0]);
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, n) => total + n, 0);
    expect(made).toEqual({ handoffs: sum(handoffs), clocks: sum(clocks) });
    const odd = await database.db.query(
      `select id from handoffs where (state = 'PENDING') <> (decided_at is null) or decided_at < opened_at
         or (state = 'REJECTED' and reason is null) or assignee_id is null`,
    );
    expect(odd).toEqual([]);
  }
});
