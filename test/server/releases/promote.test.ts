import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle } from '../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../core/scoring/model.js';
import { transaction } from '../../../server/db/transaction.js';
import { openMoveCounter } from '../../../server/leads/rescore/open-move-counter.js';
import { promoteMerged } from '../../../server/pulls/promote-merged.js';
import { readDrift } from '../../../server/pulls/read-drift.js';
import { releaseHold } from '../../../server/pulls/release-hold.js';
import { confirmPromotion } from '../../../server/releases/confirm-promotion.js';
import { expirePromotions, isPromotionDue } from '../../../server/releases/expire-promotions.js';
import { findHold } from '../../../server/releases/find-hold.js';
import { importFirstRelease } from '../../../server/releases/import-first-release.js';
import { listPromotions } from '../../../server/releases/list-promotions.js';
import { openReleases, type Releases } from '../../../server/releases/open-releases.js';
import { promoteCommit } from '../../../server/releases/promote-commit.js';
import { readDefinitionsFolder } from '../../../server/releases/read-definitions-folder.js';
import { listInstances } from '../../../server/releases/report-instance.js';
import { rollBack } from '../../../server/releases/roll-back.js';
import { createTestDatabase, type TestDatabase } from '../../helpers/database.js';
import { eventually } from '../../helpers/eventually.js';
import { editFile } from '../leads/open-test-intake.js';
import { mergeFiles } from './merge-files.js';

let database: TestDatabase;
let releases: Releases;
let files: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  files = await readDefinitionsFolder('scoring-models');
  await importFirstRelease(database.pool, 'a pepper', files);
  releases = await openReleases(database.db, () => undefined, 'test/1');
});
afterAll(async () => {
  await releases.stop();
  await database.drop();
});

function threshold(atLeast: number): Record<string, string> {
  const changed = { ...files };
  editFile<ScoringModel>(changed, 'models/hundred-point.json', (model) => {
    for (const one of model.thresholds) one.when = { score: 'total', atLeast };
  });
  return changed;
}

const promoting = () => ({
  pool: database.pool,
  countMoves: openMoveCounter({ db: database.db, url: database.url, releases }),
});
const promote = (commit: string, expectedLive = releases.live().commit) =>
  promoteMerged(promoting(), 'user_test', { commit, expectedLive });
const goBack = (toRelease: number, reason = 'too many') =>
  transaction(database.pool, 'user_test', (tx) => rollBack(tx, { toRelease, reason }));
const endHold = (reason = 'mended') => releaseHold(promoting(), 'user_test', { reason });

async function emergency(to: Record<string, string>, expiresInMs: number): Promise<number> {
  const commit = await mergeFiles(database.db, to);
  const { release } = await transaction(database.pool, 'user_test', (tx) =>
    promoteCommit(tx, {
      commit,
      files: to,
      expectedLive: null,
      kind: 'EMERGENCY',
      reason: 'now',
      pullRequest: null,
      effect: 'sha256:1',
      expiresAt: new Date(Date.now() + expiresInMs),
      moves: 0,
      confirmMoves: null,
    }),
  );
  await releases.refresh();
  return release as number;
}

describe('a promotion', () => {
  it('puts a merged commit in force as the next release, with refs, event, audit entry and job', async () => {
    const commit = await mergeFiles(database.db, threshold(70));
    expect(await readDrift(database.db, releases.live().commit)).toEqual({ drift: 'UNATTESTED', main: commit });
    expect(await promote(commit)).toEqual({ userErrors: [], release: 2 });
    await eventually(() => releases.live().number === 2);
    expect(releases.live().commit).toBe(commit);
    expect((await listPromotions(database.db))[0]).toMatchObject({
      id: 'promotion_2',
      commit,
      kind: 'MERGE',
      promotedBy: 'user_test',
      rescoringId: expect.stringMatching(/^job_/),
    });
    const refs = await database.db.query<{ name: string; oid: string }>(
      `select r.name, r.oid, o.type from git_refs r join git_objects o on o.oid = r.oid
       where name in ('refs/heads/live', 'refs/tags/releases/2') order by name`,
    );
    expect(refs).toMatchObject([{ oid: commit, type: 'commit' }, { type: 'tag' }]);
    expect(await database.db.query(`select data from event_staging where kind = 'PROMOTION'`)).toEqual([
      { data: { release: 2, kind: 'MERGE', commit } },
    ]);
    expect(await database.db.query(`select subject from audit_staging where action = 'release.promoted'`)).toEqual([
      { subject: 'promotion_2' },
    ]);
    expect(await readDrift(database.db, commit)).toMatchObject({ drift: 'IN_SYNC' });
  });

  it('is listed by the process that went over to it', async () => {
    await eventually(async () => (await listInstances(database.db))[0]?.release === 2);
    expect(await listInstances(database.db)).toMatchObject([{ id: 'test/1', error: null }]);
  });

  it('refuses what is stale, unknown, unmerged, behind or in force', async () => {
    const [live, first] = [releases.live().commit, (await releases.at(1)).commit];
    const code = async (...args: Parameters<typeof promote>) => (await promote(...args)).userErrors[0]?.code;
    expect(await code('0'.repeat(40))).toBe('NOT_FOUND');
    expect(await code(live)).toBe('INVALID');
    expect(await code(first)).toBe('INVALID');
    expect(await code(live, first)).toBe('STALE_VERSION');
  });
});

