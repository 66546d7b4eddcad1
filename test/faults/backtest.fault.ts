import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { prepareTree } from '../../server/releases/prepare-tree.js';
import { readDefinitionsFolder } from '../../server/releases/read-definitions-folder.js';
import { changeModel } from '../bench/impact/change-model.js';
import { copyHistories } from '../bench/impact/copy-histories.js';
import { type JobLook, openBacktests } from '../bench/impact/open-backtests.js';
import { startAccord } from './start-accord.js';
import { startDatabase } from './start-database.js';
import { tellResult } from './tell-result.js';

const [leads = 40_000] = process.argv
  .slice(2)
  .filter((one) => /^\d+$/.test(one))
  .map(Number);
const DAY = 86_400_000;
const MIDWAY = 0.2;
const database = await startDatabase();
const dataDir = mkdtempSync(path.join(tmpdir(), 'accord-fault-'));
const start = () =>
  startAccord({ DATABASE_URL: database.url, DATA_DIR: dataDir, ACCORD_ADMIN_TOKEN: 'admin_of_the_backtest_fault' });
let server = await start();
const client = new pg.Client({ connectionString: database.url });
const rises = (seen: readonly number[]) => seen.every((one, i) => i === 0 || one >= (seen[i - 1] as number));
try {
  await client.connect();
  const files = await readDefinitionsFolder('scoring-models');
  const to = Math.floor(Date.now() / 60_000) * 60_000;
  const period = { from: to - 90 * DAY, to };
  await copyHistories(client, prepareTree(files).compiled, { leads, activities: 10 }, period);
  const head = changeModel(files);

  const whole = await openBacktests(server).begin(head, period);
  const reference = await openBacktests(server).follow(whole.jobId);
  const report = JSON.stringify(await openBacktests(server).read(whole.impactId));

  const cancelled = await openBacktests(server).begin(head, period);
  let asked = 0;
  const cancelling = await openBacktests(server).follow(cancelled.jobId, async (look: JobLook) => {
    if (asked > 0 || look.progress < MIDWAY) return;
    asked = performance.now();
    await openBacktests(server).cancel(cancelled.jobId);
  });
  const cancelSeconds = (performance.now() - asked) / 1_000;
  const { rows: kept } = await client.query('select figures, summary, markdown from impacts where id = $1', [
    cancelled.impactId,
  ]);

  const killed = await openBacktests(server).begin(head, period);
  const before: number[] = [];
  for (let dead = false; !dead; ) {
    const look = await openBacktests(server).look(killed.jobId);
    before.push(look.progress);
    dead = look.progress >= MIDWAY || look.state === 'SUCCEEDED';
    if (!dead) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  server.kill('SIGKILL');
  await server.ended;
  const restarted = performance.now();
  server = await start();
  const resumed = await openBacktests(server).follow(killed.jobId);
  const resumedSeconds = (performance.now() - restarted) / 1_000;
  const again = JSON.stringify(await openBacktests(server).read(killed.impactId));

  tellResult(
    'backtest',
    { leads, cancelSeconds, killedAt: before.at(-1), resumedSeconds, progressSeen: reference.seen.length },
    {
      'a whole one succeeds, its progress rising': reference.state === 'SUCCEEDED' && rises(reference.seen),
      'a cancelled one ends within two seconds': cancelling.state === 'CANCELLED' && cancelSeconds < 2,
      'a cancelled one leaves no half report': kept.every((row) => Object.values(row).every((value) => value === null)),
      'the server was killed midway': (before.at(-1) as number) < 1,
      'after SIGKILL it is made again': resumed.state === 'SUCCEEDED',
      'to the byte as if nothing had happened': again === report,
    },
  );
} finally {
  await client.end();
  await server.remove();
  await database.remove();
  rmSync(dataDir, { recursive: true, force: true });
}
