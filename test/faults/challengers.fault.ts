import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { followLead } from '../../core/definitions/follow-lead.js';
import { orderHistory } from '../../core/definitions/impact/order-history.js';
import { fromMicro } from '../../core/scoring/micro.js';
import { connect } from '../../server/db/connect.js';
import { listRunning } from '../../server/leads/challengers/list-running.js';
import { loadRows } from '../../server/leads/history/load-rows.js';
import { openReleases } from '../../server/releases/open-releases.js';
import { ask } from '../helpers/graphql.js';
import { seed, seededRandom } from '../helpers/seeded-random.js';
import { type Accord, startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

/**
 * A challenger in the shadow while processes are SIGKILLed in the middle of ingestion: two processes, one killed KILLS times.
 * In the end every lead has its shadow, none is behind, and what was recorded of the challenger is, lead by lead, what a
 * replay of its model over the accepted facts gives: nothing twice, nothing lost. So are the live crossings.
 */
const LEADS = Number(process.env.LEADS ?? 400);
const KILLS = Number(process.env.KILLS ?? 10);
const CLIENTS = 8;
const BATCH = 40;
const SETTLE_MS = 8_000;
const SHADOW = 'icp-gate';

const random = seededRandom();
const models = mkdtempSync(path.join(tmpdir(), 'accord-challengers-'));
cpSync(path.join(process.env.ACCORD_PROJECT ?? process.cwd(), 'scoring-models'), models, { recursive: true });
for (const key of ['hundred-point', SHADOW]) {
  const file = path.join(models, 'models', `${key}.json`);
  const model = JSON.parse(readFileSync(file, 'utf8'));
  const points = key === SHADOW ? 12 : 10;
  const rules = [
    { key: 'burst', score: 'total', points, max: 60, each: { activity: 'page.viewed', within: 'PT3S' } },
    { key: 'fading', score: 'total', points: 12, each: { activity: 'email.opened' }, decay: { linear: 'PT5S' } },
    { key: 'gone', score: 'total', points: -25, when: { activity: 'meeting.missed', within: 'PT2S' } },
  ];
  const thresholds = [
    { key: 'mql', moveTo: 'mql', when: { score: 'total', atLeast: 30 }, release: { score: 'total', below: 15 } },
  ];
  Object.assign(model, { scores: { total: {} }, primary: 'total', rules, thresholds });
  delete model.appliesTo;
  writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
  rmSync(path.join(models, 'models', `${key}.test.json`), { force: true });
}

const database = await startDatabase();
const env = {
  ...{ DATABASE_URL: database.url, SCORING_MODELS_DIR: models, ACCORD_RATE_LIMIT: '0', LOG_LEVEL: 'silent' },
  ACCORD_ADMIN_TOKEN: `faults_${'x'.repeat(24)}`,
};
const servers: Accord[] = [await startAccord(env), await startAccord(env)];
const RECORD = `mutation ($activities: [ActivityInput!]!) {
  recordActivities(input: {activities: $activities}) { accepted duplicates userErrors { message } } }`;
const types = ['page.viewed', 'page.viewed', 'page.viewed', 'email.opened', 'meeting.missed'];
let made = 0;
let stopped = false;
const acked = new Set<string>();
const problems: string[] = [];

function draw() {
  const late = random() < 0.3 ? random() * 6_000 : 0;
  const lead = Math.floor(random() * LEADS);
  return {
    lead: { email: `lead${lead}@challengers-${lead % 30}.example` },
    type: types[Math.floor(random() * types.length)],
    occurredAt: new Date(Date.now() - late).toISOString(),
    messageId: `m${made++}`,
    source: 'challengers',
  };
}

/** Sends batches until told to stop; one that is not answered is sent again, to whichever process is there. */
async function write(): Promise<void> {
  while (!stopped) {
    const activities = Array.from({ length: BATCH }, draw);
    for (;;) {
      const server = servers[Math.floor(random() * servers.length)] as Accord;
      const answer = await ask<{ recordActivities: { userErrors: { message: string }[] } }>(server, RECORD, {
        activities,
      }).catch(() => null);
      if (answer?.data && !answer.errors) {
        problems.push(...answer.data.recordActivities.userErrors.map(({ message }) => message));
        for (const { messageId } of activities) acked.add(messageId);
        break;
      }
      await pause(50);
    }
  }
}
const writing = Promise.all(Array.from({ length: CLIENTS }, write));
for (let kill = 0; kill < KILLS; kill++) {
  await pause(500 + random() * 1_000);
  const place = kill % 2;
  const victim = servers[place] as Accord;
  victim.kill('SIGKILL');
  await victim.ended;
  servers[place] = await startAccord({ ...env, DATA_DIR: victim.dataDir });
}
stopped = true;
await writing;
await pause(SETTLE_MS);

const connection = await connect({ url: database.url, poolSize: 4 });
const { db } = connection;
const behindOf = async () =>
  db.query<{ id: string }>(
    `select l.id from leads l join lead_scores s on s.lead_id = l.id left join challenger_leads c on c.lead_id = l.id
     where c.live_at is distinct from s.at or exists (
       select from challenger_gaps g where g.lead_id = l.id and g.next_at is not null)`,
  );
for (let wait = 0; wait < 200 && (await behindOf()).length > 0; wait++) await pause(100);
const behind = await behindOf();
for (const server of servers) await server.remove();

const releases = await openReleases(db, () => undefined);
const live = releases.live();
const [challenger] = await listRunning(db, live);
if (!challenger) throw new Error('no challenger runs');
const ids = (await db.query<{ id: string }>('select id from leads order by id')).map(({ id }) => id);
const until = Date.now();
const window = { from: 0, to: until };
const recorded = async (table: string) =>
  Map.groupBy(
    await db.query<{ leadId: string; told: string }>(
      `select lead_id as "leadId", threshold || ' ' || direction || ' ' || round(date_part('epoch', occurred_at) * 1000)
         || ' ' || score_before || ' ' || score_after || ' ' || outcome as told from ${table} order by occurred_at, id`,
    ),
    ({ leadId }) => leadId,
  );
const sides = [
  { tree: live.compiled, rows: await recorded('crossings'), crossings: 0, differ: 0 },
  { tree: challenger.tree, rows: await recorded('challenger_crossings'), crossings: 0, differ: 0 },
] satisfies object[];
for (const rows of await loadRows(db, { ids }, window, new Set())) {
  const { memory, arrivals } = orderHistory(rows, live.tree.lifecycle, window, false);
  for (const side of sides) {
    const { effects } = followLead(side.tree, memory, [...arrivals, { kind: 'look', at: until, historical: false }]);
    const folded = effects.flatMap((effect) => {
      if (effect.kind !== 'crossing') return [];
      const { threshold, direction, at, before, after, outcome } = effect;
      return [`${threshold} ${direction} ${at} ${fromMicro(before)} ${fromMicro(after)} ${outcome}`];
    });
    const told = (side.rows.get(rows.lead.id) ?? []).map((row) => row.told);
    side.crossings += folded.length;
    if (JSON.stringify(told) === JSON.stringify(folded)) continue;
    side.differ++;
    if (problems.length < 5) problems.push(`${rows.lead.id}: recorded ${told.join(', ')}; folded ${folded.join(', ')}`);
  }
}
const [counted] = await db.query<{ facts: number; errors: number }>(
  `select (select count(*)::int from facts where source = 'challengers') as facts,
     (select coalesce(sum(errors), 0)::int from challenger_gaps) as errors`,
);
const [inLive, inShadow] = sides as [(typeof sides)[number], (typeof sides)[number]];
await releases.stop();
await connection.close();
await database.remove();
rmSync(models, { recursive: true, force: true });
tellResult(
  'challengers',
  {
    ...{ seed, kills: KILLS, leads: ids.length, facts: counted?.facts, acked: acked.size, errors: counted?.errors },
    ...{ liveCrossings: inLive.crossings, liveDiffers: inLive.differ },
    ...{ shadowCrossings: inShadow.crossings, shadowDiffers: inShadow.differ, behind: behind.length, problems },
  },
  {
    'every acknowledged fact is there once': (counted?.facts ?? 0) >= acked.size,
    'every lead has its shadow, none is behind': behind.length === 0,
    'what is recorded of the challenger is what its model folds to': inShadow.differ === 0 && inShadow.crossings > 0,
    'so is what is live': inLive.differ === 0 && inLive.crossings > 0,
    'no challenger failed': counted?.errors === 0,
  },
);
