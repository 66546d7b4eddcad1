import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { ago, editFile, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

describe('startSweeper', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 8 });
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({
          key: 'now',
          score: 'fit',
          points: 60,
          when: { activity: 'chat.question-asked', within: 'PT5S' },
        });
        model.scores.fit = {};
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  it('crosses at the very instant at which the score changes, once, whoever else sweeps', async () => {
    const leads = Array.from({ length: 30 }, (_, i) => ({ email: `time${i}@time.example` }));
    for (const lead of leads) await upsertLead(open.intake, machine(), { lead });
    const activities = leads.map((lead, i) => ({
      lead,
      type: 'chat.question-asked',
      occurredAt: ago(0),
      messageId: `now${i}`,
    }));
    expect((await recordActivities(open.intake, machine(), { activities })).crossingIds.length).toBe(30);
    const parts = {
      pool: database.pool,
      releases: open.releases,
      onError: (error: unknown) => open.errors.push(error),
    };
    const sweepers = [1, 2, 3].map(() => startSweeper({ ...parts, afterCommit: () => undefined }));
    const down = await eventually(async () => {
      const rows = await database.db.query<{ at: Date; told: Date; trigger: string; actor: string }>(
        `select c.occurred_at as at, f.occurred_at as told, c.trigger, c.actor from crossings c
         join facts f on f.lead_id = c.lead_id and f.kind = 'activity' where direction = 'DOWN'`,
      );
      return rows.length >= 30 ? rows : null;
    });
    await Promise.all(sweepers.map((sweeper) => sweeper.stop()));
    expect(open.errors).toEqual([]);
    expect(down.length).toBe(30);
    for (const { at, told, trigger, actor } of down) {
      expect(at.getTime()).toBe(told.getTime() + 5_000);
      expect([trigger, actor]).toEqual(['TIME', 'system']);
    }
    const [due] = await database.db.query('select count(*) as due from lead_scores where next_change_at is not null');
    expect(due).toEqual({ due: 0 });
  });

  it('computes scores nearly a day old anew', async () => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email: 'old@time.example' } });
    await database.db.query(`update lead_scores set at = now() - interval '30 hours' where lead_id = $1`, [leadId]);
    const sweeper = startSweeper({ pool: database.pool, releases: open.releases, afterCommit: () => undefined });
    await eventually(async () => {
      const [row] = await database.db.query(
        "select 1 from lead_scores where lead_id = $1 and at > now() - interval '1 hour'",
        [leadId],
      );
      return row;
    });
    await sweeper.stop();
  });
});
