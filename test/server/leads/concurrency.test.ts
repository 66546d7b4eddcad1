import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { type Intake, openIntake } from '../../../server/leads/open-intake.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { ago, editFile, machine, openTestIntake, type TestIntake } from './open-test-intake.js';
import { recordedCrossings, refold } from './refold.js';

describe('many callers at once', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let other: Intake;
  let sweeper: ReturnType<typeof startSweeper>;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 10 });
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.rules.push({ key: 'up', score: 'engagement', points: 40, each: { activity: 'call.held' } });
        model.rules.push({ key: 'down', score: 'engagement', points: -40, each: { activity: 'meeting.missed' } });
        const flash = { activity: 'page.viewed', within: 'PT0.3S' };
        model.rules.push({ key: 'flash', score: 'engagement', points: 45, when: flash });
        model.scores.engagement = {};
        model.scores.total = { sum: ['fit', 'engagement'] };
        model.thresholds.push({ key: 'warm', when: { score: 'engagement', atLeast: 40 }, cooldown: 'PT1S' });
      });
    });
    const parts = { pool: database.pool, releases: open.releases, afterCommit: () => undefined };
    other = openIntake({ ...parts, onError: (error) => open.errors.push(error) });
    sweeper = startSweeper({ ...parts, onError: (error) => open.errors.push(error) });
  });
  afterAll(async () => {
    await sweeper.stop();
    await Promise.all([open.close(), other.close()]);
    await database.drop();
  });

  it('cross exactly as folding the accepted facts in the order of acceptance does', async () => {
    console.info(`SEED=${seed}`);
    const random = seededRandom(2);
    const emails = Array.from({ length: 40 }, (_, i) => `osc${i}@osc${i % 7}.example`);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const sent: { messageId: string; email: string; type: string; at: Date }[] = [];
    const call = async (caller: number): Promise<void> => {
      const intake = caller % 2 ? open.intake : other;
      for (let round = 0; round < 6; round++) {
        const news = Array.from({ length: 5 }, (_, i) => ({
          messageId: `${caller}-${round}-${i}`,
          email: pick(emails),
          type: pick(['call.held', 'meeting.missed', 'page.viewed', 'demo.booked']),
          at: ago(random() < 0.3 ? 0 : Math.floor(random() * 20 * 86_400_000)),
        }));
        sent.push(...news);
        const batch = [...news, ...(round > 2 ? [pick(sent), pick(sent)] : [])].sort(() => random() - 0.5);
        await recordActivities(intake, machine(), {
          activities: batch.map(({ messageId, email, type, at }) => ({
            lead: { email },
            type,
            messageId,
            occurredAt: at,
            properties: { page: 'pricing' },
          })),
        });
        if (round % 2 === 0) {
          const account = { attributes: { employees: pick([10, 200]), industry: pick(['saas', 'steel']) } };
          const attributes = { seniority: pick(['vp', 'staff']) };
          await upsertLead(intake, machine(), { lead: { email: pick(emails) }, attributes, account });
        }
      }
    };
    await Promise.all(Array.from({ length: 32 }, (_, caller) => call(caller)));
    await eventually(async () => {
      const [row] = await database.db.query<{ due: number }>(
        `select count(*) as due from lead_scores where next_change_at < now() + interval '1 second'`,
      );
      return row?.due === 0;
    });
    await sweeper.stop();
    expect(open.errors).toEqual([]);
    const leads = await database.db.query<{ id: string; at: Date }>(
      'select l.id, s.at from leads l join lead_scores s on s.lead_id = l.id',
    );
    expect(leads.length).toBe(emails.length);
    let total = 0;
    for (const { id, at } of leads) {
      const recorded = await recordedCrossings(database.db, id);
      total += recorded.length;
      expect(await refold(database.db, open.releases.live(), id, at.getTime())).toEqual(recorded);
    }
    expect(total).toBeGreaterThan(100);
    const [twice] = await database.db.query<{ sent: number; kept: number }>(
      `select count(*) as kept from facts where kind = 'activity'`,
    );
    expect(twice?.kept).toBe(32 * 30);
  });

  it('make one lead of one new address', async () => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        recordActivities(i % 2 ? open.intake : other, machine(), {
          activities: [
            {
              lead: { email: 'same@same.example' },
              type: 'page.viewed',
              occurredAt: ago(1_000),
              messageId: `same${i}`,
            },
            {
              lead: { externalId: { system: 'crm', value: '9223372036854775807' } },
              type: 'page.viewed',
              occurredAt: ago(1_000),
              messageId: `crm${i}`,
            },
          ],
        }),
      ),
    );
    expect(answers.every((answer) => answer.accepted === 2)).toBe(true);
    const rows = await database.db.query(
      `select k.value, count(distinct l.id) as leads, (select count(*) from transitions t where t.lead_id = min(l.id)) as moves
       from lead_keys k join leads l on l.id = k.lead_id where k.value in ('same@same.example', '9223372036854775807') group by 1 order by 1`,
    );
    expect(rows).toEqual([
      { value: '9223372036854775807', leads: 1, moves: 1 },
      { value: 'same@same.example', leads: 1, moves: 1 },
    ]);
  });
});
