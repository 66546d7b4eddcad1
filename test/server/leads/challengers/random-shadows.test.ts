import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evaluateFirst } from '../../../../core/scoring/evaluate-first.js';
import { fromMicro } from '../../../../core/scoring/micro.js';
import { buildTimeline } from '../../../../core/scoring/timeline.js';
import { listRunning } from '../../../../server/leads/challengers/list-running.js';
import { mendShadows } from '../../../../server/leads/challengers/mend-shadows.js';
import { loadShadows } from '../../../../server/leads/challengers/shadow.js';
import { startChallengers } from '../../../../server/leads/challengers/start-challengers.js';
import { loadTimeline } from '../../../../server/leads/load-timeline.js';
import { type Intake, openIntake } from '../../../../server/leads/open-intake.js';
import { startSweeper } from '../../../../server/leads/start-sweeper.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { seed, seededRandom } from '../../../helpers/seeded-random.js';
import type { TestIntake } from '../open-test-intake.js';
import { randomOperation } from '../random-operation.js';
import { openShadow, readShadows, refoldAll } from './open-shadow.js';

const CALLERS = 12;
const ROUNDS = 15;

/**
 * Leads of which the record does not say all: which of a move and facts of one group came first, and when a lead was last
 * looked at before history from before that look arrived, which is judged as of it.
 */
const UNTOLD = `
  select distinct t.lead_id as id from transitions t join facts f on f.lead_id = t.lead_id
  where t.crossing_id is null and t.from_stage is not null and f.received_at = t.recorded_at and f.kind <> 'pass'
  union select lead_id from facts where historical and lead_id is not null`;

describe('a challenger after anything at all was done by many at once', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let other: Intake;
  beforeAll(async () => {
    console.info(`SEED=${seed}`);
    database = await createTestDatabase({ poolSize: 10 });
    open = await openShadow(database);
    await database.db.query(
      `insert into users values ('user_rep', 'rep@our.example', 'Rep', '{sales}', '{SALES}', null, null, '{}', null, null, null,
         true, now(), now())`,
    );
    const { db, pool } = database;
    const parts = { pool, releases: open.releases, afterCommit: () => undefined };
    const onError = (error: unknown) => open.errors.push(error);
    other = openIntake({ ...parts, onError });
    const sweeper = startSweeper({ ...parts, onError });
    const challengers = startChallengers({ db, pool, releases: open.releases, onError });
    const operation = randomOperation(seededRandom(7));
    await Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        for (let round = 0; round < ROUNDS; round++) await operation(caller % 2 ? other : open.intake);
      }),
    );
    await sweeper.stop();
    await challengers.stop();
    await database.db.query('update challenger_gaps set next_at = now() where next_at is not null');
    while ((await mendShadows({ db, pool }, open.releases)) > 0);
  });
  afterAll(async () => {
    await Promise.all([open.close(), other.close()]);
    await database.drop();
  });

  it('failed at nothing, and every lead has its shadow, kept pace with the live one', async () => {
    expect(open.errors).toEqual([]);
    const gaps = await database.db.query('select * from challenger_gaps where errors > 0 or next_at is not null');
    expect(gaps).toEqual([]);
    const behind = await database.db.query(
      `select l.id from leads l join lead_scores s on s.lead_id = l.id left join challenger_leads c on c.lead_id = l.id
       where l.merged_into is null and c.live_at is distinct from s.at`,
    );
    expect(behind).toEqual([]);
    const left = await database.db.query(
      `select c.lead_id from challenger_leads c join leads l on l.id = c.lead_id where l.merged_into is not null
       union all select c.lead_id from challenger_crossings c join leads l on l.id = c.lead_id where l.merged_into is not null`,
    );
    expect(left).toEqual([]);
  });

  it('says what the model alone says of the same facts', async () => {
    const release = open.releases.live();
    const [challenger] = await listRunning(database.db, release);
    const leads = await database.db.query<{ id: string }>('select id from leads where merged_into is null');
    const ids = leads.map((lead) => lead.id);
    const timelines = await loadTimeline(database.db, ids);
    const shadows = await loadShadows(database.db, [challenger?.id as string], ids);
    expect(shadows.length).toBe(ids.length);
    for (const { leadId, passes, evaluatedAt, value } of shadows) {
      const facts = (timelines.get(leadId) ?? []).filter((fact) => fact.kind !== 'pass');
      const timeline = buildTimeline([...facts, ...passes]);
      const { evaluation } = evaluateFirst(challenger?.tree.models ?? [], timeline, evaluatedAt.getTime());
      expect([leadId, value]).toEqual([leadId, fromMicro(evaluation?.value ?? 0)]);
    }
  });

  it('crossed what it crosses over the whole history', async () => {
    const before = await readShadows(database.db);
    await refoldAll(database, open);
    const after = await readShadows(database.db);
    const of = (rows: Record<string, unknown>[], id: unknown) =>
      JSON.stringify(rows.filter((row) => row['lead_id'] === id));
    const untold = new Set((await database.db.query<{ id: string }>(UNTOLD)).map(({ id }) => id));
    const differ = before.shadows
      .map(({ lead_id }) => lead_id as string)
      .filter((id) => !untold.has(id) && of(before.crossings, id) !== of(after.crossings, id));
    expect(before.crossings.length).toBeGreaterThan(5);
    expect(before.shadows.length - untold.size).toBeGreaterThan(5);
    expect(differ).toEqual([]);
  });
});
