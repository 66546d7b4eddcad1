import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moveLead } from '../../../server/leads/move-lead.js';
import { openIntake } from '../../../server/leads/open-intake.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { machine, openTestIntake, person, type TestIntake } from './open-test-intake.js';

describe('idempotency keys', () => {
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

  it('give one effect and the same answer for the same key 50 times at once, on two queues', async () => {
    const other = openIntake({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    const input = { lead: { email: 'many@many.example' }, name: 'Many', stage: 'mql', idempotencyKey: 'once' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => upsertLead(i % 2 ? open.intake : other, machine(), input)),
    );
    const told = answers.map(({ leadId, transitionIds, crossingIds, userErrors }) => {
      return { leadId, transitionIds, crossingIds, userErrors };
    });
    for (const answer of told) expect(answer).toEqual(told[0]);
    expect(answers[0]?.userErrors).toMatchObject([{ code: 'MOVE_NOT_ALLOWED', field: ['stage'] }]);
    const [count] = await database.db.query<{ leads: number; moves: number; facts: number }>(
      `select (select count(*) from leads) as leads, (select count(*) from transitions) as moves,
         (select count(*) from facts where kind = 'attributes' and lead_id is not null) as facts`,
    );
    expect(count).toEqual({ leads: 1, moves: 1, facts: 1 });
    await other.close();
  });

  it('refuse another input under the same key, and belong to one principal', async () => {
    const input = { lead: { email: 'a@keys.example' }, idempotencyKey: 'mine' };
    const first = await upsertLead(open.intake, machine(), input);
    const other = await upsertLead(open.intake, machine(), { ...input, name: 'Another' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', field: ['idempotencyKey'] }]);
    const moved = await moveLead(open.intake, machine(), {
      lead: { id: first.leadId },
      to: 'mql',
      idempotencyKey: 'mine',
    });
    expect(moved.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
    const elsewhere = await upsertLead(open.intake, machine(['INTEGRATOR'], 'token_other'), {
      ...input,
      name: 'Another',
    });
    expect(elsewhere).toMatchObject({ userErrors: [], leadId: first.leadId });
  });

  it('repeat a refusal as it was, although it would pass now', async () => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email: 'b@keys.example' } });
    const input = { lead: { id: leadId }, to: 'disqualified', idempotencyKey: 'refused' };
    const first = await moveLead(open.intake, person(), input);
    expect(first.userErrors.length).toBeGreaterThan(0);
    const again = await moveLead(open.intake, person(), {
      to: 'disqualified',
      idempotencyKey: 'refused',
      lead: { id: leadId },
    });
    expect(again.userErrors).toEqual(first.userErrors);
  });

  it('are forgotten after seven days', async () => {
    const input = { lead: { email: 'c@keys.example' }, name: 'Old', idempotencyKey: 'old' };
    await upsertLead(open.intake, machine(), input);
    await database.db.query(`update idempotency_keys set created_at = now() - interval '8 days' where key = 'old'`);
    const again = await upsertLead(open.intake, machine(), { ...input, name: 'New' });
    expect(again).toMatchObject({ accepted: 1, userErrors: [] });
  });
});
