import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Slas } from '../../../core/definitions/tree.js';
import { decideHandoff } from '../../../server/leads/decide-handoff.js';
import type { UpsertLeadInput } from '../../../server/leads/inputs.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

interface Person {
  name: string;
  pools?: string[];
  calendar?: string;
  capacity?: number;
  away?: boolean;
}

describe('routing', () => {
  let database: TestDatabase;
  let open: TestIntake;
  const openIntake = () =>
    openTestIntake(database, (files) => {
      editFile<Slas>(files, 'slas.json', (slas) => {
        const inThreeDays = WEEKDAYS[(new Date().getUTCDay() + 3) % 7] as string;
        const whole = ['00:00', '24:00'] as [string, string];
        slas.calendars.push(
          { key: 'always', timeZone: 'UTC', week: Object.fromEntries(WEEKDAYS.map((day) => [day, [whole]])) },
          { key: 'later', timeZone: 'UTC', week: { [inThreeDays]: [whole] } },
        );
      });
    });
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openIntake();
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });
  beforeEach(async () => {
    await database.db.query(`update users set active = false`);
    await database.db.query(`update handoffs set opened_at = opened_at - interval '30 days'`);
  });

  const people = async (...given: Person[]) => {
    for (const { name, pools = ['inbound-sdr'], calendar = null, capacity = null, away = false } of given) {
      await database.db.query(
        `insert into users values ('user_' || $1::text, $1 || '@our.example', $1, '{sales}', '{SALES}', null, null, $2, $4, $3,
           case when $5 then now() + interval '1 day' end, true, now(), now())`,
        [name, pools, calendar, capacity, away],
      );
    }
  };
  let made = 0;
  const routed = async (more: Partial<UpsertLeadInput> = {}, intake = open.intake) => {
    const { leadId } = await upsertLead(intake, machine(), {
      lead: { email: `r${made++}@route${made}.example` },
      ...more,
    });
    await moveLead(intake, person(), { lead: { id: leadId }, to: 'mql' });
    const [handoff] = await database.db.query<{
      id: string;
      assignee_id: string | null;
      pool: string | null;
      routed_by: string;
    }>('select * from handoffs where lead_id = $1', [leadId]);
    return handoff as NonNullable<typeof handoff>;
  };
  const times = async (count: number, more: Partial<UpsertLeadInput> = {}) => {
    const got: (string | null)[] = [];
    for (let i = 0; i < count; i++) got.push((await routed(more)).assignee_id);
    return got;
  };
  const big = () => ({ account: { domain: `big${made}.example`, attributes: { employees: 900 } } });

  it('by least open gives to who has least to answer, by a condition of the route', async () => {
    await people({ name: 'ea', pools: ['enterprise-ae'] }, { name: 'eb', pools: ['enterprise-ae'] });
    const first = await routed(big());
    expect(first).toMatchObject({ assignee_id: 'user_ea', pool: 'enterprise-ae', routed_by: 'route enterprise' });
    expect((await routed(big())).assignee_id).toBe('user_eb');
    await decideHandoff(open.intake, database.db, person(['SALES'], 'user_ea'), { handoffId: first.id, accept: true });
    expect((await routed(big())).assignee_id).toBe('user_ea');
  });

  it('gives nobody more in a week than he can take: his own limit, else that of the pool', async () => {
    await people({ name: 'wa', capacity: 1 }, { name: 'wb', capacity: 2 });
    expect(await times(4)).toEqual(['user_wa', 'user_wb', 'user_wb', null]);
    expect(await routed()).toMatchObject({ pool: 'inbound-sdr', routed_by: 'nobody of inbound-sdr can take it now' });
    await database.db.query(
      `update handoffs set opened_at = opened_at - interval '8 days' where assignee_id = 'user_wa'`,
    );
    expect((await routed()).assignee_id).toBe('user_wa');
  });

  it('passes over who is not at work by his own calendar, and who is away', async () => {
    await people(
      { name: 'ha', calendar: 'later' },
      { name: 'hb', calendar: 'always' },
      { name: 'hc', calendar: 'always', away: true },
      { name: 'hd' },
    );
    expect(await times(4)).toEqual(['user_hb', 'user_hd', 'user_hb', 'user_hd']);
  });

  it('gives the leads of an account to its owner, told by address or id, unless he is away', async () => {
    await people({ name: 'oa', pools: [] }, { name: 'ob' });
    const owned = (owner: string) => ({ account: { domain: `owned${made}.example`, attributes: { owner } } });
    expect(await routed(owned('oa@our.example'))).toMatchObject({
      assignee_id: 'user_oa',
      pool: null,
      routed_by: 'route owner-of-account',
    });
    expect((await routed(owned('user_oa'))).assignee_id).toBe('user_oa');
    await database.db.query(`update users set away_until = now() + interval '1 hour' where id = 'user_oa'`);
    expect(await routed(owned('user_oa'))).toMatchObject({ assignee_id: 'user_ob', routed_by: 'fallback inbound-sdr' });
  });

  it('goes on after a restart where the pool was', async () => {
    await people({ name: 'ra' }, { name: 'rb' }, { name: 'rc' });
    const before = await times(2);
    await open.close();
    open = await openIntake();
    const after = await times(4);
    expect([...before, ...after]).toEqual(['ra', 'rb', 'rc', 'ra', 'rb', 'rc'].map((name) => `user_${name}`));
  });
});
