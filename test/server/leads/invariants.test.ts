import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateFirst } from '../../../core/scoring/evaluate-first.js';
import { fromMicro } from '../../../core/scoring/micro.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { openScorer } from '../../../core/scoring/open-scorer.js';
import { buildTimeline } from '../../../core/scoring/timeline.js';
import { loadTimeline } from '../../../server/leads/load-timeline.js';
import { type Intake, openIntake } from '../../../server/leads/open-intake.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { seed, seededRandom } from '../../helpers/seeded-random.js';
import { editFile, openTestIntake, type TestIntake } from './open-test-intake.js';
import { randomOperation } from './random-operation.js';

const CALLERS = 16;
const ROUNDS = 20;
const DAY = 86_400_000;

describe('after anything at all was done by many at once', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let other: Intake;
  beforeAll(async () => {
    console.info(`SEED=${seed}`);
    database = await createTestDatabase({ poolSize: 10 });
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        const flash = { activity: 'page.viewed', within: 'PT0.3S' };
        model.rules.push({ key: 'flash', score: 'engagement', points: 40, when: flash });
        model.scores.engagement = {};
      });
    });
    await database.db.query(
      `insert into users values ('user_rep', 'rep@our.example', 'Rep', '{sales}', '{SALES}', null, null, '{}', null, null, null,
         true, now(), now())`,
    );
    const parts = { pool: database.pool, releases: open.releases, afterCommit: () => undefined };
    const onError = (error: unknown) => open.errors.push(error);
    other = openIntake({ ...parts, onError });
    const sweeper = startSweeper({ ...parts, onError });
    const operation = randomOperation(seededRandom(3));
    await Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        for (let round = 0; round < ROUNDS; round++) await operation(caller % 2 ? other : open.intake);
      }),
    );
    await sweeper.stop();
  });
  afterAll(async () => {
    await Promise.all([open.close(), other.close()]);
    await database.drop();
  });

  it('nothing unforeseen happened', () => {
    expect(open.errors).toEqual([]);
  });

  it('every lead stands where its path ends, and the path has no gap', async () => {
    const broken = await database.db.query(
      `with path as (
         select t.*, lag(to_stage) over w as before, lag(pass) over w as pass_before, row_number() over w - 1 as place,
           lead(id) over w is null as last
         from transitions t window w as (partition by lead_id order by ordinal))
       select l.id from leads l left join path p on p.lead_id = l.id
       where p.id is null or p.ordinal <> p.place or p.from_stage is distinct from p.before or p.pass < p.pass_before
         or (p.last and (p.to_stage <> l.stage or p.pass <> l.pass or p.occurred_at <> l.stage_entered_at))`,
    );
    expect(broken).toEqual([]);
  });

  it('the log tells the path in order, and crossings name the moves they caused', async () => {
    const [told] = await database.db.query(
      `select (select count(*) from transitions) as moves,
         (select count(*) from event_staging where kind = 'STAGE_TRANSITION') as events,
         (select count(*) from crossings) as crossings,
         (select count(*) from event_staging where kind = 'THRESHOLD_CROSSING') as crossed`,
    );
    expect([told?.moves, told?.crossings]).toEqual([told?.events, told?.crossed]);
    const disordered = await database.db.query(
      `select t.id from transitions t join event_staging e on e.event_id = t.id
       join transitions u on u.lead_id = t.lead_id and u.ordinal = t.ordinal + 1 join event_staging f on f.event_id = u.id
       where f.id <= e.id`,
    );
    expect(disordered).toEqual([]);
    const unlinked = await database.db.query(
      `select c.id from crossings c left join transitions t on t.id = c.transition_id and t.crossing_id = c.id
       where (c.outcome = 'MOVED') <> (t.id is not null)`,
    );
    expect(unlinked).toEqual([]);
  });

  it('merged leads have handed everything over', async () => {
    const left = await database.db.query(
      `select l.id from leads l where merged_into is not null and (
         exists (select 1 from facts f where f.lead_id = l.id) or exists (select 1 from lead_keys k where k.lead_id = l.id)
         or exists (select 1 from lead_scores s where s.lead_id = l.id)
         or exists (select 1 from stage_entries e where e.lead_id = l.id))`,
    );
    expect(left).toEqual([]);
    const [merged] = await database.db.query<{ count: number }>(
      'select count(*) from leads where merged_into is not null',
    );
    expect(merged?.count).toBeGreaterThan(0);
  });

  it('the stored score, account and attributes are those of the facts', async () => {
    const leads = await database.db.query<{
      id: string;
      at: Date;
      value: number;
      account: string | null;
      title: string | null;
    }>(
      `select l.id, s.at, s.value, l.account_id as account, l.attributes ->> 'title' as title
       from leads l left join lead_scores s on s.lead_id = l.id where l.merged_into is null`,
    );
    const timelines = await loadTimeline(
      database.db,
      leads.map((lead) => lead.id),
    );
    for (const { id, at, value, account, title } of leads) {
      const timeline = buildTimeline(timelines.get(id) ?? []);
      const { evaluation } = evaluateFirst(open.releases.live().compiled.models, timeline, at.getTime());
      const newest = (path: string) => timeline.attributes.get(path)?.at(-1)?.value ?? null;
      expect([fromMicro(evaluation?.value ?? 0), newest('account'), newest('title')]).toEqual([value, account, title]);
    }
  });

  it('what the engine goes on from says of now and later what the facts say', async () => {
    const { models } = open.releases.live().compiled;
    const stored = await database.db.query<{ id: string; at: Date; snapshot: string }>(
      `select s.lead_id as id, s.at, e.snapshot from lead_scores s join engine_states e on e.lead_id = s.lead_id
       where e.snapshot is not null`,
    );
    expect(stored.length).toBeGreaterThan(0);
    const timelines = await loadTimeline(
      database.db,
      stored.map((one) => one.id),
    );
    for (const { id, at, snapshot } of stored) {
      const timeline = buildTimeline(timelines.get(id) ?? []);
      for (const later of [0, 100, DAY, 9 * DAY, 40 * DAY]) {
        const now = at.getTime() + later;
        const { evaluation } = openScorer(models, { snapshot, at: now }).first();
        const whole = evaluateFirst(models, timeline, now).evaluation;
        expect([evaluation?.scores, evaluation?.thresholds]).toEqual([whole?.scores, whole?.thresholds]);
      }
    }
  });
});
