import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActivityInput } from '../../../server/leads/inputs.js';
import { openIntake } from '../../../server/leads/open-intake.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { ago, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

const HOUR = 3_600_000;

describe('recordActivities', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database);
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const fitLead = async (email: string): Promise<string> => {
    const account = { domain: `${email.split('@')[0]}.example`, attributes: { employees: 200, industry: 'saas' } };
    const attributes = { seniority: 'vp' };
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email }, attributes, account });
    return leadId as string;
  };
  const record = (activities: ActivityInput[]) => recordActivities(open.intake, machine(), { activities });
  const score = async (id: string) =>
    (await database.db.query('select value, scores from lead_scores where lead_id = $1', [id]))[0];
  const stage = async (id: string) =>
    (await database.db.query<{ stage: string }>('select stage from leads where id = $1', [id]))[0]?.stage;

  it('crosses the threshold and moves the lead with the activity that completes it', async () => {
    const id = await fitLead('first@first.example');
    const view = (messageId: string, ms: number): ActivityInput => ({
      lead: { id },
      type: 'page.viewed',
      occurredAt: ago(ms),
      messageId,
      properties: { page: 'pricing' },
    });
    expect((await record([view('p1', 2_000)])).crossingIds).toEqual([]);
    const answer = await record([view('p2', 1_000)]);
    expect(answer).toMatchObject({ accepted: 1, duplicates: 0, userErrors: [] });
    expect([answer.crossingIds.length, answer.transitionIds.length]).toEqual([1, 1]);
    expect(await stage(id)).toBe('mql');
    const [crossing] = await database.db.query('select * from crossings where id = $1', answer.crossingIds);
    expect(crossing).toMatchObject({
      threshold: 'mql',
      direction: 'UP',
      score_before: 50,
      score_after: 75,
      trigger: 'ACTIVITY',
      outcome: 'MOVED',
      scores: [{ key: 'total', before: 50, after: 75 }],
      transition_id: answer.transitionIds[0],
    });
    const rules = crossing?.contributions as { rule: string; points: number; activities: string[] }[];
    const pricing = rules.find((one) => one.rule === 'pricing-twice-a-week');
    expect([pricing?.points, pricing?.activities.length]).toEqual([25, 2]);
  });

  it('gives the same score and the same rows in any order, late or twice', async () => {
    console.info(`SEED=${seed}`);
    const random = seededRandom(1);
    const told = Array.from({ length: 24 }, (_, i) => ({
      type: i % 3 === 0 ? 'demo.booked' : 'page.viewed',
      occurredAt: ago(Math.floor(random() * 240) * HOUR),
      messageId: `m${i}`,
      properties: { page: i % 2 ? 'pricing' : 'home', category: 'product', path: `/p${i % 5}` },
    }));
    const orders = [told, [...told].reverse(), [...told, ...told].sort(() => random() - 0.5)];
    const results = [];
    for (const [index, order] of orders.entries()) {
      const id = await fitLead(`order${index}@order.example`);
      const source = `order${index}`;
      for (let at = 0; at < order.length; at += 5) {
        await record(order.slice(at, at + 5).map((one) => ({ ...one, lead: { id }, source })));
      }
      const [{ rows }] = (await database.db.query(
        `select count(*) as rows from facts where lead_id = $1 and kind = 'activity'`,
        [id],
      )) as [{ rows: number }];
      results.push({ rows, score: await score(id) });
    }
    expect(results[0]?.rows).toBe(24);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('takes 499 of 500 and tells the one that is wrong', async () => {
    const activities = Array.from(
      { length: 500 },
      (_, i): ActivityInput => ({
        lead: { email: `bulk${i}@bulk.example` },
        type: 'page.viewed',
        occurredAt: ago(1_000),
        messageId: `bulk${i}`,
      }),
    );
    (activities[250] as ActivityInput).lead = { email: 'no address' };
    const answer = await record(activities);
    expect(answer).toMatchObject({ accepted: 499, duplicates: 0 });
    expect(answer.userErrors).toEqual([
      expect.objectContaining({ code: 'INVALID', field: ['activities', '250', 'lead', 'email'] }),
    ]);
    expect(await record(activities)).toMatchObject({ accepted: 0, duplicates: 499 });
  });

  it('refuses item by item what it cannot keep', async () => {
    const id = await fitLead('refused@refused.example');
    const good = { lead: { id }, type: 'page.viewed', occurredAt: ago(1_000), messageId: 'kept' };
    const answer = await record([
      good,
      { ...good, messageId: '' },
      { ...good, messageId: 'a\u0000b' },
      { ...good, messageId: 'x'.repeat(256) },
      { ...good, messageId: 'ahead', occurredAt: ago(-6 * 60_000) },
      { ...good, messageId: 'soon', occurredAt: ago(-4 * 60_000) },
      { ...good, messageId: 'unknown', lead: { id: 'lead_nobody' } },
      { ...good, messageId: 'two', lead: { id, email: 'two@two.example' } },
      { ...good, messageId: 'nul', properties: { deep: [{ text: '\u0000' }] } },
      { ...good, messageId: 'half', type: '\ud800' },
      { ...good, messageId: 'date', occurredAt: new Date(Number.NaN) },
    ]);
    expect(answer.accepted).toBe(2);
    expect(answer.userErrors.map((error) => [error.code, error.field?.slice(1).join('.')])).toEqual(
      expect.arrayContaining([
        ['INVALID', '1.messageId'],
        ['INVALID', '2.messageId'],
        ['INVALID', '3.messageId'],
        ['INVALID', '4.occurredAt'],
        ['NOT_FOUND', '6.lead'],
        ['INVALID', '7.lead'],
        ['INVALID', '8.properties.deep.0.text'],
        ['INVALID', '9.type'],
        ['INVALID', '10.occurredAt'],
      ]),
    );
    const tooMany = await record(Array.from({ length: 1_001 }, () => good));
    expect(tooMany).toMatchObject({ accepted: 0, userErrors: [{ code: 'LIMIT_EXCEEDED', field: ['activities'] }] });
    expect(await record([])).toMatchObject({ accepted: 0, userErrors: [] });
  });

  it('never lets one item that the database refuses fail those of others', async () => {
    await database.owner.query(`create function poison() returns trigger language plpgsql as $$
      begin if new.message_id = 'poison' then raise exception 'poisoned' using errcode = '22000'; end if; return new; end $$`);
    await database.owner.query('create trigger poison before insert on facts for each row execute function poison()');
    const one = (messageId: string) =>
      record([{ lead: { email: 'shared@shared.example' }, type: 'page.viewed', occurredAt: ago(1_000), messageId }]);
    const names = Array.from({ length: 40 }, (_, i) => (i === 17 ? 'poison' : `sane${i}`));
    const answers = await Promise.allSettled(names.map(one));
    expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value.accepted)).toEqual(
      names.map((name) => (name === 'poison' ? false : 1)),
    );
    const batch = await record(
      ['sane-a', 'poison', 'sane-b'].map((messageId) => ({
        lead: { email: 'shared@shared.example' },
        type: 'page.viewed',
        occurredAt: ago(1_000),
        messageId,
      })),
    );
    expect(batch.accepted).toBe(2);
    expect(batch.userErrors).toMatchObject([{ code: 'INVALID', field: ['activities', '1'] }]);
    await database.owner.query('drop trigger poison on facts');
    expect((await one('poison')).accepted).toBe(1);
  });

  it('stores unknown types and properties as sent, and they match nothing', async () => {
    const id = await fitLead('odd@odd.example');
    const properties = { page: { nested: [1, null, 'x'] }, __proto__x: 1 };
    const answer = await record([
      { lead: { id }, type: 'never.heard-of', occurredAt: ago(1_000), messageId: 'odd1', properties },
    ]);
    expect(answer).toMatchObject({ accepted: 1, crossingIds: [] });
    const [row] = await database.db.query(`select body, source from facts where message_id = 'odd1'`);
    expect(row).toEqual({ body: properties, source: 'test' });
  });

  it('keeps activities of an anonymous visitor and moves him on once he is known', async () => {
    const lead = { anonymousId: 'cookie-1' };
    await record([{ lead, type: 'page.viewed', occurredAt: ago(1_000), messageId: 'anon1' }]);
    const { leadId, transitionIds } = await upsertLead(open.intake, machine(), { lead, email: 'known@known.example' });
    expect(await stage(leadId as string)).toBe('lead');
    const [move] = await database.db.query(
      'select from_stage, cause, actor from transitions where id = $1',
      transitionIds,
    );
    expect(move).toEqual({ from_stage: 'visitor', cause: 'SYSTEM', actor: 'system' });
  });

  it('takes a message told before for a duplicate, whomever it names now, and makes nobody of it', async () => {
    const leads = async () => (await database.db.query<{ n: number }>('select count(*)::int as n from leads'))[0]?.n;
    const told = (email: string, messageId = 'told-before'): ActivityInput => ({
      ...{ lead: { email }, type: 'page.viewed', occurredAt: ago(1_000), messageId, properties: {} },
    });
    expect(await record([told('teller@told.example')])).toMatchObject({ accepted: 1, duplicates: 0 });
    const before = (await leads()) as number;
    open.errors.length = 0;
    expect(await record([told('other@told.example')])).toMatchObject({ accepted: 0, duplicates: 1, userErrors: [] });
    const twice = [told('a@told.example', 'twice'), told('b@told.example', 'twice'), told('b@told.example', 'once')];
    expect(await record(twice)).toMatchObject({ accepted: 2, duplicates: 1, userErrors: [] });
    expect(await leads()).toBe(before + 2);
    const other = openIntake({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    const racing = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        recordActivities(i % 2 ? other : open.intake, machine(), { activities: [told(`r${i}@told.example`, 'race')] }),
      ),
    );
    await other.close();
    expect(racing.map(({ accepted }) => accepted).filter(Boolean)).toEqual([1]);
    expect(await leads()).toBe(before + 3);
    expect(open.errors).toEqual([]);
  });
});
