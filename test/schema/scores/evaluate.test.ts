import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoaders } from '../../../schema/batch/create-loaders.js';
import type { Context } from '../../../schema/context.js';
import { EvaluateResolver } from '../../../schema/scores/evaluate.resolver.js';
import type { Db } from '../../../server/db/database.js';
import { mergeLeads } from '../../../server/leads/merge-leads.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from '../../server/leads/open-test-intake.js';

const DAY = 86_400_000;

describe('leads evaluated in one request', () => {
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

  it('are found and read at once, each as it is, merged ones as what they were merged into', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      const { leadId } = await upsertLead(open.intake, machine(), {
        lead: { email: `one${i}@one${i}.example` },
        attributes: i % 2 ? { seniority: 'vp' } : {},
        occurredAt: ago(9 * DAY),
      });
      ids.push(leadId as string);
    }
    const [kept, absorbed] = [ids[1] as string, ids[0] as string];
    await mergeLeads(open.intake, machine(), { keep: { id: kept }, absorb: { id: absorbed } });
    const asked: string[] = [];
    const db: Db = {
      query(sql, parameters) {
        asked.push(sql);
        return database.db.query(sql, parameters);
      },
    };
    const { releases } = open;
    const loaders = createLoaders({ db, installation: { epoch: 1 }, releases });
    const context = { db, releases, loaders, principal: machine() } as unknown as Context;
    const evaluate = async (lead: object) => {
      const score = await new EvaluateResolver().evaluate('hundred-point', lead, null, null, ago(DAY), context);
      return score.value;
    };
    const named = [{ id: absorbed }, { email: 'one1@one1.example' }, ...ids.slice(2).map((id) => ({ id }))];
    const values = await Promise.all(named.map(evaluate));
    const vp = values[1] as number;
    expect(vp).toBeGreaterThan(0);
    expect(values).toEqual([vp, vp, 0, vp, 0, vp]);
    expect(asked.length).toBeLessThanOrEqual(4);
    await expect(evaluate({ id: 'lead_nobody' })).rejects.toThrow('There is no such lead');
  });
});
