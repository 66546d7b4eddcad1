import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoaders } from '../../../schema/batch/create-loaders.js';
import type { Context } from '../../../schema/context.js';
import { findScore } from '../../../schema/scores/find-score.js';
import type { Db } from '../../../server/db/database.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from '../../server/leads/open-test-intake.js';

const DAY = 86_400_000;

describe('the replayed scores of a page of leads', () => {
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

  it('read the facts of all of them at once, and give each its own', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      const { leadId } = await upsertLead(open.intake, machine(), {
        lead: { email: `page${i}@page${i}.example` },
        attributes: i % 2 ? { seniority: 'vp' } : {},
        account: { attributes: { employees: 200 } },
        occurredAt: ago(9 * DAY),
      });
      ids.push(leadId as string);
    }
    const asked: string[] = [];
    const db: Db = {
      query(sql, parameters) {
        asked.push(sql);
        return database.db.query(sql, parameters);
      },
    };
    const loaders = createLoaders({ db, installation: { epoch: 1 }, releases: open.releases });
    const context = { db, releases: open.releases, loaders } as Context;
    const scores = await Promise.all(ids.map((id) => findScore(context, id, { at: ago(DAY) })));
    const [plain, vp] = [scores[0]?.value as number, scores[1]?.value as number];
    expect(vp).toBeGreaterThan(plain);
    expect(scores.map((score) => score?.value)).toEqual([plain, vp, plain, vp, plain, vp]);
    expect(asked.filter((sql) => sql.includes('from facts')).length).toBeLessThanOrEqual(2);
    expect(await findScore(context, 'lead_nobody', { at: ago(DAY) })).toBeNull();
    asked.length = 0;
    const none = await Promise.all(ids.map((id) => findScore(context, id, { version: 'hundred-point@9.9.9' })));
    expect(none).toEqual(ids.map(() => null));
    expect(asked.filter((sql) => sql.includes('from model_versions')).length).toBe(1);
  });
});
