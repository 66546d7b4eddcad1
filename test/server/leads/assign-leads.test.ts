import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignLeads } from '../../../server/leads/assign-leads.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { machine, openTestIntake, person, type TestIntake } from './open-test-intake.js';

const MANY = `
  insert into leads (id, attributes, stage, stage_entered_at, pass, created_at, updated_at, version)
  select 'lead_many_' || n, '{}', 'many', now(), 1, now(), now(), 1 from generate_series(1, 1001) n`;

describe('assignLeads', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database);
    await database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{sales}', '{SALES}', null, null,
         '{inbound-sdr}', null, null, case when name = 'away' then now() + interval '1 day' end, name <> 'left', now(), now()
       from unnest('{ann,bob,away,left}'::text[]) as n (name)`,
    );
    for (let i = 0; i < 6; i++) await upsertLead(open.intake, machine(), { lead: { email: `l${i}@assign.example` } });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const assign = (input: Parameters<typeof assignLeads>[3]) => assignLeads(open.intake, database.db, person(), input);
  const owners = async () =>
    (await database.db.query<{ owner: string | null }>('select owner_id as owner from leads order by email')).map(
      (row) => row.owner,
    );
  const codes = async (input: Parameters<typeof assignLeads>[3]) =>
    (await assign(input)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);

  it('gives named leads to one, found ones to a pool, and passes over who is not there', async () => {
    const leads = [0, 1].map((i) => ({ email: `l${i}@assign.example` }));
    const named = await assign({ leads: [...leads, { email: 'nobody@assign.example' }], ownerId: 'user_ann' });
    expect(named).toMatchObject({ accepted: 2, userErrors: [{ code: 'NOT_FOUND', field: ['leads', '2', 'lead'] }] });
    expect(await owners()).toEqual(['user_ann', 'user_ann', null, null, null, null]);
    const dealt = await assign({ filter: { owner: { isNull: true } }, pool: 'inbound-sdr' });
    expect(dealt).toMatchObject({ accepted: 4, userErrors: [] });
    expect((await owners()).filter((owner) => owner === 'user_bob').length).toBe(2);
    const left = await assign({ filter: { owner: { eq: 'user_ann' } }, ownerId: 'user_bob' });
    expect(left.accepted).toBe(4);
    expect(new Set(await owners())).toEqual(new Set(['user_bob']));
  });

  it('says what is wrong, and then gives nothing', async () => {
    expect(await codes({ leads: [], ownerId: 'user_left' })).toEqual(['NOT_FOUND ownerId']);
    expect(await codes({ leads: [], pool: 'nobodies' })).toEqual(['NOT_FOUND pool']);
    expect(await codes({ leads: [] })).toEqual(['INVALID ownerId']);
    expect(await codes({ ownerId: 'user_ann' })).toEqual(['INVALID leads']);
    const many = Array.from({ length: 1_001 }, () => ({ email: 'l0@assign.example' }));
    expect(await codes({ leads: many, ownerId: 'user_ann' })).toEqual(['LIMIT_EXCEEDED leads']);
    await database.db.query(MANY);
    const [refused] = (await assign({ filter: { stage: { eq: 'many' } }, ownerId: 'user_ann' })).userErrors;
    expect(refused).toMatchObject({ code: 'LIMIT_EXCEEDED', field: ['filter'] });
    expect(refused?.message).toContain('More than 1000 leads pass');
  });
});
