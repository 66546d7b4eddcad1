import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Slas } from '../../../core/definitions/tree.js';
import { assignHandoff } from '../../../server/leads/assign-handoff.js';
import { pauseSlaClock, resumeSlaClock } from '../../../server/leads/change-sla-clock.js';
import { listSlaClocks } from '../../../server/leads/list-sla-clocks.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

interface Row {
  id: string;
  policy: string;
  state: string;
  [column: string]: unknown;
}
interface Told {
  clockId: string;
  slaKind: string;
  corrects?: string | null;
}

const policy = (key: string, within: string, more: object = {}) => ({
  key,
  label: key,
  owedBy: 'sales' as const,
  startsOn: { activity: 'demo.requested', where: { page: { equals: key } } },
  stopsOn: [{ activity: 'sales.contacted' }],
  within,
  clock: 'elapsed' as const,
  ...more,
});

describe('clocks', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let messages = 0;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database, (files) => {
      editFile<Slas>(files, 'slas.json', (slas) => {
        slas.policies.push(
          policy('second', 'PT1S', { warnAt: [{ percent: 50 }], escalate: [{ after: 'PT0.2S', notify: ['owner'] }] }),
          policy('hour', 'PT1H', {
            warnAt: [{ percent: 50 }],
            cancelsOn: [{ enter: 'disqualified' }],
            pausesOn: [{ activity: 'meeting.scheduled' }],
            resumesOn: [{ activity: 'meeting.missed' }],
          }),
        );
      });
    });
    await database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{sales}', '{SALES}', null, null, '{}', null,
         null, null, true, now(), now() from unnest('{ann,bob}'::text[]) as n (name)`,
    );
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = () => person(['SALES'], 'user_ann');
  const newLead = async (email: string) =>
    (await upsertLead(open.intake, machine(), { lead: { email } })).leadId as string;
  const does = (id: string, type: string, properties = {}, occurredAt = ago(0)) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { id }, type, occurredAt, messageId: `clock${messages++}`, properties }],
    });
  const clocks = (leadId: string) =>
    database.db.query<Row>('select * from sla_clocks where lead_id = $1 order by started_at, id', [leadId]);
  const told = async (leadId: string) =>
    (
      await database.db.query<{ event_id: string; data: Told }>(
        `select event_id, data from event_staging where lead_id = $1 and kind = 'SLA' order by id`,
        [leadId],
      )
    ).map(({ event_id, data }) => ({ id: event_id, ...data }));
  const kinds = async (leadId: string) => (await told(leadId)).map((event) => event.slaKind);
  const sweep = () => {
    const onError = (error: unknown) => open.errors.push(error);
    const parts = { pool: database.pool, releases: open.releases, afterCommit: () => undefined, onError };
    const sweepers = [startSweeper(parts), startSweeper(parts)];
    return () => Promise.all(sweepers.map((sweeper) => sweeper.stop()));
  };

  it('warn, breach and escalate once and at their instants, whoever else sweeps', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, (_, i) => newLead(`breach${i}@breach.example`)));
    for (const id of ids) await does(id, 'demo.requested', { page: 'second' });
    const stop = sweep();
    await eventually(async () => {
      const [row] = await database.db.query<{ n: number }>(
        `select count(*)::int as n from sla_clocks where policy = 'second' and escalated = 1 and lead_id = any($1)`,
        [ids],
      );
      return row?.n === 40;
    });
    await stop();
    expect(open.errors).toEqual([]);
    for (const id of ids) {
      const own = (await told(id)).filter((event) => event.clockId.length > 0);
      const clock = (await clocks(id)).find((one) => one.policy === 'second') as Row;
      const said = own.filter((event) => event.clockId === clock.id).map((event) => event.slaKind);
      expect(said).toEqual(['STARTED', 'WARNED', 'BREACHED', 'ESCALATED']);
      const due = clock.due_at as Date;
      expect(clock).toMatchObject({ state: 'BREACHED', breached_at: due, look_at: null });
      expect(due.getTime()).toBe((clock.started_at as Date).getTime() + 1_000);
    }
    const early = await database.db.query(
      `select 1 from event_staging where kind = 'SLA' and recorded_at < occurred_at`,
    );
    expect(early).toEqual([]);
    const [late, kept] = [ids[0] as string, ids[1] as string];
    const due = ((await clocks(kept)).find((one) => one.policy === 'second') as Row).due_at as Date;
    await does(late, 'sales.contacted');
    await does(kept, 'sales.contacted', {}, new Date(due.getTime() - 1));
    expect((await clocks(late)).find((one) => one.policy === 'second')).toMatchObject({ state: 'MET_LATE' });
    expect((await clocks(kept)).find((one) => one.policy === 'second')).toMatchObject({
      state: 'MET',
      breached_at: null,
    });
    const correction = (await told(kept)).find((event) => event.slaKind === 'MET' && event.corrects);
    const breach = (await told(kept)).find((event) => event.slaKind === 'BREACHED');
    expect(correction?.corrects).toBe(breach?.id);
  });

  it('run once a policy and lead, and stop, pause, resume and cancel as agreed', async () => {
    const id = await newLead('hour@hour.example');
    await does(id, 'demo.requested', { page: 'hour' });
    await does(id, 'demo.requested', { page: 'hour' });
    const own = async () => (await clocks(id)).filter((one) => one.policy === 'hour');
    expect((await own()).map((one) => one.state)).toEqual(['RUNNING']);
    await does(id, 'meeting.scheduled');
    expect(await own()).toMatchObject([{ state: 'PAUSED', due_at: null, look_at: null }]);
    await does(id, 'meeting.missed');
    expect(await own()).toMatchObject([{ state: 'RUNNING', due_at: expect.any(Date) }]);
    await does(id, 'sales.contacted');
    expect(await own()).toMatchObject([{ state: 'MET', stopped_at: expect.any(Date), look_at: null }]);
    await does(id, 'demo.requested', { page: 'hour' });
    await moveLead(open.intake, rep(), { lead: { id }, to: 'disqualified', reason: 'wrong-icp' });
    await upsertLead(open.intake, machine(), { lead: { id }, attributes: { title: 'x' } });
    expect((await own()).map((one) => one.state)).toEqual(['MET', 'RUNNING']);
    await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    await moveLead(open.intake, rep(), { lead: { id }, to: 'disqualified', reason: 'wrong-icp' });
    expect((await own()).map((one) => one.state)).toEqual(['MET', 'CANCELLED']);
  });

  it('of a handoff stop with its answer, go with its assignee, and are judged by the release that started them', async () => {
    const id = await newLead('handoff@clock.example');
    await moveLead(open.intake, rep(), { lead: { id }, to: 'mql' });
    const [handoff] = await database.db.query<{ id: string }>('select id from handoffs where lead_id = $1', [id]);
    expect(await clocks(id)).toMatchObject([
      { policy: 'mql-review-inbound', state: 'RUNNING', handoff_id: handoff?.id, release: 1, owner_id: null },
    ]);
    await assignHandoff(open.intake, database.db, rep(), { handoffId: handoff?.id as string, assigneeId: 'user_bob' });
    expect(await clocks(id)).toMatchObject([{ owner_id: 'user_bob', state: 'RUNNING' }]);
    const next = await openTestIntake(database, (files) => {
      editFile<Slas>(files, 'slas.json', (slas) => {
        slas.policies = slas.policies.filter((one) => one.key !== 'mql-review-inbound');
      });
    });
    await next.close();
    await open.releases.refresh();
    await moveLead(open.intake, rep(), { lead: { id }, to: 'nurture', reason: 'low-intent' });
    expect((await clocks(id)).map((one) => `${one.policy} ${one.state} ${one.release}`).sort()).toEqual([
      'mql-dwell RUNNING 2',
      'mql-review-inbound MET 1',
      'rejection-processed RUNNING 2',
    ]);
    expect(await kinds(id)).toEqual(['STARTED', 'REASSIGNED', 'MET', 'STARTED', 'STARTED']);
  });

  it('are paused and resumed by people, and only when that makes sense', async () => {
    const lead = await newLead('nurtured@clock.example');
    await moveLead(open.intake, rep(), { lead: { id: lead }, to: 'mql' });
    await moveLead(open.intake, rep(), { lead: { id: lead }, to: 'nurture', reason: 'low-intent' });
    const [clock] = await clocks(lead);
    const clockId = clock?.id as string;
    const run = async (name: 'pause' | 'resume') => {
      const input = { clockId, reason: 'The customer is on holiday.' };
      const act = name === 'pause' ? pauseSlaClock : resumeSlaClock;
      return (await act(open.intake, database.db, rep(), input)).userErrors.map((error) => error.code);
    };
    expect(await run('resume')).toEqual(['INVALID']);
    expect(await run('pause')).toEqual([]);
    expect(await run('pause')).toEqual(['INVALID']);
    const { nodes } = await listSlaClocks(database.db, { first: 100, state: ['RUNNING', 'PAUSED'] });
    expect(nodes.at(-1)).toMatchObject({ id: clockId, state: 'PAUSED' });
    const dues = nodes.slice(0, -1).map((one) => one.dueAt?.getTime() ?? 0);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    expect(await run('resume')).toEqual([]);
    const unknown = await pauseSlaClock(open.intake, database.db, rep(), { clockId: 'clock_0', reason: 'x' });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['clockId'] }]);
  });

  it('end with a lead that is merged, and never start for history', async () => {
    const absorbed = await newLead('gone@clock.example');
    const keep = await newLead('kept@clock.example');
    await does(absorbed, 'demo.requested', { page: 'hour' });
    await mergeLeads(open.intake, machine(['ADMIN']), { keep: { id: keep }, absorb: { id: absorbed } });
    for (const clock of await clocks(absorbed)) expect(clock.state).toBe('CANCELLED');
    const old = await upsertLead(open.intake, machine(), {
      lead: { email: 'old@clock.example' },
      stage: 'nurture',
      occurredAt: ago(86_400_000),
    });
    expect(await clocks(old.leadId as string)).toEqual([]);
    expect(open.errors).toEqual([]);
  });
});
