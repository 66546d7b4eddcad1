import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { declineSuggestion } from '../../../server/leads/decline-suggestion.js';
import { listLeads } from '../../../server/leads/list-leads.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';

describe('suggestions', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let messages = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({ key: 'held', score: 'engagement', points: 60, each: { activity: 'call.held' } });
        model.rules.push({ key: 'quit', score: 'engagement', points: -60, each: { activity: 'meeting.missed' } });
        model.scores.engagement = {};
        model.thresholds = [{ key: 'look', suggest: 'mql', when: { score: 'total', atLeast: 60 } }];
      });
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });

  const does = (email: string, type: string) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { email }, type, occurredAt: ago(0), messageId: `suggest${messages++}` }],
    });
  const suggested = async (email: string): Promise<string> => {
    const { leadId } = await upsertLead(open.intake, machine(), { lead: { email } });
    await does(email, 'call.held');
    return leadId as string;
  };
  const waiting = async () => (await listLeads(database.db, { filter: { suggested: true } })).nodes.map(({ id }) => id);
  const changes = async (id: string) =>
    (
      await database.db.query<{ change: string }>(
        `select data->>'change' as change from event_staging where lead_id = $1 and kind = 'LEAD' order by id`,
        [id],
      )
    ).map((row) => row.change);

  it('wait for a person, and end with a move, a no or the way down', async () => {
    const moved = await suggested('moved@suggest.example');
    expect(await waiting()).toEqual([moved]);
    await moveLead(open.intake, person(), { lead: { id: moved }, to: 'mql' });
    expect(await waiting()).toEqual([]);
    const declined = await suggested('declined@suggest.example');
    const decline = () => declineSuggestion(open.intake, person(), { lead: { id: declined }, note: 'a student' });
    expect((await decline()).userErrors).toEqual([]);
    expect((await decline()).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['lead'] }]);
    expect(await changes(declined)).toEqual(['CREATED', 'SUGGESTED', 'SUGGESTION_DECLINED']);
    const fallen = await suggested('fallen@suggest.example');
    expect(await waiting()).toEqual([fallen]);
    await does('fallen@suggest.example', 'meeting.missed');
    expect(await waiting()).toEqual([]);
    await does('fallen@suggest.example', 'call.held');
    expect(await waiting()).toEqual([fallen]);
    expect(open.errors).toEqual([]);
  });
});
