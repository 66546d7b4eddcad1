import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Lifecycle } from '../../core/definitions/tree.js';
import { connect } from '../../server/db/connect.js';
import { startEmbedded } from '../../server/db/embedded/start-embedded.js';
import { migrate } from '../../server/db/migrate.js';
import { openChallengers } from '../../server/leads/challengers/open-challengers.js';
import { scoreHistory } from '../../server/leads/challengers/score-history.js';
import { recordActivities } from '../../server/leads/record-activities.js';
import { editFile, machine, openTestIntake, type TestIntake } from '../server/leads/open-test-intake.js';
import { showTable } from './scoring/show-table.js';

/** Ingest with a challenger in the shadow against the same without, on two databases of one server, turn by turn. */
const ROWS = Number(process.env.ROWS ?? 5_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const CALLERS = 4;
const BATCH = 500;
/** A fact may cost at most half as much again. */
const WANTED = 1 / 1.5;
const KINDS: readonly [what: string, perLead: number][] = [
  ['every fact makes a lead', 1],
  ["every fact another lead's", 1],
  ['ten facts a lead', 10],
];

const rates: { [what: string]: { without: number[]; with: number[] } } = {};

/** Rows through the intake, without HTTP: `perLead` of them about each lead. Answers rows a second. */
async function ingest({ intake }: TestIntake, round: number, name: string, perLead: number): Promise<number> {
  const starts = Array.from({ length: ROWS / BATCH }, (_, i) => i * BATCH);
  const call = async (): Promise<void> => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift()) {
      const start = from;
      const activities = Array.from({ length: BATCH }, (_, i) => ({
        lead: { email: `l${Math.floor((start + i) / perLead)}@r${round}.example` },
        type: 'page.viewed',
        occurredAt: new Date(Date.now() - start - i),
        messageId: `${name} ${round} ${start + i}`,
        properties: { page: 'home' },
      }));
      const { accepted } = await recordActivities(intake, machine(), { activities });
      if (accepted !== BATCH) throw new Error(`only ${accepted} of ${BATCH} were taken`);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, call));
  return ROWS / ((performance.now() - began) / 1_000);
}

/** An intake on a database of its own. */
async function open(server: string, name: string, shadow: boolean) {
  const url = new URL(server);
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  url.pathname = `/${name}`;
  await migrate(url.href);
  const connection = await connect({ url: url.href, poolSize: 8 });
  const intake = await openTestIntake(connection, (files) => {
    if (!shadow) editFile<Lifecycle>(files, 'lifecycle.json', (lifecycle) => void delete lifecycle.challengers);
  });
  const { db, pool } = connection;
  await openChallengers({ db, pool }, intake.releases.live());
  const run = { id: 'job', cursor: null, signal: new AbortController().signal, report: async () => undefined };
  for (const { id } of await db.query<{ id: string }>('select id from challengers')) {
    await scoreHistory({ db, pool, releases: intake.releases })({ ...run, input: { challenger: id } });
  }
  return { intake, connection };
}

const home = mkdtempSync(join(tmpdir(), 'accord-bench-'));
const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: home, tcp: true });
const url = process.env.DATABASE_URL ?? (postgres?.url as string);
try {
  const plain = await open(url, `plain_${process.pid}`, false);
  const shadowed = await open(url, `shadowed_${process.pid}`, true);
  await ingest(plain.intake, -1, 'warm', 1);
  await ingest(shadowed.intake, -1, 'warm', 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [what, perLead] of KINDS) {
      rates[what] ??= { without: [], with: [] };
      const turns = [
        async () => rates[what]?.without.push(await ingest(plain.intake, round, what, perLead)),
        async () => rates[what]?.with.push(await ingest(shadowed.intake, round, what, perLead)),
      ];
      for (const turn of round % 2 ? turns.reverse() : turns) await turn();
    }
  }
  const [counted] = await shadowed.connection.db.query<{ leads: number; gaps: number }>(
    `select (select count(*)::int from challenger_leads) as leads, (select count(*)::int from challenger_gaps) as gaps`,
  );
  if (!counted || counted.leads < ROWS || counted.gaps > 0) throw new Error(`not shadowed: ${JSON.stringify(counted)}`);
  for (const { intake, connection } of [plain, shadowed]) {
    await intake.close();
    await connection.close();
  }
} finally {
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
}

const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
showTable(
  Object.entries(rates).map(([what, one]) => ({
    what: `${what}, with a shadow`,
    measured: `${Math.round(middle([...one.with]))} rows/s, ${Math.round(middle([...one.without]))} without`,
    ratio: middle(one.with.map((rate, round) => rate / (one.without[round] ?? 0))),
    wanted: Math.round(WANTED * 1_000) / 1_000,
  })),
  process.argv.includes('--json'),
);
