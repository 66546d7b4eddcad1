import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import type { CountedTally } from '../../../../core/definitions/impact/impact-tally.js';
import { judgeQuality } from '../../../../core/definitions/impact/judge-quality.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { openSnapshot } from '../../../../server/db/open-snapshot.js';
import { importRecords } from '../../../../server/leads/import-records.js';
import { upsertLead } from '../../../../server/leads/upsert-lead.js';
import { readScoreDistribution } from '../../../../server/metrics/read-score-distribution.js';
import { findChallenger } from '../../../../server/pulls/challengers/find-challenger.js';
import { listWouldMove } from '../../../../server/pulls/challengers/list-would-move.js';
import { readAgreement } from '../../../../server/pulls/challengers/read-agreement.js';
import { readCounts } from '../../../../server/pulls/challengers/read-counts.js';
import { readQuality } from '../../../../server/pulls/challengers/read-quality.js';
import { openTallyRange } from '../../../../server/pulls/impact/open-tally-range.js';
import type { PreparedQuestion } from '../../../../server/pulls/impact/prepare-question.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { seed, seededRandom } from '../../../helpers/seeded-random.js';
import { openShadow, SHADOW, withShadow } from '../../leads/challengers/open-shadow.js';
import { ago, editFile, machine, type TestIntake } from '../../leads/open-test-intake.js';

const LEADS = 60;
const DAY = 86_400_000;

