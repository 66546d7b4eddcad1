import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readScore } from '../../../server/leads/read-score.js';
import { readScoreHistory } from '../../../server/leads/read-score-history.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { mergePullRequest } from '../../../server/pulls/merge-pull-request.js';
import { openPullRequest } from '../../../server/pulls/open-pull-request.js';
import { reviewPullRequest } from '../../../server/pulls/review-pull-request.js';
import type { TestDatabase } from '../../helpers/database.js';
import { createTestDatabase } from '../../helpers/database.js';
import { machine, openTestIntake, type TestIntake } from '../leads/open-test-intake.js';
import { openTestPulls, type TestPulls } from './open-test-pulls.js';

const MODEL = 'models/hundred-point.json';
const DAY = 86_400_000;

describe('a version that was merged and never promoted', () => {
  let database: TestDatabase;
  let test: TestPulls;
  let open: TestIntake;
  beforeAll(async () => {
    database = await createTestDatabase();
    test = await openTestPulls(database);
    open = await openTestIntake(database);
  });
  afterAll(async () => {
    await open?.close();
    await test?.close();
    await database.drop();
  });

  it('scores leads at any instant, by its id and by its name, beside the one in force', async () => {
    const { leadId } = await upsertLead(open.intake, machine(), {
      lead: { email: 'versions@versions.example' },
      attributes: { seniority: 'vp' },
      account: { attributes: { employees: 200 } },
      occurredAt: new Date(Date.now() - 10 * DAY),
    });
    const id = leadId as string;
    const author = await test.person('Ann Author', ['revops']);
    const model = JSON.parse(test.files[MODEL] as string);
    model.rules[2].rationale = 'said otherwise';
    const { number, userErrors } = await openPullRequest(test.pulls, author, {
      title: 'Say it otherwise',
      files: [{ path: MODEL, content: `${JSON.stringify(model, null, 2)}\n` }],
    });
    expect(userErrors).toEqual([]);
    await test.settle();
    for (const [name, team] of [
      ['Mia', 'marketing'],
      ['Sal', 'sales'],
    ] as const) {
      const who = await test.person(name, [team], [team === 'marketing' ? 'MARKETING' : 'SALES']);
      const expectedEffect = await test.effect(number);
      const reviewed = await reviewPullRequest(test.pulls, who, {
        ...{ number: number as number, verdict: 'APPROVED', expectedEffect },
      });
      expect(reviewed.userErrors).toEqual([]);
    }
    const expectedEffect = await test.effect(number);
    const merged = await mergePullRequest(test.pulls, author, {
      ...{ number: number as number, promote: false, expectedEffect },
    });
    expect(merged.userErrors).toEqual([]);

    const [newest, first] = await database.db.query<{ id: string; version: string; commit: string }>(
      `select id, version, commit from model_versions where key = 'hundred-point' order by committed_at desc, id desc`,
    );
    expect(newest?.version).not.toBe(first?.version);
    for (const version of [newest?.id, `hundred-point@${newest?.version}`] as string[]) {
      const report = await readScore(database.db, open.releases, id, { version });
      expect(report?.model).toMatchObject({ key: 'hundred-point', version: newest?.version, commit: newest?.commit });
      expect(report?.value).toBeGreaterThan(0);
      const from = new Date(Date.now() - 11 * DAY);
      expect((await readScoreHistory(database.db, open.releases, id, { from, version })).length).toBeGreaterThan(0);
    }
    const older = await readScore(database.db, open.releases, id, { version: first?.id as string });
    expect(older?.model?.version).toBe('1.0.0');
  });
});
