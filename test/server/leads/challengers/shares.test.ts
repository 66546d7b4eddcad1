import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { challengersOf } from '../../../../core/definitions/challengers/challengers-of.js';
import { impactFrame } from '../../../../core/definitions/impact/impact-frame.js';
import type { CountedTally } from '../../../../core/definitions/impact/impact-tally.js';
import { openSnapshot } from '../../../../server/db/open-snapshot.js';
import { readScore } from '../../../../server/leads/read-score.js';
import { recordActivities } from '../../../../server/leads/record-activities.js';
import { rescoreBatch } from '../../../../server/leads/rescore/rescore-batch.js';
import { upsertLead } from '../../../../server/leads/upsert-lead.js';
import { readScoreDistribution } from '../../../../server/metrics/read-score-distribution.js';
import { findChallenger } from '../../../../server/pulls/challengers/find-challenger.js';
import { readCounts } from '../../../../server/pulls/challengers/read-counts.js';
import { readQuality } from '../../../../server/pulls/challengers/read-quality.js';
import { openTallyRange } from '../../../../server/pulls/impact/open-tally-range.js';
import type { PreparedQuestion } from '../../../../server/pulls/impact/prepare-question.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { ago, machine, openTestIntake, type TestIntake } from '../open-test-intake.js';
import { beginChallengers, openShadow, SHADOW, withShadow } from './open-shadow.js';

const LEADS = 40;
const SHARED = { model: SHADOW, against: 'hundred-point', share: 0.5, by: 'account' } as const;

