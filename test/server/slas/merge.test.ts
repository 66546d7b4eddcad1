import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

describe('clocks and handoffs of leads that are merged', () => {
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

  const newLead = async (email: string, to?: string) => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email } });
    if (to) await moveLead(open.intake, person(), { lead: { email }, to });
    return leadId as string;
  };
  const merge = (keep: string, absorb: string) =>
    mergeLeads(open.intake, machine(['ADMIN']), { keep: { id: keep }, absorb: { id: absorb } });
  const clocks = (id: string) =>
    database.db.query<{ policy: string; state: string }>(
      'select policy, state from sla_clocks where lead_id = $1 order by started_at, id',
      [id],
    );
  const handoffs = async (id: string) =>
    (
      await database.db.query<{ state: string }>('select state from handoffs where lead_id = $1 order by opened_at', [
        id,
      ])
    ).map((row) => row.state);
  const told = async (id: string) =>
    (
      await database.db.query<{ data: Record<string, string> }>(
        'select data from event_staging where lead_id = $1 order by id',
        [id],
      )
    ).map(({ data }) => data['slaKind'] ?? data['change'] ?? data['to'] ?? data['after']);

  it('the absorbed one ends: its clock is cancelled, its handoff withdrawn; that of the other runs on, the only one', async () => {
    const keep = await newLead('keep@both.example', 'mql');
    const absorb = await newLead('absorb@both.example', 'mql');
    const before = await clocks(keep);
    expect((await merge(keep, absorb)).userErrors).toEqual([]);
    expect(await clocks(keep)).toEqual(before);
    expect(before).toEqual([{ policy: 'mql-review-inbound', state: 'RUNNING' }]);
    expect(await clocks(absorb)).toEqual([{ policy: 'mql-review-inbound', state: 'CANCELLED' }]);
    expect([await handoffs(keep), await handoffs(absorb)]).toEqual([['PENDING'], ['WITHDRAWN']]);
    expect(await told(absorb)).toEqual([
      'CREATED',
      'lead',
      'mql',
      'PENDING',
      'STARTED',
      'MERGED',
      'WITHDRAWN',
      'CANCELLED',
    ]);
  });

  it('the one that stays is handed over where the other had come further', async () => {
    const keep = await newLead('keep@further.example');
    const absorb = await newLead('absorb@further.example', 'mql');
    await merge(keep, absorb);
    expect([await handoffs(keep), await handoffs(absorb)]).toEqual([['PENDING'], ['WITHDRAWN']]);
    expect(await clocks(keep)).toEqual([{ policy: 'mql-review-inbound', state: 'RUNNING' }]);
    const stub = await upsertLead(open.intake, machine(), { lead: { id: absorb }, attributes: { title: 'CEO' } });
    expect(stub.leadId).toBe(keep);
    expect(open.errors).toEqual([]);
  });
});
