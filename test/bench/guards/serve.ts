import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenRow } from '../../../server/auth/create-token-row.js';
import { readConfig } from '../../../server/config.js';
import { connect } from '../../../server/db/connect.js';
import { startEmbedded } from '../../../server/db/embedded/start-embedded.js';
import { migrate } from '../../../server/db/migrate.js';
import { transaction } from '../../../server/db/transaction.js';
import { openInstallation } from '../../../server/events/open-installation.js';
import type { Worker } from '../../../server/jobs/start-worker.js';
import { recordActivities } from '../../../server/leads/record-activities.js';
import type { Outlets } from '../../../server/outlets/outlets.js';
import type { Pulls } from '../../../server/pulls/open-pulls.js';
import { openJudge } from '../../../server/releases/open-judge.js';
import { machine, openTestIntake } from '../../server/leads/open-test-intake.js';
import { serveBoth } from './serve-both.js';

const LEADS = 40;
const FACTS = 25;

/** Serves both APIs over a database of its own with some leads in it; tells the parent where, and ends when it goes. */
export async function serveForBench(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: home });
  const url = process.env.DATABASE_URL ?? (postgres?.url as string);
  await migrate(url);
  const { limits } = readConfig({});
  const connection = await connect({ url, statementMs: limits.operationMs });
  const { pool, db, owner } = connection;
  const { intake, releases } = await openTestIntake(connection);
  const activities = Array.from({ length: LEADS * FACTS }, (_, i) => ({
    lead: { email: `l${i % LEADS}@bench.example` },
    type: i % 7 === 0 ? 'demo.booked' : 'page.viewed',
    occurredAt: new Date(Date.now() - i * 60_000),
    messageId: `m${i}`,
    properties: { page: 'pricing' },
  }));
  await recordActivities(intake, machine(), { activities });
  const installation = await openInstallation(owner);
  const { text } = await transaction(pool, 'system', (tx) =>
    createTokenRow(tx, installation.pepper, {
      displayName: 'Bench',
      userId: null,
      roles: ['SALES'],
      expiresAt: null,
      agent: false,
    }),
  );
  const { judgeTree } = openJudge();
  const others = {
    outlets: unasked<Outlets>('outlets'),
    pulls: unasked<Pulls>('pulls'),
    worker: unasked<Worker>('worker'),
  };
  const urls = await serveBoth({ db, pool, installation, releases, intake, limits, judgeTree, ...others }, text);
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.once('disconnect', async () => {
    await postgres?.stop();
    rmSync(home, { recursive: true, force: true });
    process.exit();
  });
  process.send?.({ ...urls, token: text, leads: LEADS });
}

/** A part that no lead page asks anything of: to find out that one does is an error. */
function unasked<Part extends object>(name: string): Part {
  const refuse = (): never => {
    throw new Error(`A lead page asks something of ${name}: open it for the bench.`);
  };
  return new Proxy({} as Part, { get: refuse });
}
