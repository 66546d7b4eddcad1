import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import { transaction } from '../../../../server/db/transaction.js';
import type { JobRun } from '../../../../server/jobs/job-work.js';
import { type Intake, openIntake } from '../../../../server/leads/open-intake.js';
import { recordActivities } from '../../../../server/leads/record-activities.js';
import { type CountMoves, openMoveCounter } from '../../../../server/leads/rescore/open-move-counter.js';
import { rescoreLeads } from '../../../../server/leads/rescore/rescore-leads.js';
import { upsertLead } from '../../../../server/leads/upsert-lead.js';
import { promoteMerged } from '../../../../server/pulls/promote-merged.js';
import { importFirstRelease } from '../../../../server/releases/import-first-release.js';
import { openReleases, type Releases } from '../../../../server/releases/open-releases.js';
import { readDefinitionsFolder } from '../../../../server/releases/read-definitions-folder.js';
import { createTestDatabase, type TestDatabase } from '../../../helpers/database.js';
import { eventually } from '../../../helpers/eventually.js';
import { mergeFiles } from '../../releases/merge-files.js';
import { ago, editFile, machine } from '../open-test-intake.js';

const LEADS = 120;
let files: Record<string, string>;
let database: TestDatabase;
let releases: Releases;
let intake: Intake;
let countMoves: CountMoves;
const errors: unknown[] = [];
beforeAll(async () => {
  files = await readDefinitionsFolder('scoring-models');
});
beforeEach(async () => {
  await close();
  database = await createTestDatabase({ poolSize: 10 });
  await importFirstRelease(database.pool, 'a pepper', files);
  releases = await openReleases(database.db, () => undefined);
  countMoves = openMoveCounter({ db: database.db, url: database.url, releases });
  intake = openIntake({ pool: database.pool, releases, afterCommit: () => undefined });
  const fits = Array.from({ length: LEADS }, (_, index) => ({
    lead: { email: `lead${index}@company${index}.example` },
    attributes: { seniority: 'vp' },
    account: { attributes: { employees: 200, industry: 'saas' } },
  }));
  await Promise.all(fits.map((input) => upsertLead(intake, machine(), input)));
});
afterAll(() => close());

async function close(): Promise<void> {
  await intake?.close();
  await releases?.stop();
  await database?.drop();
}

interface Change {
  atLeast: number;
  atPromotion?: Lifecycle['atPromotion'];
}

function changed({ atLeast, atPromotion }: Change): Record<string, string> {
  const next = { ...files };
  editFile<ScoringModel>(next, 'models/hundred-point.json', (model) => {
    for (const one of model.thresholds) {
      one.when = { score: 'total', atLeast };
      delete one.release;
    }
  });
  if (atPromotion) {
    editFile<Lifecycle>(next, 'lifecycle.json', (lifecycle) => {
      lifecycle.atPromotion = atPromotion;
    });
  }
  return next;
}

async function promote(change: Change, confirmMoves: number | null = null) {
  const commit = await mergeFiles(database.db, changed(change));
  const parts = { pool: database.pool, countMoves };
  return promoteMerged(parts, 'user_test', { commit, expectedLive: releases.live().commit, confirmMoves });
}

function rescore(
  release: number,
  signal = new AbortController().signal,
  report: JobRun['report'] = async () => undefined,
) {
  const work = rescoreLeads({
    db: database.db,
    pool: database.pool,
    url: database.url,
    releases,
    afterCommit: () => undefined,
    onError: (error) => errors.push(error),
  });
  return work({ id: 'job_1', input: { release }, cursor: null, signal, report });
}

const rows = (sql: string) => database.db.query<Record<string, unknown>>(sql);
const crossings = () =>
  rows(`select direction, outcome, trigger, release, count(*)::int as leads, count(distinct lead_id)::int as of
        from crossings group by 1, 2, 3, 4 order by 1, 2`);

