import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, editFile, machine, openTestIntake, type TestIntake } from './open-test-intake.js';

describe('a new release', () => {
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

  it('judges a lead before anything else that comes to it', async () => {
    const { leadId } = await upsertLead(open.intake, machine(), {
      lead: { email: 'promoted@promoted.example' },
      attributes: { seniority: 'vp' },
      account: { attributes: { employees: 200, industry: 'saas' } },
    });
    const next = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        for (const threshold of model.thresholds) threshold.when = { score: 'total', atLeast: 40 };
      });
    });
    await next.close();
    await open.releases.refresh();
    const activity = { lead: { id: leadId }, type: 'page.viewed', occurredAt: ago(0), messageId: 'after' };
    const answer = await recordActivities(open.intake, machine(), { activities: [activity] });
    expect(answer).toMatchObject({ accepted: 1, crossingIds: [] });
    const crossings = await database.db.query('select threshold, direction, outcome, trigger, release from crossings');
    expect(crossings).toEqual([
      { threshold: 'mql', direction: 'UP', outcome: 'MOVED', trigger: 'PROMOTION', release: 2 },
    ]);
    expect(await database.db.query('select release from engine_states')).toEqual([{ release: 2 }]);
  });
});
