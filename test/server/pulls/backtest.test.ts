import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { openSnapshot } from '../../../server/db/open-snapshot.js';
import { transaction } from '../../../server/db/transaction.js';
import { startWorker, type Worker } from '../../../server/jobs/start-worker.js';
import { copyRows } from '../../../server/leads/history/copy-rows.js';
import { loadRows } from '../../../server/leads/history/load-rows.js';
import { moveLead } from '../../../server/leads/move-lead.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import { retractActivities } from '../../../server/leads/retract-activities.js';
import { startSweeper } from '../../../server/leads/start-sweeper.js';
import { upsertLead } from '../../../server/leads/upsert-lead.js';
import { findImpacts } from '../../../server/pulls/impact/find-impacts.js';
import { requestBacktest } from '../../../server/pulls/impact/request-backtest.js';
import { runBacktest } from '../../../server/pulls/impact/run-backtest.js';
import { workBacktest } from '../../../server/pulls/impact/work-backtest.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { seededRandom } from '../../helpers/seeded-random.js';
import { ago, editFile, machine, openTestIntake, person, type TestIntake } from '../leads/open-test-intake.js';
import { inProcess } from './in-process-runner.js';

describe('a backtest', () => {
  let database: TestDatabase;
  let open: TestIntake;
  let worker: Worker;
  let messages = 0;

  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 10 });
    open = await openTestIntake(database, (files) => {
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        const views = model.rules.find(({ key }) => key === 'pricing-twice-a-week');
        if (views?.when && 'within' in views.when) views.when.within = 'PT2S';
        else throw new Error('the starter model has no rule with a window to shorten');
      });
    });
    const { db, url } = database;
    const onError = (error: unknown) => open.errors.push(error);
    const works = { backtest: workBacktest({ db, url, releases: open.releases, open: inProcess(url) }) };
    worker = startWorker({ db, works, instance: 'test', onError });
  });
  afterAll(async () => {
    await worker.stop();
    await open.close();
    await database.drop();
  });

  const does = (email: string, type: string, properties = {}, occurredAt = ago(0)) =>
    recordActivities(open.intake, machine(), {
      activities: [{ lead: { email }, type, occurredAt, messageId: `backtest${messages++}`, properties }],
    });
  const backtest = async (files: Record<string, string>) => {
    const release = open.releases.live();
    const { impactId } = await transaction(database.pool, 'user_test', (tx) =>
      requestBacktest(tx, {
        baseCommit: release.commit,
        files,
        window: { from: new Date(tx.at.getTime() - 86_400_000), to: tx.at, timeZone: 'UTC' },
      }),
    );
    worker.poke();
    const row = await eventually(async () => {
      const [found] = await findImpacts(database.db, [impactId]);
      return found && !['QUEUED', 'RUNNING'].includes(found.state) ? found : null;
    }, 120_000);
    expect(row).toMatchObject({ state: 'SUCCEEDED', progress: 1 });
    return row;
  };
  const withThreshold = (level: number) => {
    const files = { ...open.releases.live().files };
    editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
      const [mql] = model.thresholds;
      if (mql) mql.when = { score: 'total', atLeast: level };
    });
    return files;
  };

  it('of nobody says so', async () => {
    const { figures, summary } = await backtest(withThreshold(75));
    expect(figures).toMatchObject({ leads: 0, changed: 0, errors: 0, mismatchShare: null, thresholds: [], sample: [] });
    expect(summary).toMatch(/^Plan: .*60.*75.* Nothing happened in the last 1 day to try it on\.$/);
  });

  it('reproduces what was recorded, whatever was told in what order, and counts what another threshold would have done', async () => {
    const random = seededRandom(20);
    const { pool } = database;
    const onError = (error: unknown) => open.errors.push(error);
    const sweeper = startSweeper({ pool, releases: open.releases, afterCommit: () => undefined, onError });
    const fitting = { title: 'VP Sales', 'account.employees': 200, 'account.industry': 'saas' };
    const emails = Array.from({ length: 40 }, (_, i) => `lead${i}@backtest${i}.example`);
    for (const [index, email] of emails.entries()) {
      const attributes = index % 2 === 0 ? fitting : { title: 'Intern' };
      await upsertLead(open.intake, machine(), { lead: { email }, attributes, source: index % 3 ? 'webinar' : 'ads' });
    }
    const types = ['page.viewed', 'email.opened', 'demo.requested', 'demo.booked', 'pricing.viewed', 'form.submitted'];
    for (let i = 0; i < 300; i++) {
      const email = emails[Math.floor(random() * emails.length)] as string;
      const type = types[Math.floor(random() * types.length)] as string;
      await does(email, type, { page: random() < 0.5 ? 'pricing' : 'product-a' }, ago(Math.floor(random() * 4_000)));
    }
    // One more crosses 60 and later 75: changed by a threshold of 75, yet in the end where it was.
    const climber = 'climber@climber.example';
    await upsertLead(open.intake, machine(), { lead: { email: climber }, attributes: { ...fitting, seniority: 'vp' } });
    for (const path of ['/a', '/b', '/c']) await does(climber, 'page.viewed', { category: 'product', path });
    await does(climber, 'demo.booked');
    const decided = await moveLead(open.intake, person(), {
      lead: { email: emails[1] as string },
      to: 'nurture',
      reason: 'timing-bad',
    });
    expect(decided.userErrors.length).toBeLessThan(2);
    await eventually(async () => {
      const [row] = await database.db.query<{ n: number }>(
        'select count(*)::int as n from lead_scores where next_change_at <= clock_timestamp()',
      );
      return row?.n === 0;
    });
    const { figures, sample, markdown } = await backtest(withThreshold(75));
    await sweeper.stop();
    const snapshot = await openSnapshot(database.url);
    const range = { after: '', through: 'lead_z' };
    const window = { from: ago(86_400_000).getTime(), to: Date.now() };
    const loaded = await loadRows(snapshot, range, window, new Set());
    const absorbed = new Set<string>();
    const ids = loaded.map(({ lead }) => lead.id);
    for (const which of [range, { ids }]) {
      const copied = await copyRows(snapshot, which, { window, absorbed, isWhole: true });
      expect([...copied].flatMap(({ leads, rowsOf }) => leads.map((_, lead) => rowsOf?.(lead)))).toEqual(loaded);
    }
    const [few] = await copyRows(snapshot, range, { window, absorbed, isWhole: false });
    expect([few?.rowsOf, few?.leads]).toEqual([null, loaded.map(({ lead }) => lead)]);
    expect(few?.facts.order.length).toBe(loaded.flatMap(({ facts }) => facts.filter(({ leadId }) => leadId)).length);
    const stop = new AbortController();
    const stuck = { run: () => new Promise<never>(() => undefined), close: async () => undefined };
    const stopped = runBacktest([stuck], [range], { signal: stop.signal });
    stop.abort('cancelled');
    await expect(stopped).rejects.toBe('cancelled');
    await snapshot.close();
    expect(open.errors).toEqual([]);
    const [ups] = await database.db.query<{ leads: number }>(
      `select count(distinct lead_id)::int as leads from crossings where threshold = 'mql' and direction = 'UP'`,
    );
    const [kept] = await database.db.query<{ leads: number }>(
      `select count(distinct lead_id)::int as leads from crossings where threshold = 'mql' and direction = 'UP' and score_after >= 75`,
    );
    expect(ups?.leads).toBeGreaterThan(3);
    expect(figures).toMatchObject({ leads: 41, errors: 0, faults: [], mismatchShare: 0, notEvaluable: 0 });
    const mql = figures?.thresholds.find(({ key }) => key === 'mql');
    expect(mql).toMatchObject({ base: ups?.leads });
    expect(mql?.head).toBeGreaterThanOrEqual(kept?.leads as number);
    expect((mql?.base ?? 0) + (mql?.gained ?? 0) - (mql?.lost ?? 0)).toBe(mql?.head);
    expect(sample?.length).toBe(Math.min(figures?.changed ?? 0, 100));
    const isMoved = (sample ?? []).map((one) => one.stageBefore !== one.stageAfter);
    expect(isMoved).toEqual(isMoved.toSorted((one, other) => Number(other) - Number(one)));
    expect(isMoved).toContain(true);
    expect(isMoved).toContain(false);
    for (const one of sample ?? []) expect(one.before?.value).toBe(one.after?.value);
    expect(markdown).toContain('<details>');
    const again = await backtest(open.releases.live().files as Record<string, string>);
    expect(again.figures).toMatchObject({ leads: 41, changed: 0, gained: 0, lost: 0, moves: [], mismatchShare: 0 });
  });

  it('gives the numbers that SQL counts, where one attribute decides', async () => {
    const sources = ['webinar', 'ads', 'fair'];
    for (let index = 0; index < 60; index++) {
      await upsertLead(open.intake, machine(), {
        lead: { email: `size${index}@size${index}.example` },
        account: { domain: `size${index}.example`, attributes: { employees: index * 10 } },
        source: sources[index % sources.length] as string,
      });
    }
    const withSize = (size: number) => {
      const files = { ...open.releases.live().files };
      editFile<ScoringModel>(files, 'models/hundred-point.json', (model) => {
        model.thresholds = model.thresholds.map((threshold) => ({
          ...threshold,
          when: {
            all: [
              { score: 'total', atLeast: 1 },
              { score: 'fit', atLeast: 20 },
            ],
          },
          release: { score: 'fit', below: 1 },
        }));
        model.rules = model.rules.map((rule) =>
          rule.key === 'headcount' ? { ...rule, when: { attribute: 'account.employees', atLeast: size } } : rule,
        );
      });
      return files;
    };
    const counted = await database.db.query<{ source: string; leads: number }>(
      `select l.source, count(*)::int as leads from leads l join accounts a on a.id = l.account_id
       where l.email like 'size%' and (a.attributes->>'employees')::numeric >= 250 group by 1`,
    );
    const all = counted.reduce((sum, { leads }) => sum + leads, 0);
    expect(all).toBe(35);
    // nobody of these crosses 60 points today: every lead of that size is gained
    const { figures } = await backtest(withSize(250));
    const before = await backtest(open.releases.live().files as Record<string, string>);
    const flagged = (of: typeof figures, source: string) => of?.bySource.find(({ value }) => value === source);
    for (const { source, leads } of counted) {
      const others = await database.db.query<{ n: number }>(
        `select count(*)::int as n from leads l join lead_scores s on s.lead_id = l.id
         join accounts a on a.id = l.account_id
         where l.source = $1 and l.email not like 'size%' and (a.attributes->>'employees')::numeric >= 250`,
        [source],
      );
      expect(others).toEqual([{ n: 0 }]);
      expect(flagged(figures, source)?.leads).toBe(flagged(before.figures, source)?.leads);
      if (source === 'fair') expect(flagged(figures, source)).toMatchObject({ base: 0, head: leads });
    }
    const [fair] = await database.db.query<{ leads: number }>(
      `select count(*)::int as leads from leads where source = 'fair'`,
    );
    expect(flagged(figures, 'fair')?.leads).toBe(fair?.leads);
  });

  it('holds nothing against the record of leads whose facts were taken back: the crossings stay', async () => {
    const [lead, taken] = [{ email: 'taken@back.example' }, `backtest${messages}`];
    const fit = { 'account.employees': 200, 'account.industry': 'saas', seniority: 'vp' };
    await upsertLead(open.intake, machine(), { lead, attributes: fit });
    await does(lead.email, 'demo.booked');
    const given = { source: 'test', messageIds: [taken], reason: 'a bad file' };
    await retractActivities({ ...database, intake: open.intake }, machine(['ADMIN']), given);
    expect((await backtest(withThreshold(75))).figures).toMatchObject({ mismatchShare: 0 });
  });
});