describe('a roll-back', () => {
  it('takes the next number with the old commit and holds what comes until the hold ends', async () => {
    const refused = releases.live().commit;
    expect((await goBack(9)).userErrors[0]?.code).toBe('NOT_FOUND');
    expect((await goBack(1, ' ')).userErrors[0]).toMatchObject({ code: 'REQUIRED', field: ['reason'] });
    expect((await goBack(2)).userErrors[0]?.code).toBe('INVALID');
    expect((await endHold()).userErrors[0]?.code).toBe('NOT_FOUND');
    expect(await goBack(1)).toEqual({ userErrors: [], release: 3 });
    await releases.refresh();
    expect(releases.live()).toMatchObject({ number: 3, commit: (await releases.at(1)).commit });
    expect(await findHold(database.db)).toMatchObject({ reason: 'too many', refused, heldBy: 'user_test' });
    expect((await promote(refused)).userErrors[0]).toMatchObject({
      code: 'HELD',
      hint: expect.stringContaining('releaseHold'),
    });
    expect((await endHold(' ')).userErrors[0]?.code).toBe('REQUIRED');
    expect(await endHold()).toEqual({ userErrors: [], release: 4 });
    await releases.refresh();
    expect(releases.live().commit).toBe(refused);
    expect(await findHold(database.db)).toBeNull();
  });

  it('may follow another: one hold stands, and where main is in force it only ends', async () => {
    await goBack(1);
    await releases.refresh();
    expect(await goBack(2)).toEqual({ userErrors: [], release: 6 });
    await releases.refresh();
    expect(await endHold()).toEqual({ userErrors: [], release: null });
  });

  it('made by many at once is made once', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => goBack(1)));
    expect(outcomes.filter(({ release }) => release !== null)).toHaveLength(1);
    await releases.refresh();
    await endHold();
    await releases.refresh();
  });
});

describe('an emergency', () => {
  it('that is signed in time stays', async () => {
    const release = await emergency(threshold(80), 3_600_000);
    expect((await listPromotions(database.db))[0]?.expiresAt).toBeInstanceOf(Date);
    await transaction(database.pool, 'system', (tx) => confirmPromotion(tx, release));
    await database.db.query('update releases set promoted_at = promoted_at');
    expect(await isPromotionDue(database.db)).toBe(false);
    expect((await listPromotions(database.db))[0]?.expiresAt).toBeNull();
  });

  it('that is not is rolled back once, by the platform, and promotion held', async () => {
    const before = releases.live();
    const release = await emergency(threshold(90), -1);
    expect(await isPromotionDue(database.db)).toBe(true);
    await Promise.all([1, 2, 3].map(() => expirePromotions(database.pool)));
    await releases.refresh();
    expect(releases.live()).toMatchObject({ number: release + 1, commit: before.commit });
    expect((await listPromotions(database.db))[0]).toMatchObject({ kind: 'ROLLBACK', promotedBy: 'system' });
    expect(await findHold(database.db)).toMatchObject({ heldBy: 'system' });
    expect(await isPromotionDue(database.db)).toBe(false);
  });
});

describe('a stage that goes away', () => {
  it('stops the promotion while leads stand in it, unless it says where they go', async () => {
    await endHold();
    await releases.refresh();
    await database.db.query(
      `insert into leads (id, attributes, stage, stage_entered_at, pass, created_at, updated_at, version)
       values ('lead_1', '{}', 'sal', now(), 1, now(), now(), 1)`,
    );
    const without = { ...files };
    const drop = (renamed: Lifecycle['renamed']) =>
      editFile<Lifecycle>(without, 'lifecycle.json', (lifecycle) => {
        lifecycle.stages = lifecycle.stages.filter((stage) => stage.key !== 'sal');
        if (renamed) lifecycle.renamed = renamed;
      });
    drop(undefined);
    const stranded = await promote(await mergeFiles(database.db, without));
    expect(stranded.userErrors[0]).toMatchObject({ code: 'CHECK_FAILING', hint: expect.stringContaining('"sal"') });
    drop({ stages: { sal: 'mql' } });
    expect((await promote(await mergeFiles(database.db, without))).userErrors).toEqual([]);
  });
});