describe('a challenger with a share of the leads', () => {
  let database: TestDatabase;
  let shadow: TestIntake;
  let open: TestIntake;
  let messages = 0;
  const ids: string[] = [];
  const tell = (intake: TestIntake['intake'], lead: { id: string }) =>
    recordActivities(intake, machine(), {
      activities: [{ lead, type: 'call.held', occurredAt: ago(0), messageId: `share${messages++}` }],
    });
  beforeAll(async () => {
    database = await createTestDatabase();
    shadow = await openShadow(database);
    const loners: string[] = [];
    // ids are made by chance: more without an account until some of them are drawn and some are not
    const areDrawn = () => new Set(loners.map((id) => challengersOf([SHARED], { id, drawnBy: '' }).length));
    for (let i = 0; i < LEADS || areDrawn().size < 2; i += i < LEADS ? 1 : 4) {
      const lead = i % 4 === 0 ? { anonymousId: `cookie${i}` } : { email: `s${i}@share-${i % 12}.example` };
      ids.push((await upsertLead(shadow.intake, machine(), { lead })).leadId as string);
      if (i % 4 === 0) loners.push(ids.at(-1) as string);
    }
    open = await openTestIntake(database, (files) => withShadow(files, SHARED.share, SHARED.by));
    await beginChallengers(database, open);
    await rescoreBatch(database.pool, open.releases, open.releases.live().number, ids);
  });
  afterAll(async () => {
    await shadow.close();
    await open.close();
    await database.drop();
  });
  const decided = () =>
    database.db.query<{ id: string; account: string | null; model: string; drawnBy: string; shadowed: boolean }>(
      `select l.id, l.account_id as account, s.model, e.drawn_by as "drawnBy", c.lead_id is not null as shadowed
       from leads l join lead_scores s on s.lead_id = l.id join engine_states e on e.lead_id = l.id
       left join challenger_leads c on c.lead_id = l.id order by l.id`,
    );

  it('decides about the leads that are drawn, whole accounts together; the others keep their shadow', async () => {
    const rows = await decided();
    const { challengers } = open.releases.live().tree.lifecycle;
    for (const { id, account, model, drawnBy, shadowed } of rows) {
      const drawn = challengersOf(challengers, { id, drawnBy: account ?? '' }).length > 0;
      expect([drawnBy, model, shadowed]).toEqual([account ?? '', drawn ? SHADOW : 'hundred-point', !drawn]);
    }
    const byAccount = Map.groupBy(rows, ({ account }) => account);
    for (const [account, own] of byAccount) if (account) expect(new Set(own.map(({ model }) => model)).size).toBe(1);
    expect(new Set(rows.map(({ model }) => model)).size).toBe(2);
    expect(await database.db.query('select * from challenger_gaps where next_at is not null')).toEqual([]);
  });

  it('crosses its own thresholds for its share, in the log and in the score', async () => {
    for (const id of ids) for (let call = 0; call < 3; call++) await tell(open.intake, { id });
    const rows = await database.db.query<{ id: string; model: string; value: number; told: string }>(
      `select l.id, s.model, s.value, (select string_agg(c.threshold || ' ' || c.model, ',') from crossings c
         where c.lead_id = l.id) as told
       from leads l join lead_scores s on s.lead_id = l.id order by l.id`,
    );
    for (const { id, model, value, told } of rows) {
      const own = model === SHADOW;
      expect([value, told]).toEqual(own ? [36, `warm ${SHADOW}`] : [30, 'mql hundred-point']);
      const at = await readScore(database.db, open.releases, id, { at: new Date() });
      expect([at?.model?.key, at?.value]).toEqual([model, value]);
    }
  });

  it('keeps a lead where it was drawn, whatever account it gets later', async () => {
    const before = new Map((await decided()).map(({ id, model }) => [id, model]));
    const loners = (await decided()).filter(({ account }) => account === null);
    expect(loners.length).toBe(ids.length - 30);
    for (const [index, { id }] of loners.entries()) {
      const email = `later${index}@share-${index}.example`;
      await upsertLead(open.intake, machine(), { lead: { id }, email });
      await tell(open.intake, { id });
    }
    const after = (await decided()).filter(({ id }) => loners.some((one) => one.id === id));
    expect(after.every(({ account }) => account !== null)).toBe(true);
    expect(after.map(({ model }) => model)).toEqual(after.map(({ id }) => before.get(id)));
  });

  it('is replayed as it decided, and both arms are reported', async () => {
    const { db } = database;
    const { compiled, files, promotedAt } = open.releases.live();
    const to = Date.now();
    const window = { from: promotedAt.getTime(), to };
    const trees = { base: compiled, head: compiled };
    const question = {
      trees,
      frame: impactFrame(compiled, compiled),
      window,
      comparableSince: 0,
      snapshot: '',
      base: files,
      head: files,
    };
    const tally = await tallyAll(question);
    expect(tally.faith?.crossings).toBeGreaterThanOrEqual(ids.length);
    expect(tally.faith?.mismatches).toBe(0);
    const challenger = await findChallenger(db, open.releases.live(), SHADOW);
    if (!challenger) throw new Error('the challenger is gone');
    expect(await readCounts(db, challenger)).toEqual({ scored: ids.length, errors: 0 });
    const quality = await readQuality(db, open.releases.live(), challenger);
    const [base, head] = quality;
    const rows = await decided();
    const drawn = rows.filter(({ model }) => model === SHADOW).length;
    const counted = (one: typeof base) => (one?.judged ?? 0) + (one?.tooYoung ?? 0);
    expect([base?.side, head?.side, counted(base) + counted(head)]).toEqual(['BASE', 'HEAD', ids.length]);
    expect(counted(head)).toBe(drawn);
    const version = `${SHADOW}@${challenger.tree.tree.models[SHADOW]?.version}`;
    const bins = await readScoreDistribution(db, open.releases.live(), { version });
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(ids.length);
  });

  /** All leads, replayed on one state of the database. */
  async function tallyAll(question: PreparedQuestion): Promise<CountedTally> {
    const view = await openSnapshot(database.url);
    return openTallyRange(view, question, new Set())({ after: '', through: '~' }).finally(() => view.close());
  }
});
