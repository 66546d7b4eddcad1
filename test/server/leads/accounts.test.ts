import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkUpsert } from '../../../server/leads/check/check-upsert.js';
import { importRecords } from '../../../server/leads/import-records.js';
import type { UpsertLeadInput } from '../../../server/leads/inputs.js';
import type { Item } from '../../../server/leads/intake/item.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, person, type TestIntake } from './open-test-intake.js';

describe('what is told of an account', () => {
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

  const scores = async (domain: string) =>
    (
      await database.db.query<{ value: number }>(
        `select s.value from leads l join lead_scores s on s.lead_id = l.id where l.email like '%@' || $1 order by l.email`,
        [domain],
      )
    ).map((row) => row.value);
  const told = (email: string, attributes: UpsertLeadInput['attributes'] = {}) =>
    upsertLead(open.intake, machine(), { lead: { email }, attributes: { seniority: 'vp', ...attributes } });
  const fit = { 'account.employees': 200, 'account.industry': 'saas' };

  it('with a move is a fact of every lead of it, and of none when the move is refused', async () => {
    await told('mover@moved.example');
    const other = await told('other@moved.example');
    const viewed = ['a', 'b'].map((messageId) => ({
      ...{ lead: { email: 'other@moved.example' }, type: 'page.viewed', occurredAt: ago(1_000), messageId },
      properties: { page: 'pricing' },
    }));
    await recordActivities(open.intake, machine(), { activities: viewed });
    expect(await scores('moved.example')).toEqual([15, 40]);
    const lead = { email: 'mover@moved.example' };
    const refused = await moveLead(open.intake, person(), { lead, to: 'customer', attributes: fit });
    expect(refused.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED' }]);
    expect(await scores('moved.example')).toEqual([15, 40]);
    const moved = await moveLead(open.intake, person(), { lead, to: 'mql', attributes: fit });
    expect(moved.userErrors).toEqual([]);
    expect(await scores('moved.example')).toEqual([50, 75]);
    const crossed = await database.db.query(
      `select c.trigger, c.outcome, c.score_before, c.score_after, l.stage from crossings c join leads l on l.id = c.lead_id
       where c.lead_id = $1`,
      [other.leadId],
    );
    expect(crossed).toEqual([
      { trigger: 'ATTRIBUTE', outcome: 'MOVED', score_before: 40, score_after: 75, stage: 'mql' },
    ]);
    expect(moved.crossingIds).toHaveLength(1);
  });

  it('is known of a lead that takes one of it in while it is told', async () => {
    const keep = await upsertLead(open.intake, machine(), { lead: { externalId: { system: 'crm', value: 'keep' } } });
    const absorb = await told('gone@merged.example');
    await told('teller@merged.example');
    const upsert = { lead: { email: 'teller@merged.example' }, attributes: fit };
    const context = { historical: false, importId: null, operation: 'upsertLead' };
    const { item } = checkUpsert(machine(), open.releases.live().tree, upsert, context);
    const merge: Item = {
      ...(item as Item),
      kind: 'merge',
      lead: { system: 'id', value: keep.leadId as string },
      absorb: { system: 'id', value: absorb.leadId as string },
    };
    await open.intake.submit([item as Item, merge]);
    expect(open.errors).toEqual([]);
    const [row] = await database.db.query('select value from lead_scores where lead_id = $1', [keep.leadId]);
    expect(row).toEqual({ value: 50 });
  });

  it.each([
    ['the same', () => 200],
    ['otherwise each time', (i: number) => (i % 2 ? 200 : 20)],
    ['the same but once', (i: number) => (i === 30 ? 20 : 200)],
  ])('with each of many leads in one batch, %s, is known of all as it was said last', async (name, employees) => {
    const domain = `${name.replaceAll(' ', '-')}.example`;
    const leads = Array.from({ length: 62 }, (_, i) => ({
      lead: { email: `${String(i).padStart(3, '0')}@${domain}` },
      attributes: { seniority: 'vp' },
      account: { attributes: { employees: employees(i), industry: 'saas' } },
      idempotencyKey: `${name} ${i}`,
    }));
    const answer = await importRecords(open.intake, machine(), { leads, historical: false });
    expect(answer).toMatchObject({ accepted: 62, userErrors: [] });
    expect(new Set(await scores(domain))).toEqual(new Set([50]));
    await told(leads[0]?.lead.email as string, { 'account.employees': 20 });
    expect(new Set(await scores(domain))).toEqual(new Set([30]));
    expect(open.errors).toEqual([]);
  });
});
