import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle, Slas } from '../../../core/definitions/tree.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

const policy = (key: string, more: object) => ({
  ...{ key, label: key, owedBy: 'sales' as const, within: 'PT1H', clock: 'elapsed' as const },
  ...{ startsOn: { handoff: 'opened' as const }, stopsOn: [{ handoff: 'accepted' as const }], ...more },
});

describe('clocks of handoffs', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database, (files) => {
      editFile<Slas>(files, 'slas.json', (slas) => {
        slas.policies = [
          policy('answer', {}),
          policy('contact', {
            startsOn: { enter: 'mql' },
            stopsOn: [{ leave: 'mql' }, { activity: 'sales.contacted' }],
          }),
          policy('expired', { stopsOn: [{ handoff: 'expired' }] }),
          policy('look-again', { startsOn: { handoff: 'expired' } }),
        ] as Slas['policies'];
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = () => person(['SALES'], 'user_ann');
  const clocks = async (leadId: string) =>
    Object.fromEntries(
      (
        await database.db.query<{ policy: string; state: string }>(
          'select policy, state from sla_clocks where lead_id = $1',
          [leadId],
        )
      ).map((clock) => [clock.policy, clock.state]),
    );
  const handedOver = async (email: string): Promise<string> => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email } });
    await moveLead(open.intake, rep(), { lead: { email }, to: 'mql' });
    return leadId as string;
  };
  /** Sets a lead's clocks back, so that what is dated two minutes ago is history and comes after their start. */
  const historyBegins = async (leadId: string) => {
    await database.db.query(
      `update sla_clocks set triggered_at = triggered_at - interval '1 hour', started_at = started_at - interval '10 minutes',
         running_since = running_since - interval '10 minutes' where lead_id = $1`,
      [leadId],
    );
    return new Date(Date.now() - 120_000);
  };

  it('end with a handoff that is withdrawn', async () => {
    const id = await handedOver('withdrawn@clock.example');
    expect(await clocks(id)).toEqual({ answer: 'RUNNING', contact: 'RUNNING', expired: 'RUNNING' });
    await upsertLead(open.intake, machine(), { lead: { id }, stage: 'customer', occurredAt: await historyBegins(id) });
    const [handoff] = await database.db.query('select state from handoffs where lead_id = $1', [id]);
    expect(handoff).toEqual({ state: 'WITHDRAWN' });
    expect(await clocks(id)).toMatchObject({ answer: 'CANCELLED', expired: 'CANCELLED' });
  });

  it('end by what history tells, as of its own time, and by nothing older than they are', async () => {
    const left = await handedOver('left@clock.example');
    await upsertLead(open.intake, machine(), {
      lead: { id: left },
      stage: 'customer',
      occurredAt: await historyBegins(left),
    });
    expect(await clocks(left)).toMatchObject({ contact: 'MET' });
    const told = await handedOver('told@clock.example');
    const tell = (occurredAt: Date, messageId: string) =>
      recordActivities(open.intake, machine(), {
        activities: [{ lead: { id: told }, type: 'sales.contacted', occurredAt, messageId, properties: {} }],
      });
    await tell(new Date(Date.now() - 3 * 3_600_000), 'long before');
    expect(await clocks(told)).toMatchObject({ contact: 'RUNNING' });
    await tell(new Date(), 'now');
    expect(await clocks(told)).toMatchObject({ contact: 'MET' });
  });

  it('stop and start with one that expires where nothing says where its lead should go', async () => {
    const next = await openTestIntake(database, (files) => {
      Object.assign(files, open.releases.live().files);
      editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
        const handoff = lifecycle.stages.find((stage) => stage.key === 'mql')?.handoff;
        if (!handoff) throw new Error('mql is no handoff');
        handoff.expiresAfter = 'PT1S';
        delete handoff.onExpiry;
      });
    });
    const id = await handedOver('expired@clock.example');
    const parts = { pool: database.pool, releases: next.releases, afterCommit: () => undefined };
    const sweeper = startSweeper({ ...parts, onError: (error) => open.errors.push(error) });
    await eventually(async () => (await clocks(id)).expired === 'MET');
    await sweeper.stop();
    await next.close();
    expect(await clocks(id)).toMatchObject({ answer: 'RUNNING', expired: 'MET', 'look-again': 'RUNNING' });
    const [lead] = await database.db.query('select stage from leads where id = $1', [id]);
    expect(lead).toEqual({ stage: 'mql' });
    expect(open.errors).toEqual([]);
  });
});
