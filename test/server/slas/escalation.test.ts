import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Slas } from '../../../core/definitions/tree.js';
import { assignHandoff } from '../../../server/leads/assign-handoff.js';
import { pauseSlaClock } from '../../../server/leads/change-sla-clock.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { listNotes } from '../../../server/lifecycle/list-notes.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

describe('escalation', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let stop: () => Promise<unknown> = async () => undefined;
  let messages = 0;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database, (files) => {
      editFile<{ onlyDuring: string }>(files, 'routing.json', (routing) => {
        routing.onlyDuring = 'always';
      });
      editFile<Slas>(files, 'slas.json', (slas) => {
        const escalate = [
          { after: 'PT0.2S', notify: ['manager'], reassign: true },
          { after: 'PT0S', notify: ['owner'] },
        ];
        const plain = { owedBy: 'sales' as const, within: 'PT0.3S', clock: 'elapsed' as const };
        const demo = { activity: 'demo.requested' };
        slas.policies = [
          {
            ...plain,
            key: 'answer',
            label: 'Answer',
            startsOn: { enter: 'mql' },
            stopsOn: [{ leave: 'mql' }],
            escalate,
          },
          { ...plain, key: 'call', label: 'Call', startsOn: demo, stopsOn: [{ activity: 'call.held' }], escalate },
          { ...plain, key: 'owner', label: 'Owner', startsOn: demo, stopsOn: [{ assigned: true }], within: 'PT1H' },
        ];
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });
  /** Clocks run by their own instants, so that a test may look before anybody sweeps. */
  const sweep = () => {
    const onError = (error: unknown) => open.errors.push(error);
    const parts = { pool: database.pool, releases: open.releases, afterCommit: () => undefined, onError };
    const sweepers = [startSweeper(parts), startSweeper(parts)];
    stop = () => Promise.all(sweepers.map((sweeper) => sweeper.stop()));
  };
  afterEach(async () => {
    await stop();
    await database.db.query(`update users set active = false`);
    expect(open.errors).toEqual([]);
  });

  const people = (...names: string[]) =>
    database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{sales}', '{SALES}', null, null,
         '{inbound-sdr}', null, null, null, true, now(), now() from unnest($1::text[]) as n (name)
       on conflict (id) do update set active = true, away_until = null, updated_at = now()`,
      [names],
    );
  const newLead = async (email: string, ownerId?: string) =>
    (await upsertLead(open.intake, machine(), { lead: { email }, ownerId })).leadId as string;
  const asksForDemo = (id: string) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type: 'demo.requested', occurredAt: ago(0), messageId: `esc${messages++}` }],
    });
  const told = async (id: string, kind = 'SLA') =>
    (
      await database.db.query<{ data: Record<string, unknown> }>(
        'select data from event_staging where lead_id = $1 and kind = $2 order by id',
        [id, kind],
      )
    ).map(({ data }) => data);
  const kinds = async (id: string, policy: string) =>
    (await told(id))
      .filter((one) => one['policy'] === policy)
      .map((one) => `${one['slaKind']} ${one['step'] ?? ''}`.trim());
  const escalated = (id: string, policy: string) =>
    eventually(async () => (await kinds(id, policy)).filter((one) => one.startsWith('ESCALATED')).length === 2);
  const one = async <Row>(sql: string, id: string) => (await database.db.query<Row>(sql, [id]))[0] as Row;
  const handoffOf = (id: string) =>
    one<{ id: string; assignee_id: string | null; state: string; routed_by: string }>(
      'select * from handoffs where lead_id = $1',
      id,
    );

  it('takes a handoff from who does not answer and gives it, with its clock, to the next; the steps come in order of time', async () => {
    await people('ann', 'bob');
    const id = await newLead('slow@esc.example');
    await moveLead(open.intake, person(['SALES'], 'user_ann'), { lead: { id }, to: 'mql' });
    expect(await handoffOf(id)).toMatchObject({ assignee_id: 'user_ann' });
    sweep();
    await escalated(id, 'answer');
    await stop();
    expect(await handoffOf(id)).toMatchObject({ assignee_id: 'user_bob', state: 'PENDING' });
    expect(await kinds(id, 'answer')).toEqual(['STARTED', 'BREACHED 0', 'ESCALATED 1', 'ESCALATED 0', 'REASSIGNED']);
    expect((await told(id, 'HANDOFF')).at(-1)).toMatchObject({ before: 'PENDING', after: 'PENDING' });
    expect(await one('select owner_id, state from sla_clocks where lead_id = $1', id)).toEqual({
      owner_id: 'user_bob',
      state: 'BREACHED',
    });
  });

  it('takes a lead from who does not work it; its other clocks hear that it was assigned', async () => {
    await people('ann', 'bob');
    const id = await newLead('owned@esc.example', 'user_bob');
    await asksForDemo(id);
    sweep();
    await escalated(id, 'call');
    expect(await one('select owner_id from leads where id = $1', id)).toEqual({ owner_id: 'user_ann' });
    expect(await told(id, 'LEAD')).toMatchObject([{ change: 'CREATED' }, { change: 'OWNER_CHANGED' }]);
    expect((await kinds(id, 'call')).at(-1)).toBe('REASSIGNED');
    const clock = await one(`select owner_id from sla_clocks where lead_id = $1 and policy = 'call'`, id);
    expect(clock).toEqual({ owner_id: 'user_ann' });
    const nobodys = await newLead('nobodys@esc.example');
    await asksForDemo(nobodys);
    await escalated(nobodys, 'call');
    expect(await kinds(nobodys, 'owner')).toEqual(['STARTED', 'MET']);
  });

  it('leaves all as it is where nobody else is there', async () => {
    await people('ann');
    const id = await newLead('alone@esc.example', 'user_ann');
    await asksForDemo(id);
    sweep();
    await escalated(id, 'call');
    expect(await one('select owner_id from leads where id = $1', id)).toEqual({ owner_id: 'user_ann' });
    expect(await told(id, 'LEAD')).toMatchObject([{ change: 'CREATED' }]);
  });

  it('of who left: handoffs go back to the pool, to somebody else or, until there is somebody, to nobody', async () => {
    await people('ann');
    const ids = await Promise.all([1, 2, 3].map((i) => newLead(`left${i}@esc.example`)));
    for (const id of ids) await moveLead(open.intake, person(), { lead: { id }, to: 'mql' });
    const assignees = async () => (await Promise.all(ids.map(handoffOf))).map((handoff) => handoff.assignee_id);
    expect(await assignees()).toEqual(['user_ann', 'user_ann', 'user_ann']);
    sweep();
    for (const id of ids) await escalated(id, 'answer');
    await database.db.query(`update users set active = false where id = 'user_ann'`);
    await eventually(async () => (await assignees()).every((id) => id === null));
    await people('bob', 'cid');
    await eventually(async () => (await assignees()).every((id) => id !== null));
    expect(new Set(await assignees())).toEqual(new Set(['user_bob', 'user_cid']));
    for (const id of ids) {
      const { owner_id } = await one<{ owner_id: string }>('select owner_id from sla_clocks where lead_id = $1', id);
      expect(owner_id).toBe((await handoffOf(id)).assignee_id);
    }
    await database.db.query(
      `update users set away_until = now() + interval '1 day', updated_at = now() where id = 'user_bob'`,
    );
    await eventually(async () => (await assignees()).every((id) => id === 'user_cid'));
    const [first] = ids as [string];
    const { id: handoffId } = await handoffOf(first);
    await assignHandoff(open.intake, database.db, person(), { handoffId, assigneeId: 'user_bob' });
    await database.db.query(`update users set active = false, updated_at = now() where id = 'user_cid'`);
    await eventually(async () => (await assignees()).slice(1).every((id) => id === null));
    expect(await handoffOf(first)).toMatchObject({ assignee_id: 'user_bob', routed_by: 'assigned by hand' });
  });

  it('keeps why a clock was paused beside the lead, not in the log', async () => {
    const id = await newLead('paused@esc.example');
    await asksForDemo(id);
    const clock = await one<{ id: string }>(`select id from sla_clocks where lead_id = $1 and policy = 'owner'`, id);
    const reason = 'On parental leave until May.';
    const paused = await pauseSlaClock(open.intake, database.db, person(), { clockId: clock.id, reason });
    expect(paused.userErrors).toEqual([]);
    expect(await listNotes(database.db, [id])).toMatchObject([
      [{ about: 'CLOCK_PAUSED', subject: clock.id, text: reason, author: 'user_test' }],
    ]);
    const logged = await database.db.query(`select 1 from event_staging where data::text like '%parental%'
      union all select 1 from audit_staging where detail::text like '%parental%'`);
    expect(logged).toEqual([]);
  });
});