describe('after a promotion', () => {
  it('every lead is judged by it once, however often and by how many the job is run', async () => {
    expect(await promote({ atLeast: 40 })).toMatchObject({ release: 2 });
    const told: unknown[] = [];
    await Promise.all([1, 2, 3].map(() => rescore(2, undefined, async (progress) => void told.push(progress))));
    await rescore(2);
    expect(told[0]).toMatchObject({ total: LEADS, done: 0 });
    expect(await crossings()).toEqual([
      { direction: 'UP', outcome: 'MOVED', trigger: 'PROMOTION', release: 2, leads: LEADS, of: LEADS },
    ]);
    expect(await rows('select distinct release from engine_states')).toEqual([{ release: 2 }]);
    expect(await rows('select distinct release from lead_scores')).toEqual([{ release: 2 }]);
    expect(await rows(`select stage, count(*)::int as leads from leads group by 1`)).toEqual([
      { stage: 'mql', leads: LEADS },
    ]);
  });

  it('a job that is stopped goes on where it was; one that another release overtook ends', async () => {
    await promote({ atLeast: 40 });
    const stop = new AbortController();
    const seen: number[] = [];
    const stopped = rescore(2, stop.signal, async ({ done = 0 }) => {
      seen.push(done);
    });
    const atNew = async () =>
      Number((await rows('select count(*) as n from engine_states where release = 2'))[0]?.['n']);
    await eventually(async () => (await atNew()) > 0);
    stop.abort('stopping');
    await stopped.catch((why) => why);
    await promote({ atLeast: 45 });
    expect(await rescore(2)).toMatchObject({ message: expect.stringContaining('Another release') });
    await rescore(3);
    const [{ least } = { least: 0 }] = await rows('select min(release) as least from engine_states');
    expect(least).toBe(3);
    expect(await rows('select lead_id from crossings group by lead_id having count(*) <> 1')).toEqual([]);
  });

  it('a lead that cannot be judged keeps nobody else from it', async () => {
    await promote({ atLeast: 40 });
    const [odd] = await rows(`select id from leads where email = 'lead7@company7.example'`);
    await database.owner.query(
      `alter table engine_states add constraint odd check (lead_id <> '${odd?.['id']}' or release < 2)`,
    );
    await expect(rescore(2)).rejects.toThrow('One lead could not be scored');
    expect(errors).toHaveLength(1);
    expect(await crossings()).toMatchObject([{ leads: LEADS - 1 }]);
  });

  it('what happens is what `atPromotion` says', async () => {
    await promote({ atLeast: 40, atPromotion: { up: 'announce' } });
    await rescore(2);
    expect(await crossings()).toMatchObject([{ outcome: 'ANNOUNCED', leads: LEADS }]);
    await promote({ atLeast: 100 });
    await rescore(3);
    await promote({ atLeast: 40, atPromotion: { up: 'suggest' } });
    await rescore(4);
    expect(await crossings()).toMatchObject([
      { direction: 'DOWN', outcome: 'ANNOUNCED', leads: LEADS },
      { direction: 'UP', outcome: 'ANNOUNCED', leads: LEADS },
      { direction: 'UP', outcome: 'SUGGESTED', leads: LEADS },
    ]);
    expect(await rows('select stage, count(*)::int as leads from suggestions group by 1')).toEqual([
      { stage: 'mql', leads: LEADS },
    ]);
    expect(await rows(`select distinct stage from leads`)).toEqual([{ stage: 'lead' }]);
  });

  it('more moves than `maxMoves` must be confirmed, by the number shown', async () => {
    const change: Change = { atLeast: 40, atPromotion: { up: 'move', maxMoves: 100 } };
    expect(await countMoves(changed(change))).toBe(LEADS);
    expect(await countMoves(changed({ ...change, atPromotion: { up: 'suggest' } }))).toBe(0);
    expect(await countMoves(files)).toBe(0);
    const refused = await promote(change);
    expect(refused.userErrors[0]).toMatchObject({ code: 'REQUIRED', field: ['confirmMoves'] });
    expect(refused.userErrors[0]?.hint).toContain(String(LEADS));
    expect((await promote(change, 7)).userErrors[0]?.code).toBe('CONFLICT');
    expect(await promote(change, LEADS)).toMatchObject({ userErrors: [], release: 2 });
  });

  it('a process that has not looked yet decides by it all the same', async () => {
    const slow = await openReleases(database.db, () => undefined);
    const other = openIntake({ pool: database.pool, releases: slow, afterCommit: () => undefined });
    await promote({ atLeast: 40 });
    const activity = { type: 'page.viewed', occurredAt: ago(0), source: 'test' };
    const told = Array.from({ length: 20 }, (_, index) => ({
      ...activity,
      lead: { email: `lead${index}@company${index}.example` },
      messageId: `told-${index}`,
    }));
    await recordActivities(other, machine(), { activities: told });
    expect(slow.live().number).toBe(2);
    expect(await crossings()).toMatchObject([{ trigger: 'PROMOTION', release: 2, leads: 20 }]);
    await rescore(2);
    expect(await crossings()).toMatchObject([{ trigger: 'PROMOTION', release: 2, leads: LEADS, of: LEADS }]);
    await other.close();
    await slow.stop();
  });

  it('what is being decided is decided first, and nothing under the old one after it', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const deciding = transaction(database.pool, 'system', async (tx) => {
      const { number } = await releases.inForce(tx);
      await finished;
      return number;
    });
    const promoted = promote({ atLeast: 40 });
    await eventually(async () => {
      const waiting = await rows(`select 1 from pg_locks join pg_database d on d.oid = database
        where datname = current_database() and locktype = 'advisory' and not granted`);
      return waiting.length === 1;
    });
    const after = transaction(database.pool, 'system', async (tx) => (await releases.inForce(tx)).number);
    finish();
    expect(await deciding).toBe(1);
    expect(await promoted).toMatchObject({ release: 2 });
    expect(await after).toBe(2);
  });

  it('a lead in a stage that was renamed goes where it says', async () => {
    await database.db.query(`update leads set stage = 'sal' where email = 'lead1@company1.example'`);
    const next = { ...files };
    for (const path of ['lifecycle.json', 'slas.json', 'benchmarks.json', 'routing.json', 'reviews.json']) {
      next[path] = (next[path] as string).replaceAll('"sal"', '"accepted"');
    }
    editFile<Lifecycle>(next, 'lifecycle.json', (lifecycle) => {
      lifecycle.renamed = { stages: { sal: 'accepted' } };
    });
    const commit = await mergeFiles(database.db, next);
    const parts = { pool: database.pool, countMoves };
    const input = { commit, expectedLive: releases.live().commit };
    expect(await promoteMerged(parts, 'user_test', input)).toMatchObject({ userErrors: [], release: 2 });
    await rescore(2);
    expect(await rows(`select stage from leads where email = 'lead1@company1.example'`)).toEqual([
      { stage: 'accepted' },
    ]);
    expect(await rows(`select from_stage, to_stage, cause from transitions where to_stage = 'accepted'`)).toEqual([
      { from_stage: 'sal', to_stage: 'accepted', cause: 'SYSTEM' },
    ]);
  });
});
