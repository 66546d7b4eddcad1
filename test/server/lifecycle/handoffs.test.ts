import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import { assignHandoff } from '../../../server/leads/assign-handoff.js';
import { decideHandoff } from '../../../server/leads/decide-handoff.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { openIntake } from '../../../server/leads/open-intake.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

interface Row {
  id: string;
  state: string;
  assignee_id: string | null;
  decided_by: string | null;
  [column: string]: unknown;
}

describe('handoffs', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database, (files) => {
      editFile<{ onlyDuring: string }>(files, 'routing.json', (routing) => {
        routing.onlyDuring = 'always';
      });
    });
    await database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{sales}', '{SALES}', null, null,
         case when name = 'boss' then '{}'::text[] else '{inbound-sdr}' end, case when name = 'few' then 1 end, null,
         case when name = 'away' then now() + interval '1 day' end, true, now(), now()
       from unnest('{ann,bob,few,away,boss}'::text[]) as n (name)`,
    );
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const rep = (name = 'ann') => person(['SALES'], `user_${name}`);
  const handedOver = async (email: string): Promise<{ leadId: string; handoff: Row }> => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email } });
    await moveLead(open.intake, rep(), { lead: { email }, to: 'mql' });
    return { leadId: leadId as string, handoff: (await handoffsOf(leadId as string))[0] as Row };
  };
  const handoffsOf = (leadId: string) =>
    database.db.query<Row>('select * from handoffs where lead_id = $1 order by opened_at, id', [leadId]);
  const told = async (leadId: string) =>
    (
      await database.db.query<{ data: { before: string | null; after: string } }>(
        `select data from event_staging where lead_id = $1 and kind = 'HANDOFF' order by id`,
        [leadId],
      )
    ).map(({ data }) => `${data.before} ${data.after}`);

  it('open with the stage and go round the pool, passing over who is away or has had enough', async () => {
    const got = [];
    for (let i = 0; i < 6; i++) got.push((await handedOver(`round${i}@round.example`)).handoff);
    expect(got.map((one) => one.assignee_id)).toEqual(
      ['ann', 'bob', 'few', 'ann', 'bob', 'ann'].map((name) => `user_${name}`),
    );
    expect(got[0]).toMatchObject({ state: 'PENDING', stage: 'mql', pool: 'inbound-sdr', pass: 1, release: 1 });
    const [entry] = await database.db.query(`select handed_off from stage_entries where stage = 'mql' limit 1`);
    expect(entry).toEqual({ handed_off: true });
  });

  it('are given out evenly by two processes at once', async () => {
    const other = openIntake({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    const emails = Array.from({ length: 20 }, (_, i) => `even${i}@even.example`);
    for (const email of emails) await upsertLead(open.intake, machine(), { lead: { email } });
    await Promise.all(
      emails.map((email, i) => moveLead(i % 2 ? other : open.intake, rep(), { lead: { email }, to: 'mql' })),
    );
    await other.close();
    const counts = await database.db.query<{ n: number }>(
      `select count(*)::int as n from handoffs h join leads l on l.id = h.lead_id
       where l.email like 'even%' group by h.assignee_id`,
    );
    expect(counts.map((row) => row.n)).toEqual([10, 10]);
  });

  it('are decided once, however many answer at once', async () => {
    const { leadId, handoff } = await handedOver('crowd@crowd.example');
    const other = openIntake({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const answer = i % 3 ? { accept: true } : { accept: false, reason: 'bad-timing', note: 'next year' };
        const input = { handoffId: handoff.id, ...answer };
        return decideHandoff(i % 2 ? other : open.intake, database.db, rep(i % 5 ? 'ann' : 'bob'), input);
      }),
    );
    await other.close();
    const won = answers.filter((answer) => answer.userErrors.length === 0);
    expect(won.length).toBe(1);
    expect(won[0]?.transitionIds.length).toBe(1);
    const codes = new Set(answers.flatMap((answer) => answer.userErrors.map((error) => error.code)));
    expect([...codes]).toEqual(['HANDOFF_CLOSED']);
    expect((await told(leadId)).length).toBe(2);
    expect(open.errors).toEqual([]);
  });

  it('make who accepts one of nobody the owner, else who it was assigned to', async () => {
    const { leadId, handoff } = await handedOver('owner@owner.example');
    const accepted = await decideHandoff(open.intake, database.db, rep('boss'), {
      handoffId: handoff.id,
      accept: true,
      nextStep: 'Call on Monday',
    });
    expect(accepted).toMatchObject({ userErrors: [], leadId });
    const owner = async (id: string) =>
      (await database.db.query('select owner_id, stage from leads where id = $1', [id]))[0];
    expect(await owner(leadId)).toEqual({ owner_id: handoff.assignee_id, stage: 'sal' });
    expect((await handoffsOf(leadId))[0]).toMatchObject({
      state: 'ACCEPTED',
      decided_by: 'user_boss',
      next_step: 'Call on Monday',
    });
    const nobody = await handedOver('nobody@nobody.example');
    await database.db.query('update handoffs set assignee_id = null where id = $1', [nobody.handoff.id]);
    await decideHandoff(open.intake, database.db, rep('boss'), { handoffId: nobody.handoff.id, accept: true });
    expect(await owner(nobody.leadId)).toEqual({ owner_id: 'user_boss', stage: 'sal' });
  });

  it('are rejected with a reason both sides agreed to, and only with such', async () => {
    const { leadId, handoff } = await handedOver('reject@reject.example');
    const reject = async (more: object, who = rep()) => {
      const input = { handoffId: handoff.id, accept: false, ...more };
      return (await decideHandoff(open.intake, database.db, who, input)).userErrors;
    };
    expect(await reject({})).toMatchObject([{ code: 'REQUIRED', field: ['reason'] }]);
    expect(await reject({ reason: 'other' })).toMatchObject([{ code: 'INVALID', field: ['reason'] }]);
    expect(await reject({ reason: 'no-budget' })).toMatchObject([{ code: 'INVALID', field: ['reason'] }]);
    expect(await reject({ reason: 'no-response-from-sales' })).toMatchObject([{ code: 'INVALID' }]);
    expect(await reject({ reason: 'bad-timing' })).toMatchObject([{ code: 'REQUIRED', field: ['note'] }]);
    expect(await reject({ reason: 'bad-timing', note: ' \n' })).toMatchObject([{ code: 'REQUIRED', field: ['note'] }]);
    const marketer = { ...person(['MARKETING'], 'user_boss'), teams: ['marketing' as const] };
    expect(await reject({ reason: 'low-intent' }, marketer)).toMatchObject([{ code: 'FORBIDDEN' }]);
    const byMachine = await decideHandoff(open.intake, database.db, machine(), { handoffId: handoff.id, accept: true });
    expect(byMachine.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED' }]);
    expect(await reject({ reason: 'competitor', note: 'signed with another' })).toEqual([]);
    expect(await reject({ reason: 'low-intent' })).toMatchObject([{ code: 'HANDOFF_CLOSED', field: ['handoffId'] }]);
    const [lead] = await database.db.query('select stage from leads where id = $1', [leadId]);
    expect(lead).toEqual({ stage: 'disqualified' });
    expect(await told(leadId)).toEqual(['null PENDING', 'PENDING REJECTED']);
    const unknown = await decideHandoff(open.intake, database.db, rep(), { handoffId: 'handoff_0', accept: true });
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['handoffId'] }]);
  });

  it('are answered by moving the lead, withdrawn where it leaves otherwise or is merged', async () => {
    const moved = await handedOver('moved@moved.example');
    await moveLead(open.intake, rep(), { lead: { id: moved.leadId }, to: 'nurture', reason: 'low-intent' });
    expect(await told(moved.leadId)).toEqual(['null PENDING', 'PENDING REJECTED']);
    const history = await handedOver('history@history.example');
    await moveLead(open.intake, machine(), { lead: { id: history.leadId }, to: 'sql', occurredAt: ago(3_600_000) });
    expect(await told(history.leadId)).toEqual(['null PENDING', 'PENDING WITHDRAWN']);
    const absorbed = await handedOver('absorbed@absorbed.example');
    const keep = await upsertLead(open.intake, machine(), { lead: { email: 'keep@absorbed.example' } });
    await mergeLeads(open.intake, machine(['ADMIN']), {
      keep: { id: keep.leadId },
      absorb: { id: absorbed.leadId },
    });
    expect(await told(absorbed.leadId)).toEqual(['null PENDING', 'PENDING WITHDRAWN']);
    expect(await told(keep.leadId as string)).toEqual(['null PENDING']);
  });

  it('are never opened by history', async () => {
    const { leadId } = await upsertLead(open.intake, machine(), {
      lead: { email: 'old@old.example' },
      stage: 'mql',
      occurredAt: ago(86_400_000),
    });
    expect(await handoffsOf(leadId as string)).toEqual([]);
  });

  it('are assigned anew while they wait, once a key', async () => {
    const { leadId, handoff } = await handedOver('assign@assign.example');
    const input = { handoffId: handoff.id, assigneeId: 'user_boss', idempotencyKey: 'assign-1' };
    expect((await assignHandoff(open.intake, database.db, rep(), input)).userErrors).toEqual([]);
    expect((await assignHandoff(open.intake, database.db, rep(), input)).duplicates).toBe(1);
    expect((await handoffsOf(leadId))[0]).toMatchObject({ state: 'PENDING', assignee_id: 'user_boss' });
    expect(await told(leadId)).toEqual(['null PENDING', 'PENDING PENDING']);
    await database.db.query(
      `insert into users select 'user_' || name, name || '@our.example', name, '{marketing}', '{MARKETING}', null, null,
         '{}', null, null, null, true, now(), now() from unnest('{mia}'::text[]) as n (name)`,
    );
    const stranger = { handoffId: handoff.id, assigneeId: 'user_mia' };
    const foreign = await assignHandoff(open.intake, database.db, rep(), stranger);
    expect(foreign.userErrors).toMatchObject([{ code: 'INVALID', field: ['assigneeId'] }]);
    expect(foreign.userErrors[0]?.message).toBe("Handoffs in 'mql' are decided by sales, and mia is not of sales.");
    const ghost = await assignHandoff(open.intake, database.db, rep(), { handoffId: handoff.id, assigneeId: 'user_x' });
    expect(ghost.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['assigneeId'] }]);
    await decideHandoff(open.intake, database.db, rep(), { handoffId: handoff.id, accept: true });
    const late = await assignHandoff(open.intake, database.db, rep(), {
      handoffId: handoff.id,
      assigneeId: 'user_ann',
    });
    expect(late.userErrors).toMatchObject([{ code: 'HANDOFF_CLOSED' }]);
  });

  it('expire once, and send the lead where the reason says', async () => {
    const next = await openTestIntake(database, (files) => {
      editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
        const handoff = lifecycle.stages.find((stage) => stage.key === 'mql')?.handoff;
        if (handoff) handoff.expiresAfter = 'PT1S';
      });
    });
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      const email = `late${i}@late.example`;
      const { leadId } = await upsertLead(next.intake, machine(), { lead: { email } });
      await moveLead(next.intake, rep(), { lead: { email }, to: 'mql' });
      ids.push(leadId as string);
    }
    const parts = { pool: database.pool, releases: next.releases, afterCommit: () => undefined };
    const sweepers = [1, 2].map(() => startSweeper({ ...parts, onError: (error) => open.errors.push(error) }));
    await eventually(async () => {
      const rows = await database.db.query(`select 1 from leads where id = any($1) and stage = 'nurture'`, [ids]);
      return rows.length === 20;
    });
    await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
    await next.close();
    for (const id of ids) expect(await told(id)).toEqual(['null PENDING', 'PENDING EXPIRED']);
    const [move] = await database.db.query(
      `select cause, actor, reason, judged from transitions where lead_id = $1 order by ordinal desc limit 1`,
      [ids[0]],
    );
    expect(move).toEqual({ cause: 'SYSTEM', actor: 'system', reason: 'no-response-from-sales', judged: true });
    expect(open.errors).toEqual([]);
  });
});
