import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { flaggedShareView } from '../../../schema/definitions/flagged-share-view.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { readFlaggedShare } from '../../../server/metrics/read-flagged-share.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import type { TestIntake } from '../leads/open-test-intake.js';
import { ago, machine, openTestIntake } from '../leads/open-test-intake.js';

let database: TestDatabase;
let open: TestIntake;
const share = () => readFlaggedShare(database.db, open.intake.releases.live());

beforeAll(async () => {
  database = await createTestDatabase();
  open = await openTestIntake(database);
});

afterAll(async () => {
  await open.close();
  await database.drop();
});

it('says nothing of an empty installation', async () => {
  const empty = await share();
  expect(empty).toMatchObject({ flagged: 0, leads: 0, share: null });
  expect(flaggedShareView(empty)).toEqual([]);
});

it('counts leads that crossed into the handoff or beyond among those something was told of', async () => {
  const activity = (name: string, type: string) => ({
    lead: { email: `${name}@flagged.example` },
    type,
    occurredAt: ago(60),
    messageId: `${name}-${type}`,
  });
  await recordActivities(open.intake, machine(), {
    activities: [...['a', 'b', 'c', 'd'].map((name) => activity(name, 'email.opened')), activity('a', 'demo.booked')],
  });
  await upsertLead(open.intake, machine(), {
    lead: { email: 'a@flagged.example' },
    attributes: { seniority: 'vp' },
    account: { domain: 'one.example', attributes: { employees: 100, industry: 'saas' } },
  });
  const found = await share();
  expect(found).toEqual({ flagged: 1, leads: 4, share: 0.25, low: 0.01, high: 0.2 });
  expect(flaggedShareView(found)).toMatchObject([
    { level: 'WARNING', message: '1 of 4 leads of the last 90 days were flagged (25 %): more than 20 %.' },
  ]);
});
