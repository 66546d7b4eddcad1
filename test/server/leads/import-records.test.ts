import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importRecords } from '../../../server/leads/import-records.js';
import type { ImportInput } from '../../../server/leads/inputs.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

const day = (date: string) => new Date(`${date}T09:00:00Z`);
const external = (value: string) => ({ externalId: { system: 'crm', value } });

describe('importRecords', () => {
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

  const history = (input: Omit<ImportInput, 'historical'>) =>
    importRecords(open.intake, machine(), { ...input, historical: true });
  const path = async (value: string) =>
    (
      await database.db.query<{
        from: string | null;
        to: string;
        cause: string;
        at: Date;
        seconds: number | null;
        judged: boolean;
      }>(
        `select from_stage as from, to_stage as to, t.cause, occurred_at as at, seconds_in_from as seconds, judged
         from transitions t join lead_keys k on k.lead_id = t.lead_id where k.value = $1 order by ordinal`,
        [value],
      )
    ).map(
      (row) => `${row.from} ${row.to} ${row.cause} ${row.at.toISOString().slice(0, 10)} ${row.seconds} ${row.judged}`,
    );

  it('writes what happened as it happened, once, however often it runs', async () => {
    const input = {
      leads: [
        { lead: external('1'), source: 'seo', stage: 'mql', occurredAt: day('2018-01-01'), idempotencyKey: 'l1' },
      ],
      moves: [
        { lead: external('1'), to: 'customer', occurredAt: day('2018-01-04'), idempotencyKey: 'm2' },
        { lead: external('1'), to: 'sql', occurredAt: day('2018-01-02'), idempotencyKey: 'm1' },
        { lead: external('1'), to: 'customer', occurredAt: day('2018-01-05'), idempotencyKey: 'm3' },
      ],
    };
    const first = await history(input);
    expect(first).toMatchObject({ accepted: 4, duplicates: 0, userErrors: [] });
    const told = [
      'null mql IMPORT 2018-01-01 null false',
      'mql sql IMPORT 2018-01-02 86400 false',
      'sql customer IMPORT 2018-01-04 172800 false',
    ];
    expect(await path('1')).toEqual(told);
    expect(await history(input)).toMatchObject({ accepted: 0, duplicates: 4 });
    expect(await path('1')).toEqual(told);
    const events = await database.db.query<{ kind: string; historical: boolean }>(
      'select kind, historical from event_staging',
    );
    expect(events.every((event) => event.historical)).toBe(true);
    const entries = await database.db.query('select stage, source from stage_entries order by entered_at');
    expect(entries).toEqual(['mql', 'sql', 'customer'].map((stage) => ({ stage, source: 'seo' })));
  });

  it('keeps the order of the mapping where dates contradict it, and says so', async () => {
    const answer = await history({
      moves: [
        { lead: external('2'), to: 'customer', occurredAt: day('2018-01-01'), sequence: 2, idempotencyKey: 'c2' },
        { lead: external('2'), to: 'mql', occurredAt: day('2018-01-03'), sequence: 1, idempotencyKey: 'c1' },
      ],
    });
    expect(await path('2')).toEqual([
      'null mql IMPORT 2018-01-03 null false',
      'mql customer IMPORT 2018-01-01 -172800 false',
    ]);
    expect(answer.warnings).toContainEqual(
      expect.objectContaining({ code: 'INVALID', field: ['moves', '0', 'occurredAt'] }),
    );
    expect(answer.userErrors).toEqual([]);
  });

  it('keeps a reason nobody knows, and says so', async () => {
    const left = { to: 'nurture', occurredAt: day('2018-02-01') };
    const answer = await history({
      moves: [
        { lead: external('6'), to: 'mql', occurredAt: day('2018-01-01'), idempotencyKey: 'r1' },
        { lead: external('6'), ...left, reason: 'low-intnet', idempotencyKey: 'r2' },
      ],
    });
    expect(answer).toMatchObject({ accepted: 2, userErrors: [] });
    expect(answer.warnings).toEqual([
      expect.objectContaining({
        ...{ code: 'INVALID', field: ['moves', '1', 'reason'] },
        message: "There is no reason 'low-intnet' in lifecycle.json; it is kept as told.",
      }),
    ]);
  });

  it('scores history as of then, and once now where the lead is not in a final stage', async () => {
    const lead = { email: 'past@past.example' };
    const activity = (messageId: string, occurredAt: Date) => ({
      lead,
      type: 'page.viewed',
      occurredAt,
      messageId,
      properties: { page: 'pricing' },
    });
    const answer = await history({
      leads: [
        {
          lead,
          attributes: { seniority: 'vp' },
          account: { attributes: { employees: 100, industry: 'saas' } },
          occurredAt: day('2020-03-01'),
          idempotencyKey: 'p1',
        },
      ],
      activities: [
        activity('v2', day('2020-03-03')),
        activity('v1', day('2020-03-02')),
        { lead, type: 'demo.booked', occurredAt: day('2020-05-02'), messageId: 'd1' },
      ],
    });
    expect(answer).toMatchObject({ accepted: 4, userErrors: [] });
    const crossings = await database.db.query(
      `select direction, trigger, occurred_at, historical, outcome from crossings order by occurred_at, id`,
    );
    expect(crossings).toEqual([
      { direction: 'UP', trigger: 'ACTIVITY', occurred_at: day('2020-03-03'), historical: true, outcome: 'MOVED' },
    ]);
    const [score] = await database.db.query<{ value: number; at: Date }>(
      `select value, at from lead_scores s join leads l on l.id = s.lead_id where email = 'past@past.example'`,
    );
    expect(score?.value).toBe(85);
    expect(score?.at.getTime()).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it('tells item by item what is missing', async () => {
    const answer = await importRecords(open.intake, machine(), {
      historical: false,
      leads: [{ lead: external('9') }, { lead: external('10'), idempotencyKey: 'ok' }],
      activities: [{ lead: external('10'), type: 'page.viewed', occurredAt: day('2018-01-01'), messageId: '' }],
      moves: [{ lead: external('10'), to: 'mqll', idempotencyKey: 'x' }],
    });
    expect(answer.accepted).toBe(1);
    expect(answer.userErrors.map((error) => `${error.code} ${error.field?.join('.')}`).sort()).toEqual([
      'INVALID activities.0.messageId',
      'INVALID moves.0.to',
      'REQUIRED leads.0.idempotencyKey',
    ]);
    expect(answer.userErrors.find((error) => error.field?.[0] === 'moves')?.message).toContain(`Did you mean 'mql'?`);
  });

  it('takes a dated move of an integrator for history', async () => {
    await importRecords(open.intake, machine(), {
      historical: false,
      leads: [{ lead: external('11'), idempotencyKey: 'o11' }],
    });
    const at = ago(2 * 3_600_000);
    const answer = await moveLead(open.intake, machine(), { lead: external('11'), to: 'customer', occurredAt: at });
    expect(answer).toMatchObject({ userErrors: [], accepted: 1 });
    const [move] = await database.db.query(
      'select cause, judged, historical from transitions where id = $1',
      answer.transitionIds,
    );
    expect(move).toEqual({ cause: 'IMPORT', judged: false, historical: true });
  });

  it('lets a colleague come when it came, however early its account was told of', async () => {
    const colleague = (name: string, date: string, more: object = {}) => ({
      lead: { email: `${name}@early-account.example` },
      occurredAt: day(date),
      idempotencyKey: `early-${name}`,
      ...more,
    });
    await history({
      leads: [
        colleague('late', '2018-03-09'),
        colleague('first', '2018-03-01', { account: { attributes: { employees: 100 } } }),
      ],
    });
    expect(await path('first@early-account.example')).toEqual(['null lead IMPORT 2018-03-01 null false']);
    expect(await path('late@early-account.example')).toEqual(['null lead IMPORT 2018-03-09 null false']);
  });

  it('makes no lead of a move that expects a version of it', async () => {
    const moves = [{ lead: external('nobody'), to: 'mql', expectedVersion: 0, idempotencyKey: 'expects-1' }];
    expect(await history({ moves })).toMatchObject({ accepted: 0, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(await path('nobody')).toEqual([]);
  });
});