describe('what is told of a challenger', () => {
  let database: TestDatabase;
  let open: TestIntake;
  beforeAll(async () => {
    console.info(`SEED=${seed}`);
    database = await createTestDatabase();
    open = await openShadow(database, (files) => {
      withShadow(files);
      editFile<ScoringModel>(files, `models/${SHADOW}.json`, (model) => {
        for (const rule of model.rules) if (rule.key === 'calls') rule.points = 16;
      });
    });
    const random = seededRandom(21);
    const day = (from: number, to: number) => ago((from + random() * (to - from)) * DAY);
    for (let i = 0; i < LEADS; i++) {
      const lead = { email: `l${i}@figures-${i % 20}.example` };
      const calls = Math.floor(random() * 5);
      const key = (name: string) => ({ idempotencyKey: `${name} ${i}` });
      await importRecords(open.intake, machine(['ADMIN']), {
        historical: true,
        leads: [{ lead, stage: null, occurredAt: day(80, 85), ...key('lead') }],
        activities: Array.from({ length: calls }, (_, call) => ({
          ...{ lead, type: 'call.held', occurredAt: day(60, 80), messageId: `call ${i} ${call}` },
        })),
        moves: [
          ...(calls > 1 && random() < 0.6 ? [{ lead, to: 'sal', occurredAt: day(50, 59), ...key('sal') }] : []),
          ...(random() < 0.2 + calls / 10 ? [{ lead, to: 'sql', occurredAt: day(40, 50), ...key('sql') }] : []),
          ...(random() < calls / 8 ? [{ lead, to: 'customer', occurredAt: day(1, 40), ...key('won') }] : []),
        ],
      });
    }
    await upsertLead(open.intake, machine(), { lead: { email: 'young@figures.example' } });
    // imported now, but nothing is told of it in the last 90 days: no report judges by it
    const old = { email: 'old@old.example' };
    await importRecords(open.intake, machine(['ADMIN']), {
      historical: true,
      leads: [{ lead: old, stage: null, occurredAt: ago(130 * DAY), idempotencyKey: 'old' }],
      activities: [{ lead: old, type: 'call.held', occurredAt: ago(120 * DAY), messageId: 'old call' }],
    });
  });
  afterAll(async () => {
    await open.close();
    await database.drop();
  });
  const challengerOf = async (key: string) => {
    const found = await findChallenger(database.db, open.releases.live(), key);
    if (!found) throw new Error(`no challenger of ${key}`);
    return found;
  };

  it('is found by its own key and by that of the model it is tried against', async () => {
    const live = open.releases.live();
    expect((await challengerOf('hundred-point')).id).toBe((await challengerOf(SHADOW)).id);
    expect((await challengerOf(SHADOW)).since).toEqual(live.promotedAt);
    expect(await findChallenger(database.db, live, 'fit-gate')).toBeNull();
  });

  it('counts what it scored, who would have moved and how far both agree as a replay does', async () => {
    const { db } = database;
    const challenger = await challengerOf(SHADOW);
    expect(await readCounts(db, challenger)).toEqual({ scored: LEADS + 2, errors: 0 });
    const rows = await db.query<{ stage: string; shadow: string; value: number; other: number }>(
      `select l.stage, c.stage as shadow, s.value, c.value as other
       from leads l join lead_scores s on s.lead_id = l.id join challenger_leads c on c.lead_id = l.id`,
    );
    const says = (score: number) => `${score >= 30} ${score >= 40}`;
    const same = rows.filter(({ value, other }) => says(value) === says(other)).length;
    expect(await readAgreement(db, open.releases.live(), challenger)).toBeCloseTo(same / rows.length, 12);
    expect(same).toBeLessThan(rows.length);
    const moves = await listWouldMove(db, challenger);
    const question = await questionOf();
    const tally = await tallyAll(question);
    expect(Object.fromEntries(moves.map(({ from, to, count }) => [`${from}\n${to}`, count]))).toEqual(
      Object.fromEntries(tally.moves),
    );
  });

  it('judges both sides as an impact report does', async () => {
    const { db } = database;
    const question = await questionOf();
    const tally = await tallyAll(question);
    const expected = judgeQuality(tally.judged, question.frame.outcomes, question.window.to);
    const quality = await readQuality(db, open.releases.live(), await challengerOf(SHADOW));
    expect(quality).toEqual(expected);
    expect(quality[0]?.judged).toBeGreaterThan(20);
    expect(quality.map(({ outcome, side }) => `${outcome} ${side}`)).toEqual([
      'sql BASE',
      'sql HEAD',
      'customer BASE',
      'customer HEAD',
    ]);
  });

  it('spreads leads over scores, live or of the challenger, and refuses what scores nobody', async () => {
    const { db } = database;
    const live = open.releases.live();
    const [row] = await db.query<{ high: number }>('select max(value) as high from challenger_leads');
    const version = `${SHADOW}@${live.tree.models[SHADOW]?.version}`;
    const bins = await readScoreDistribution(db, live, { version, bins: 4 });
    expect(bins.map(({ from, to }) => [from, to])).toEqual(
      [0, 1, 2, 3].map((i) => [((row?.high ?? 0) * i) / 4, ((row?.high ?? 0) * (i + 1)) / 4]),
    );
    const total = (all: { count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);
    expect([bins.length, total(bins), total(await readScoreDistribution(db, live, {}))]).toEqual([
      4,
      LEADS + 2,
      LEADS + 2,
    ]);
    const young = await readScoreDistribution(db, live, { version, filter: { email: { startsWith: 'young@' } } });
    expect(total(young)).toBe(1);
    for (const wrong of ['fit-gate@1.0.0', 'nothing@1.0.0', 'version_none', `${SHADOW}@9.9.9`])
      await expect(readScoreDistribution(db, live, { version: wrong })).rejects.toThrow(
        /scores nobody now.*runBacktest/s,
      );
    for (const wrong of [0, 201, 1.5])
      await expect(readScoreDistribution(db, live, { bins: wrong })).rejects.toThrow(/1 to 200/);
  });

  async function questionOf() {
    const challenger = await challengerOf(SHADOW);
    const trees = { base: open.releases.live().compiled, head: challenger.tree };
    const to = Date.now();
    const files = open.releases.live().files;
    return {
      ...{ trees, frame: impactFrame(trees.base, trees.head), window: { from: to - 90 * DAY, to } },
      ...{ comparableSince: null, snapshot: '', base: files, head: files },
    };
  }

  /** All leads, replayed on one state of the database. */
  async function tallyAll(question: PreparedQuestion): Promise<CountedTally> {
    const view = await openSnapshot(database.url);
    return openTallyRange(view, question, new Set())({ after: '', through: '~' }).finally(() => view.close());
  }
});
