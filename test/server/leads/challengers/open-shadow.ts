import type { Lifecycle } from '../../../../core/definitions/tree.js';
import type { ScoringModel } from '../../../../core/scoring/model.js';
import type { Db } from '../../../../server/db/database.js';
import { transaction } from '../../../../server/db/transaction.js';
import { listRunning } from '../../../../server/leads/challengers/list-running.js';
import { openChallengers } from '../../../../server/leads/challengers/open-challengers.js';
import { refoldShadows } from '../../../../server/leads/challengers/refold-shadows.js';
import { scoreHistory } from '../../../../server/leads/challengers/score-history.js';
import type { TestDatabase } from '../../../helpers/database.js';
import { editFile, openTestIntake, type TestIntake } from '../open-test-intake.js';

/** The key of the model that challenges `hundred-point` in `withShadow`. */
export const SHADOW = 'three-criteria';

/** Has `SHADOW`, a model with windows, decay and a threshold that moves and falls, challenge the running model. */
export function withShadow(
  files: Record<string, string>,
  share = 0,
  by: 'account' | 'lead' = 'account',
  window = 'PT0.3S',
): void {
  for (const key of ['hundred-point', SHADOW]) {
    editFile<ScoringModel>(files, `models/${key}.json`, (model) => {
      model.scores = { heat: {} };
      model.primary = 'heat';
      const points = key === SHADOW ? 12 : 10;
      model.rules = [
        { key: 'calls', score: 'heat', points, each: { activity: ['call.held', 'demo.booked'] } },
        { key: 'asked', score: 'heat', points: 15, when: { activity: 'page.viewed', within: window } },
        { key: 'big', score: 'heat', points: 11, when: { attribute: 'account.employees', above: 900 } },
      ];
      model.thresholds = [
        {
          key: key === SHADOW ? 'warm' : 'mql',
          moveTo: 'mql',
          when: { score: 'heat', atLeast: 30 },
          release: { score: 'heat', below: 20 },
        },
        { key: 'hot', when: { score: 'heat', atLeast: 40 }, release: { score: 'heat', below: 35 } },
      ];
      delete model.appliesTo;
    });
    delete files[`models/${key}.test.json`];
  }
  editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => {
    lifecycle.challengers = [{ model: SHADOW, against: 'hundred-point', share, by }];
  });
}

/** Promotes the definitions of `change`, by default `withShadow`, lets its challengers begin and score what there is. */
export async function openShadow(
  database: TestDatabase,
  change: (files: Record<string, string>) => void = (files) => withShadow(files),
): Promise<TestIntake> {
  const open = await openTestIntake(database, change);
  await beginChallengers(database, open);
  return open;
}

/** Lets the challengers of the release in force begin, and score the leads there are. */
export async function beginChallengers(database: TestDatabase, open: TestIntake): Promise<void> {
  const { db, pool } = database;
  await open.releases.refresh();
  await openChallengers({ db, pool }, open.releases.live());
  const work = scoreHistory({ db, pool, releases: open.releases });
  for (const { id } of await db.query<{ id: string }>(
    'select id from challengers where ended_at is null and scored_at is null',
  )) {
    const run = { id: 'job_test', cursor: null, signal: new AbortController().signal, report: async () => undefined };
    await work({ ...run, input: { challenger: id } });
  }
}

/** Shadows and what they crossed, by lead, without what differs from one making to another. */
export async function readShadows(db: Db) {
  const shadows = await db.query(
    `select lead_id, stage, pass, thresholds, value, model from challenger_leads order by challenger_id, lead_id`,
  );
  const crossings = await db.query(
    `select lead_id, threshold, direction, occurred_at, score_before, score_after, outcome, moved_to
     from challenger_crossings order by challenger_id, lead_id, occurred_at, id`,
  );
  return { shadows, crossings };
}

/** Makes all shadows anew from the history of their leads, and takes time on to now for all. */
export async function refoldAll(database: TestDatabase, open: TestIntake): Promise<void> {
  const { db, pool } = database;
  const leads = await db.query<{ id: string }>('select id from leads where merged_into is null order by id');
  await transaction(pool, 'system', async (tx) => {
    const release = await open.releases.inForce(tx);
    for (const challenger of await listRunning(tx, release)) {
      const ids = leads.map((lead) => lead.id);
      await refoldShadows(tx, release, challenger, ids, true);
    }
  });
}
